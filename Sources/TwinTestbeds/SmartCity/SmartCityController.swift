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
  private let rotatesPumps: Bool
  private var rotation = 0
  private var programs = Self.programs

  /// One two-point program: which device, by which tank, on below, off above.
  struct TwoPoint: Sendable {
    var device: Int
    var tank: Int
    var onBelow: Double
    var offAbove: Double
  }

  /// Pumps with one curve, side by side, that share the work: places in `SmartCity.devices`.
  static let pairs = [(0, 1), (3, 4), (5, 6), (9, 10)]
  /// Hour of the day at which pairs change roles.
  static let rotationHour = 9.0

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
  /// - Parameter rotatesPumps: whether the pumps of a pair change roles every morning, so that both wear alike.
  public init(period: Double = 60, exchangePeriod: Double = 900, rotatesPumps: Bool = true) {
    precondition(period > 0 && exchangePeriod >= 0, "possible periods")
    self.period = period
    self.exchangePeriod = exchangePeriod
    self.rotatesPumps = rotatesPumps
    runs = SmartCity.devices.map { ["PU1", "PU2", "PU7", "PU8", "PU10", "V2"].contains($0) }
  }

  /// One scan of all PLCs and lighting controllers; shapes as the process's sensors and actuators.
  public mutating func scan(_ measurements: [Double], at time: Double) -> [Double] {
    if time >= nextExchange {
      nextExchange = time + exchangePeriod
      for tank in levels.indices where !measurements[tank].isNaN { levels[tank] = measurements[tank] }
      if rotatesPumps { rotate(at: time) }
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
    let device = device(of: program)
    if level < program.onBelow - Self.margin { runs[device] = true }
    if level > program.offAbove + Self.margin { runs[device] = false }
  }

  /// The device that has a program's role at present.
  private func device(of program: TwoPoint) -> Int {
    guard rotation % 2 == 1, let pair = Self.pairs.first(where: { $0.0 == program.device || $0.1 == program.device })
    else { return program.device }
    return pair.0 == program.device ? pair.1 : pair.0
  }

  /// Hands the roles of each pair over at nine in the morning; who ran rests, and the other runs in its place.
  private mutating func rotate(at time: Double) {
    let mornings = Int(((time - Self.rotationHour * 3600) / 86_400).rounded(.down)) + 1
    guard mornings > rotation else { return }
    if (mornings - rotation) % 2 == 1 { for pair in Self.pairs { runs.swapAt(pair.0, pair.1) } }
    rotation = mornings
  }
}
