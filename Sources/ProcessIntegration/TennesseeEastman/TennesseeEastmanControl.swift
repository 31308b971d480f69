/// The decentralised control of the Tennessee Eastman process: nineteen proportional and proportional-integral loops,
/// eight of which move the setpoints of others.
///
/// Velocity form: e = 100 (setpoint − measurement)/span and Δ = K [(e − e_old) + e h/T_I], with h the loop's period; Δ is
/// added to the output. Eleven valves are moved; the agitator keeps its speed.
///
/// Source: the control scheme of Chiang, Russell and Braatz, Fault Detection and Diagnosis in Industrial Systems
/// (Springer, 2001), chapter on the Tennessee Eastman process.
///
/// ## Deviations from the source
/// - A loop whose measurement is not a number holds its output, as controllers do on a bad signal.
public struct TennesseeEastmanControl: Sendable, Equatable {
  /// Where the purge valve's override stands.
  public enum PurgeOverride: Sendable, Equatable {
    /// The purge rate is controlled.
    case none
    /// The valve is open because the separator's pressure was too high.
    case open
    /// The valve is closed because the separator's pressure was too low.
    case closed
  }

  /// Where the purge valve's override stands.
  public private(set) var purgeOverride = PurgeOverride.none
  private var setpoints: InlineArray<20, Double>
  private var errors = InlineArray<20, Double>(repeating: 0)
  private let normal: Normal

  /// The setpoints of the published scheme, for the base case.
  public init() { self.init(setpoints: { Self.baseSetpoints[$0.rawValue - 1] }, normal: Normal()) }

  /// The setpoints at which a plant stands still: what it measures now.
  ///
  /// - Parameter measurements: of the steady state to hold.
  /// - Parameter commands: at that steady state, %.
  public init(
    holding measurements: TennesseeEastmanProcess.Measurements,
    with commands: TennesseeEastmanProcess.ManipulatedVariables
  ) {
    self.init(
      setpoints: { measurements[$0.measurement] },
      normal: Normal(
        separatorPressure: measurements[.separatorPressure], purgeValve: commands[.purge],
        purgeRate: measurements[.purgeRate]))
  }

  private init(setpoints setpoint: (Loop) -> Double, normal: Normal) {
    setpoints = InlineArray { Loop(rawValue: $0 + 1).map(setpoint) ?? 0 }
    self.normal = normal
  }

  /// The setpoint of a loop, in the unit of its measurement. Setpoints of inner loops are moved by outer ones.
  public subscript(_ loop: Loop) -> Double {
    get { setpoints[loop.rawValue - 1] }
    set { setpoints[loop.rawValue - 1] = newValue }
  }

  /// Lets the loops act whose turn it is.
  ///
  /// - Parameter second: seconds since the start, 1 at the first step.
  /// - Parameter measurements: as last read.
  /// - Parameter commands: moved in place; they may leave 0 … 100 % by one action and are to be limited after use.
  public mutating func act(
    atSecond second: Int, on measurements: TennesseeEastmanProcess.Measurements,
    moving commands: inout TennesseeEastmanProcess.ManipulatedVariables
  ) {
    guard second % 3 == 0 else { return }
    for loop in Self.fast { act(loop, on: measurements, moving: &commands) }
    if second % 360 == 0 {
      for loop in Self.gasAnalysis { act(loop, on: measurements, moving: &commands) }
    }
    if second % 900 == 0 { act(.productE, on: measurements, moving: &commands) }
  }

  private mutating func act(
    _ loop: Loop, on measurements: TennesseeEastmanProcess.Measurements,
    moving commands: inout TennesseeEastmanProcess.ManipulatedVariables
  ) {
    if loop == .purgeRate && overridePurge(measurements[.separatorPressure], &commands) { return }
    let tuning = loop.tuning
    let error = (self[loop] - measurements[tuning.measurement]) * 100 / tuning.span
    guard error.isFinite else { return }
    var change = error - errors[loop.rawValue - 1]
    if let resetTime = tuning.resetTime { change += error * (1 / 3600.0) * Double(loop.period) / resetTime }
    errors[loop.rawValue - 1] = error
    switch tuning.output {
    case .valve(let valve): commands[valve] += tuning.gain * change
    case .setpoint(let inner): self[inner] += tuning.gain * change * inner.tuning.span / 100
    }
  }

  /// Opens or closes the purge valve fully while the separator's pressure is far off; true when it has done so.
  private mutating func overridePurge(
    _ pressure: Double, _ commands: inout TennesseeEastmanProcess.ManipulatedVariables
  ) -> Bool {
    if pressure >= 2950 || (purgeOverride == .open && pressure >= normal.separatorPressure) {
      purgeOverride = .open
      commands[.purge] = 100
    } else if purgeOverride == .open {
      endOverride(&commands)
    } else if pressure <= 2300 || (purgeOverride == .closed && pressure <= normal.separatorPressure) {
      purgeOverride = .closed
      commands[.purge] = 0
    } else if purgeOverride == .closed {
      endOverride(&commands)
    } else {
      return false
    }
    return true
  }

  private mutating func endOverride(_ commands: inout TennesseeEastmanProcess.ManipulatedVariables) {
    purgeOverride = .none
    commands[.purge] = normal.purgeValve
    self[.purgeRate] = normal.purgeRate
    errors[Loop.purgeRate.rawValue - 1] = 0
  }

  /// Whether both will act alike from here on.
  public static func == (left: Self, right: Self) -> Bool {
    left.purgeOverride == right.purgeOverride && left.normal == right.normal
      && (0..<20).allSatisfy { left.setpoints[$0] == right.setpoints[$0] && left.errors[$0] == right.errors[$0] }
  }

  /// What the purge returns to when an override ends.
  private struct Normal: Sendable, Equatable {
    /// kPa gauge.
    var separatorPressure = 2633.7
    /// %.
    var purgeValve = 40.060
    /// kscmh.
    var purgeRate = 0.33712
  }

  private static let fast: [Loop] = [
    .dFeedFlow, .eFeedFlow, .aFeedFlow, .acFeedFlow, .recycleFlow, .purgeRate, .separatorLevel, .stripperLevel,
    .steamFlow, .reactorCoolantTemperature, .productFlow, .stripperTemperature, .reactorLevel, .reactorTemperature,
  ]
  private static let gasAnalysis: [Loop] = [.feedA, .feedD, .feedE, .purgeB]
  private static let baseSetpoints: [Double] = [
    3664, 4509.3, 0.25052, 9.3477, 26.902, 0.33712, 50, 50, 230.31, 94.599, 22.949, 0, 32.188, 6.882, 18.776, 65.731,
    75,
    120.4, 13.823, 0.8357,
  ]
}
