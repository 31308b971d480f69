import ProcessIntegration
import TwinModel

/// A legitimate operator: every few hours the plant is taken to another production mode, slowly, by its setpoints.
struct ProductionOperator: Sendable, Equatable {
  /// Shortest and longest time between two changes, s.
  static let betweenChanges = 18_000.0...43_200.0
  /// Seconds in which setpoints move to their new values.
  static let ramp = 10_800.0
  /// Seconds between two moves of a setpoint.
  static let step = 60.0

  /// The mode that the plant is in, or on its way to; a place in `ProductionMode.all`.
  private(set) var mode = 0

  /// Shape `[setpoint]`: the operating point's.
  private let setpoints: [Double]
  private var random: SeededGenerator
  /// Shape `[setpoint]`: factors when the last change began.
  private var before: [Double]
  /// Shape `[setpoint]`: factors reached so far.
  private var reached: [Double]
  private var changeStart: Double
  private var nextChange: Double
  private var nextStep: Double

  /// An operator who finds the plant at its operating point.
  ///
  /// - Parameter seed: decides which modes follow when.
  init(_ control: TennesseeEastmanControl, seed: UInt64) {
    setpoints = ProductionMode.loops.map { control[$0] }
    random = SeededGenerator(seed: seed, stream: 0x0E)
    before = ProductionMode.all[0].factors
    reached = before
    changeStart = -.infinity
    nextChange = 0
    nextStep = .infinity
    nextChange = wait()
  }

  /// Changes setpoints when it is time to. Moves them by what the mode asks for and no further, so that somebody else's
  /// changes stay.
  ///
  /// - Parameter time: seconds since the run began.
  mutating func act(on control: inout TennesseeEastmanControl, at time: Double) {
    if time >= nextChange { change(at: time) }
    guard time >= nextStep else { return }
    let share = min(1, (time - changeStart) / Self.ramp)
    nextStep = share < 1 ? nextStep + Self.step : .infinity
    let wanted = ProductionMode.all[mode].factors
    for (index, loop) in ProductionMode.loops.enumerated() {
      let factor = before[index] + share * (wanted[index] - before[index])
      control[loop] += setpoints[index] * (factor - reached[index])
      reached[index] = factor
    }
  }

  /// Chooses another mode. Changes are further apart than a ramp is long, so that the last one is complete.
  private mutating func change(at time: Double) {
    before = ProductionMode.all[mode].factors
    let others = ProductionMode.all.count - 1
    let choice = Int(random.uniform() * Double(others))
    mode = choice < mode ? choice : choice + 1
    changeStart = time
    nextStep = time
    nextChange = time + wait()
  }

  private mutating func wait() -> Double {
    let span = Self.betweenChanges
    return span.lowerBound + (span.upperBound - span.lowerBound) * random.uniform()
  }
}
