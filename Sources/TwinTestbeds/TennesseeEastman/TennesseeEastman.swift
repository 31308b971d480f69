public import ProcessIntegration
public import TwinModel

/// The industrial-IoT testbed: the Tennessee Eastman process under its nineteen loops, as a site with instruments,
/// controllers and safety limits.
///
/// A loop without attacks repeats the published closed-loop trajectories, but for the resolution of the instruments.
public enum TennesseeEastman {
  /// The process under its controllers.
  public typealias Loop = ClosedLoop<TennesseeEastmanPlant, TennesseeEastmanController>
  /// A recording of the process, simulated while it is read.
  public typealias Recording = PlantRecording<TennesseeEastmanPlant, TennesseeEastmanController>

  /// Where attacks find the process's signals.
  public static var wiring: Wiring { Wiring(of: TennesseeEastmanPlant()) }

  /// The process under its controllers, at a published operating point.
  ///
  /// - Parameter network: from `TennesseeEastman.network`; `nil` when everything arrives at once.
  /// - Throws: ``IntegrationError`` when the operating point cannot be found.
  public static func loop(
    seed: UInt64, mode: TennesseeEastmanProcess.OperatingMode = .base,
    disturbances: [TennesseeEastmanPlant.ScheduledDisturbance] = [], attacks: [any Attack] = [],
    network: CommunicationNetwork? = nil
  ) throws(IntegrationError) -> Loop {
    let start = try TennesseeEastmanClosedLoop(mode: mode)
    return Loop(
      process: TennesseeEastmanPlant(start.process, disturbances: disturbances),
      control: TennesseeEastmanController(start), seed: seed, attacks: attacks, network: network)
  }

  /// A recording of the process.
  ///
  /// - Parameter hours: simulated hours, ≥ 0.
  /// - Parameter rowPeriod: seconds between two rows.
  /// - Parameter isLabelled: whether there are label and event columns.
  /// - Parameter network: from `TennesseeEastman.network`; `nil` when everything arrives at once.
  /// - Throws: ``IntegrationError`` when the operating point cannot be found.
  public static func recording(
    seed: UInt64, hours: Double, mode: TennesseeEastmanProcess.OperatingMode = .base,
    disturbances: [TennesseeEastmanPlant.ScheduledDisturbance] = [], attacks: [any Attack] = [],
    rowPeriod: Double = 60, series: String = "tennessee-eastman",
    start: SourceTime = SourceTime(nanoseconds: 1_767_571_200_000_000_000), isLabelled: Bool = true,
    network: CommunicationNetwork? = nil
  ) throws(IntegrationError) -> Recording {
    let loop = try TennesseeEastmanClosedLoop(mode: mode)
    return Recording(
      process: TennesseeEastmanPlant(loop.process, disturbances: disturbances),
      control: TennesseeEastmanController(loop), seed: seed, duration: hours * 3600, rowPeriod: rowPeriod,
      attacks: attacks, network: network, series: series, start: start, isLabelled: isLabelled)
  }
}
