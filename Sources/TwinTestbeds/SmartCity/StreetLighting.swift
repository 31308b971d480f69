import TwinModel

/// The town's lamps, the daylight they replace, and the feeder that they share with the pumps.
struct StreetLighting: Sendable, Equatable {
  /// Installed power of each district, kW.
  static let installed = [42.0, 30.0, 26.0, 18.0]
  /// Seconds in which lamps follow a command.
  static let runUp = 90.0

  /// Brightness of each district's lamps, 0…1.
  private(set) var brightness = [Double](repeating: 0.5, count: installed.count)
  /// Illuminance at each district's photocell, lx.
  private(set) var illuminance = [Double](repeating: 0, count: installed.count)
  /// Power drawn by each district, kW.
  private(set) var power = installed.map { 0.5 * $0 }
  /// Voltage of the feeder as a share of its nominal value.
  private(set) var voltage = 1.0

  private var clouds = OrnsteinUhlenbeck(deviation: 0.2, timeConstant: 5400)
  private var grid = OrnsteinUhlenbeck(deviation: 0.004, timeConstant: 1800)

  /// Lets `dt` seconds pass.
  ///
  /// - Parameter commands: shape `[district]`, brightness wanted, 0…1; `NaN` changes nothing.
  /// - Parameter time: seconds since midnight of day 0, at the end.
  /// - Parameter pumpPower: what the pumps draw, kW.
  mutating func advance(
    commands: some Collection<Double>, time: Double, dt: Double, pumpPower: Double,
    using random: inout SeededGenerator
  ) {
    clouds.advance(by: dt, using: &random)
    grid.advance(by: dt, using: &random)
    let daylight = Self.daylight(at: time) * min(1, max(0.1, 0.75 + clouds.value))
    let reach = dt / Self.runUp
    for (district, command) in commands.enumerated() where district < brightness.count {
      illuminance[district] = daylight * (1 - 0.05 * Double(district))
      if !command.isNaN {
        brightness[district] += min(max(min(max(command, 0), 1) - brightness[district], -reach), reach)
      }
      power[district] = Self.installed[district] * brightness[district] * voltage * voltage
    }
    // 10 % drop at the feeder's rating of 800 kW.
    let load = power.reduce(pumpPower, +)
    voltage = max(0, 1.03 + grid.value - 0.1 * load / 800)
  }

  /// Illuminance under a clear sky, lx: a parabola between sunrise and sunset, whose hours follow the season.
  static func daylight(at time: Double) -> Double {
    let day = Int(time / 86400)
    let half = 6 + 16 * (CityDemand.season(day: day) - 1)
    let hour = time / 3600 - Double(day) * 24
    let distance = (hour - 12) / half
    return max(0, 80_000 * (1 - distance * distance))
  }
}
