#if canImport(Glibc)
  import Glibc
#endif

/// Fuses channels into one score per row and holds an alarm for some rows after its cause has gone.
///
/// The off-delay keeps one disturbance one alarm instead of a dozen (ANSI/ISA-18.2-2016, clause 10.5.2): a score above
/// the threshold decays by the same factor each row from at most twice the threshold, so that an alarm outlasts its
/// cause by at most `offDelay` rows.
struct FusedScore: Sendable {
  /// Rows by which an alarm may outlast its cause, unless somebody wants more.
  static let offDelay = 14
  private static let holdLimit: Float = 2
  /// 2^(−1/14).
  private static let usualDecay: Float = 0.951_695_2

  private let fusion: Fusion
  private let channels: [Int]
  private let twinChannels: [Int]
  private let decay: Float
  private var held: Float = 0

  /// - Parameter offDelay: rows by which an alarm may outlast its cause, ≥ 1.
  init(_ fusion: Fusion, offDelay: Int = FusedScore.offDelay) {
    precondition(offDelay >= 1, "an off-delay of a row or more")
    self.fusion = fusion
    // The usual one is a constant, so that models scored before are scored alike.
    decay = offDelay == Self.offDelay ? Self.usualDecay : Float(exp2(-1 / Double(offDelay)))
    channels = fusion.used
    twinChannels = fusion.usedOfTwin
  }

  /// Forgets a held alarm.
  mutating func reset() { held = 0 }

  /// The score of the next row; 1 is the alarm threshold.
  ///
  /// - Parameter isUnusual: whether the plant is in a rare state.
  mutating func next(_ row: UnsafePointer<Float>, isUnusual: Bool = false) -> Float {
    let score = multiple(row, isUnusual: isUnusual)
    held = max(min(score, Self.holdLimit), held * decay)
    return max(score, held)
  }

  /// The score before hold, in multiples of the alarm threshold.
  func multiple(_ row: UnsafePointer<Float>, isUnusual: Bool = false) -> Float {
    let learned = powerMean(row) / (isUnusual ? fusion.threshold * fusion.unusual : fusion.threshold)
    guard !twinChannels.isEmpty else { return learned }
    let threshold = isUnusual ? fusion.twinThreshold * fusion.twinUnusual : fusion.twinThreshold
    return max(learned, powerMeanOfTwin(row) / threshold)
  }

  /// The power mean of the ratios of the learned channels to their levels, before threshold and hold.
  func powerMean(_ row: UnsafePointer<Float>) -> Float { powerMean(row, channels) }

  /// Likewise of the twin's channels.
  func powerMeanOfTwin(_ row: UnsafePointer<Float>) -> Float { powerMean(row, twinChannels) }

  private func powerMean(_ row: UnsafePointer<Float>, _ channels: [Int]) -> Float {
    guard !channels.isEmpty else { return 0 }
    var sum: Float = 0
    for channel in channels {
      let ratio = min(row[channel] * fusion.inverseLevel[channel], Fusion.ratioLimit)
      sum += Self.eighthPower(ratio)
    }
    return (sum / Float(channels.count)).squareRoot().squareRoot().squareRoot()
  }

  /// Share of each channel in the power mean, shape of `Channel.all`, summing to 1 where any ratio is positive.
  func shares(_ row: UnsafePointer<Float>, into shares: inout [Float]) {
    var sum: Float = 0
    for index in shares.indices { shares[index] = 0 }
    for channel in channels {
      let ratio = min(row[channel] * fusion.inverseLevel[channel], Fusion.ratioLimit)
      shares[channel] = Self.eighthPower(ratio)
      sum += shares[channel]
    }
    if !twinChannels.isEmpty { shareWithTwin(row, &shares, &sum) }
    guard sum > 0 else { return }
    for channel in channels { shares[channel] /= sum }
    for channel in twinChannels { shares[channel] /= sum }
  }

  /// The twin's channels count by the multiple that they reach of their own threshold.
  private func shareWithTwin(_ row: UnsafePointer<Float>, _ shares: inout [Float], _ sum: inout Float) {
    let ofLearned = 1 / (Float(max(channels.count, 1)) * Self.eighthPower(fusion.threshold))
    let ofTwin = 1 / (Float(twinChannels.count) * Self.eighthPower(fusion.twinThreshold))
    sum *= ofLearned
    for channel in channels { shares[channel] *= ofLearned }
    for channel in twinChannels {
      let ratio = min(row[channel] * fusion.inverseLevel[channel], Fusion.ratioLimit)
      shares[channel] = Self.eighthPower(ratio) * ofTwin
      sum += shares[channel]
    }
  }

  private static func eighthPower(_ ratio: Float) -> Float {
    let square = ratio * ratio
    let fourth = square * square
    return fourth * fourth
  }
}
