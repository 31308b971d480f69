/// The programs of the town's PLCs and of its lighting controllers.
///
/// PLC1 runs PU1 and PU2 by the level of T1 (from PLC2). PLC3 runs V2 by T2, which it measures itself, PU4 and PU5 by T3
/// (from PLC4), PU6 and PU7 by T4 (from PLC6). PLC5 runs PU8 by T5 (from PLC7), PU10 and PU11 by T7 (from PLC9). PU3 and
/// PU9 stand by. Levels arrive every `exchangePeriod`; one that does not arrive (`NaN`) leaves the last one standing.
///
/// A lighting controller lights its district when its photocell sees less than 30 lx, douses it above 60 lx, and dims it
/// to a half from 23:00 to 05:00.
public struct SmartCityController: Controller {
  /// Seconds between two scans.
  public let period: Double
  /// Seconds between two exchanges of levels.
  public let exchangePeriod: Double

  /// A level has passed a limit when it lies this much beyond it, m.
  public static let margin = 0.05

  private var levels = [Double](repeating: .nan, count: SmartCity.tanks.count)
  private var runs: [Bool]
  private var isDark = [Bool](repeating: true, count: SmartCity.districts.count)
  private var nextExchange = 0.0
  private var programs = Self.programs

  /// One two-point program: which device, by which tank, on below, off above.
  struct TwoPoint: Sendable {
    var device: Int
    var tank: Int
    var onBelow: Double
    var offAbove: Double
  }

  /// Thresholds of the published controls, m.
  static let programs = [
    TwoPoint(device: 0, tank: 0, onBelow: 4, offAbove: 6.3),
    TwoPoint(device: 1, tank: 0, onBelow: 1, offAbove: 4.5),
    TwoPoint(device: 11, tank: 1, onBelow: 0.5, offAbove: 5.5),
    TwoPoint(device: 3, tank: 2, onBelow: 3, offAbove: 5.3),
    TwoPoint(device: 4, tank: 2, onBelow: 1, offAbove: 3.5),
    TwoPoint(device: 5, tank: 3, onBelow: 2, offAbove: 3.5),
    TwoPoint(device: 6, tank: 3, onBelow: 3, offAbove: 4.5),
    TwoPoint(device: 7, tank: 4, onBelow: 1.5, offAbove: 4.5),
    TwoPoint(device: 9, tank: 6, onBelow: 2.5, offAbove: 4.8),
    TwoPoint(device: 10, tank: 6, onBelow: 1, offAbove: 3),
  ]

  /// The levels below which pumps and the valve go on and above which they go off, by device.
  public let setpointNames = Self.programs.flatMap { program in
    ["S_\(SmartCity.devices[program.device]).ON", "S_\(SmartCity.devices[program.device]).OFF"]
  }

  /// Shape `[setpoint]`, m; what is no number changes nothing.
  public var setpoints: [Double] {
    get { programs.flatMap { [$0.onBelow, $0.offAbove] } }
    set {
      precondition(newValue.count == setpointNames.count, "one value a set point")
      for index in programs.indices {
        if newValue[2 * index].isFinite { programs[index].onBelow = newValue[2 * index] }
        if newValue[2 * index + 1].isFinite { programs[index].offAbove = newValue[2 * index + 1] }
      }
    }
  }

  /// The programs at their start, which is the process's.
  ///
  /// - Parameter period: seconds between two scans, > 0.
  /// - Parameter exchangePeriod: seconds between two exchanges of levels, ≥ 0.
  public init(period: Double = 60, exchangePeriod: Double = 900) {
    precondition(period > 0 && exchangePeriod >= 0, "possible periods")
    self.period = period
    self.exchangePeriod = exchangePeriod
    runs = SmartCity.devices.map { ["PU1", "PU2", "PU7", "PU8", "PU10", "V2"].contains($0) }
  }

  /// One scan of all PLCs and lighting controllers; shapes as the process's sensors and actuators.
  public mutating func scan(_ measurements: [Double], at time: Double) -> [Double] {
    if time >= nextExchange {
      nextExchange = time + exchangePeriod
      for tank in levels.indices where !measurements[tank].isNaN { levels[tank] = measurements[tank] }
      for program in programs { run(program) }
    }
    var outputs = runs.map { $0 ? 1.0 : 0.0 }
    let photocells = SmartCity.tanks.count + SmartCity.devices.count + SmartCity.gauges.count
    let hour = (time / 3600).truncatingRemainder(dividingBy: 24)
    for district in isDark.indices {
      let illuminance = measurements[photocells + district]
      if illuminance < 30 { isDark[district] = true }
      if illuminance > 60 { isDark[district] = false }
      outputs.append(isDark[district] ? (hour >= 23 || hour < 5 ? 0.5 : 1) : 0)
    }
    return outputs
  }

  private mutating func run(_ program: TwoPoint) {
    let level = levels[program.tank]
    if level < program.onBelow - Self.margin { runs[program.device] = true }
    if level > program.offAbove + Self.margin { runs[program.device] = false }
  }
}
