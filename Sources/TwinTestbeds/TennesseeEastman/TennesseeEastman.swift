public import ProcessIntegration
public import TwinModel

/// The industrial-IoT testbed: the Tennessee Eastman process under its nineteen loops, as a site with instruments,
/// controllers and safety limits.
///
/// On ordinary days feeds and cooling water wander and an operator changes the production mode now and then
/// (``Operation/ordinary``). With ``Operation/published`` a loop without attacks repeats the published closed-loop
/// trajectories, but for the resolution of the instruments.
public enum TennesseeEastman {
  /// What varies without anybody's ill will.
  public struct Operation: Sendable, Equatable {
    /// How far feeds and cooling water wander: share of what the published random disturbances 8 to 12 bring, 0 … 1.
    public var variation: Double
    /// Whether an operator changes the production mode every five to twelve hours.
    public var changesMode: Bool

    /// Creates an operation.
    public init(variation: Double, changesMode: Bool) {
      self.variation = variation
      self.changesMode = changesMode
    }

    /// Feeds and cooling water wander, modes change.
    public static let ordinary = Operation(variation: 0.15, changesMode: true)
    /// Nothing varies but noise, as in the published simulation.
    public static let published = Operation(variation: 0, changesMode: false)

    /// Ordinary at the base case, for which the loops are tuned; published at the others, where they hold the plant for
    /// days only while nothing disturbs it.
    public static func usual(at mode: TennesseeEastmanProcess.OperatingMode) -> Operation {
      mode == .base ? .ordinary : .published
    }
  }

  /// The production modes between which an operator changes.
  public static var operatingModes: [OperatingMode] { ProductionMode.all.map(\.mode) }

  /// The process under its controllers.
  public typealias Loop = ClosedLoop<TennesseeEastmanPlant, TennesseeEastmanController>
  /// A recording of the process, simulated while it is read.
  public typealias Recording = PlantRecording<TennesseeEastmanPlant, TennesseeEastmanController>

  /// Where attacks find the process's signals.
  public static var wiring: Wiring { Wiring(of: TennesseeEastmanPlant()) }

  /// The process under its controllers, at a published operating point.
  ///
  /// - Parameter operation: what varies; `nil` for ``Operation/usual(at:)``.
  /// - Parameter network: from `TennesseeEastman.network`; `nil` when everything arrives at once.
  /// - Throws: ``IntegrationError`` when the operating point cannot be found.
  public static func loop(
    seed: UInt64, mode: TennesseeEastmanProcess.OperatingMode = .base, operation: Operation? = nil,
    disturbances: [TennesseeEastmanPlant.ScheduledDisturbance] = [], attacks: [any Attack] = [],
    network: CommunicationNetwork? = nil
  ) throws(IntegrationError) -> Loop {
    let (plant, control) = try begin(mode: mode, operation: operation, disturbances: disturbances, seed: seed)
    return Loop(process: plant, control: control, seed: seed, attacks: attacks, network: network)
  }

  /// Plant and controllers at an operating point.
  static func begin(
    mode: TennesseeEastmanProcess.OperatingMode = .base, operation: Operation? = nil,
    disturbances: [TennesseeEastmanPlant.ScheduledDisturbance] = [], seed: UInt64
  ) throws(IntegrationError) -> (TennesseeEastmanPlant, TennesseeEastmanController) {
    var start = try TennesseeEastmanClosedLoop(mode: mode)
    let operation = operation ?? .usual(at: mode)
    start.process.variation = operation.variation
    return (
      TennesseeEastmanPlant(start.process, disturbances: disturbances),
      operation.changesMode
        ? TennesseeEastmanController(start, operatorSeed: seed) : TennesseeEastmanController(start)
    )
  }

  /// A recording of the process.
  ///
  /// - Parameter hours: simulated hours, ≥ 0.
  /// - Parameter rowPeriod: seconds between two rows.
  /// - Parameter isLabelled: whether there are label and event columns.
  /// - Parameter operation: what varies; `nil` for ``Operation/usual(at:)``.
  /// - Parameter network: from `TennesseeEastman.network`; `nil` when everything arrives at once.
  /// - Throws: ``IntegrationError`` when the operating point cannot be found.
  public static func recording(
    seed: UInt64, hours: Double, mode: TennesseeEastmanProcess.OperatingMode = .base, operation: Operation? = nil,
    disturbances: [TennesseeEastmanPlant.ScheduledDisturbance] = [], attacks: [any Attack] = [],
    rowPeriod: Double = 60, series: String = "tennessee-eastman",
    start: SourceTime = SourceTime(nanoseconds: 1_767_571_200_000_000_000), isLabelled: Bool = true,
    network: CommunicationNetwork? = nil
  ) throws(IntegrationError) -> Recording {
    let (plant, control) = try begin(mode: mode, operation: operation, disturbances: disturbances, seed: seed)
    return Recording(
      process: plant, control: control, seed: seed, duration: hours * 3600, rowPeriod: rowPeriod, attacks: attacks,
      network: network, series: series, start: start, isLabelled: isLabelled)
  }
}
