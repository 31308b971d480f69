public import TwinModel

/// A town's water supply and its street lighting, on one communication network and one power feeder.
///
/// Water: the C-Town network, its pipe equations solved (`Hydraulics`), under nine PLCs. PLC1, PLC3 and PLC5 run pumps
/// and a valve; PLC2, PLC4, PLC6, PLC7 and PLC9 only measure tanks and send the levels to those three over the network;
/// PLC8 measures T6 for the supervisors. Light: four districts of lamps under controllers with photocell and schedule.
/// Lamps and pumps share a feeder: what one service draws, the other sees in its voltage.
///
/// Source: network, thresholds and PLCs of the BATADAL contest (Taormina et al., "Battle of the attack detection
/// algorithms", 2018) as in github.com/rtaormina/epanetCPA (MIT).
///
/// ## Deviations from the source
/// - A PLC switches when a level passes its limit by more than `SmartCityController.margin`, the error band of a level
///   transmitter. T5 shuts its inlet when it is full, at the limit itself, so that PU8 never stops and throttles.
/// - PU1 and PU2, PU4 and PU5, PU6 and PU7, PU10 and PU11 change roles every morning at nine; the source's do not.
/// - Levels travel between PLCs every 15 minutes; the source's controls see every level at once.
/// - Consumers vary: season, days, a quarter of an hour's noise, week-ends an hour later, and now and then a fire.
/// - Lighting and feeder are of our own making.
public enum SmartCity {
  /// The town under its controllers.
  public typealias Loop = ClosedLoop<SmartCityProcess, SmartCityController>
  /// A recording of the town, simulated while it is read.
  public typealias Recording = PlantRecording<SmartCityProcess, SmartCityController>

  /// Tanks in the order of their tags.
  static let tanks = ["T1", "T2", "T3", "T4", "T5", "T6", "T7"]
  /// Pumps and the valve in the order of their tags.
  static let devices = ["PU1", "PU2", "PU3", "PU4", "PU5", "PU6", "PU7", "PU8", "PU9", "PU10", "PU11", "V2"]
  /// Junctions whose pressure is measured, in the order of their tags.
  static let gauges = [
    "J280", "J269", "J300", "J256", "J289", "J415", "J302", "J306", "J307", "J317", "J14", "J422",
  ]
  /// Lighting districts in the order of their tags.
  static let districts = ["SL1", "SL2", "SL3", "SL4"]

  /// The days that the town knows, and the roles of its pumps.
  public static let operatingModes = [
    OperatingMode("weekday", "the published demand of each hour"),
    OperatingMode("week-end", "the town rises an hour later"),
    OperatingMode("first-pumps", "PU1, PU4, PU7, PU10 lead, PU2, PU5, PU6, PU11 assist"),
    OperatingMode("second-pumps", "the other way round; roles change every morning at nine"),
  ]

  /// Where attacks find the town's signals.
  public static var wiring: Wiring { Wiring(of: SmartCityProcess()) }

  /// The town under its controllers, at midnight of a Monday.
  ///
  /// - Parameter period: seconds between two scans of the PLCs, > 0.
  /// - Parameter rotatesPumps: whether the pumps of a pair change roles every morning.
  /// - Parameter network: from `SmartCity.network`; `nil` when everything arrives at once.
  public static func loop(
    seed: UInt64, period: Double = 60, rotatesPumps: Bool = true, attacks: [any Attack] = [],
    network: CommunicationNetwork? = nil
  ) -> Loop {
    Loop(
      process: SmartCityProcess(), control: SmartCityController(period: period, rotatesPumps: rotatesPumps), seed: seed,
      attacks: attacks, network: network)
  }

  /// A recording from midnight on.
  ///
  /// - Parameter hours: simulated hours, ≥ 0.
  /// - Parameter rowPeriod: seconds between two rows.
  /// - Parameter isLabelled: whether there are label and event columns.
  /// - Parameter network: from `SmartCity.network`; `nil` when everything arrives at once.
  public static func recording(
    seed: UInt64, hours: Double, attacks: [any Attack] = [], period: Double = 60, rotatesPumps: Bool = true,
    rowPeriod: Double = 900, series: String = "smart-city",
    start: SourceTime = SourceTime(nanoseconds: 1_767_571_200_000_000_000), isLabelled: Bool = true,
    network: CommunicationNetwork? = nil
  ) -> Recording {
    Recording(
      process: SmartCityProcess(), control: SmartCityController(period: period, rotatesPumps: rotatesPumps), seed: seed,
      duration: hours * 3600, rowPeriod: rowPeriod, attacks: attacks, network: network, series: series, start: start,
      isLabelled: isLabelled)
  }
}
