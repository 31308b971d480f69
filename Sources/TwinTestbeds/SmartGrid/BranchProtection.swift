/// Relays: a branch overloaded for too long trips, demand is shed when the frequency falls.
///
/// A trip holds until the breaker is commanded open and closed again.
struct BranchProtection: Sendable, Equatable {
  /// Share of the rating above which a relay counts.
  static let pickup = 1.3
  /// Seconds above it before the relay trips.
  static let delay = 20.0
  /// Frequencies below nominal, in Hz, at which each step of demand is shed.
  static let sheddingSteps = [0.8, 1.2, 1.6]
  /// Share of all demand that one step sheds.
  static let sheddingShare = 0.08

  /// Shape `[branch]`.
  private(set) var isTripped: [Bool]
  /// Steps of demand shed so far.
  private(set) var shedSteps = 0
  private var overloaded: [Double]

  init(branchCount: Int) {
    isTripped = [Bool](repeating: false, count: branchCount)
    overloaded = [Double](repeating: 0, count: branchCount)
  }

  mutating func watch(branch: Int, loading: Double, isCommandedClosed: Bool, seconds: Double) {
    if !isCommandedClosed { isTripped[branch] = false }
    overloaded[branch] = loading > Self.pickup ? overloaded[branch] + seconds : 0
    if overloaded[branch] >= Self.delay { isTripped[branch] = true }
  }

  /// Sheds when the frequency is low; restores one step when it has recovered fully.
  mutating func watch(frequencyDeviation: Double) {
    while shedSteps < Self.sheddingSteps.count && frequencyDeviation < -Self.sheddingSteps[shedSteps] { shedSteps += 1 }
    if shedSteps > 0 && frequencyDeviation > 0.05 { shedSteps -= 1 }
  }
}
