public import ProcessIntegration
public import TwinModel

/// The Tennessee Eastman process with its sensors and actuators.
///
/// Sensors return what they read when a step began, one second late at the usual pace, as in the published simulation.
/// A shutdown is an outcome: the plant then stands still and says why.
public struct TennesseeEastmanPlant: Plant {
  /// What happens physically.
  public private(set) var process: TennesseeEastmanProcess
  private let disturbances: [ScheduledDisturbance]
  private let normal: TennesseeEastmanProcess.Measurements

  /// One of the published disturbances and when it is on.
  public struct ScheduledDisturbance: Sendable, Equatable {
    /// Which one.
    public var disturbance: TennesseeEastmanProcess.Disturbance
    /// Seconds since the run began at which it comes on.
    public var start: Double
    /// Seconds since the run began from which it is off again; `nil` when it stays.
    public var end: Double?

    /// Creates a disturbance; from the beginning and for good unless told otherwise.
    public init(_ disturbance: TennesseeEastmanProcess.Disturbance, start: Double = 0, end: Double? = nil) {
      self.disturbance = disturbance
      self.start = start
      self.end = end
    }
  }

  /// The process at its base case.
  public init(disturbances: [ScheduledDisturbance] = []) {
    self.init(TennesseeEastmanProcess(), disturbances: disturbances)
  }

  /// A process that stands where it is to be operated.
  public init(_ process: TennesseeEastmanProcess, disturbances: [ScheduledDisturbance] = []) {
    self.process = process
    self.disturbances = disturbances
    normal = process.measurements
  }

  /// What a site file of the process says.
  public var site: Site { TennesseeEastman.site }
  /// `XMEAS1` … `XMEAS41`.
  public var sensors: [String] { TennesseeEastman.sensors }
  /// `XMV1` … `XMV12`.
  public var actuators: [String] { TennesseeEastman.actuators }

  /// Why the plant stands still; `nil` while it runs.
  public var shutdown: TennesseeEastmanProcess.Shutdown? { process.shutdown }

  /// What perfect instruments without noise and dead time would show now.
  public var trueValues: [Double] { process.trueMeasurements(disturbances: active).elements }

  /// Whether the plant runs, and its reactor and levels are as near to where they began as production modes,
  /// weather and noise leave them: 120 kPa, 0.5 °C, 7 % in the reactor, 10 % in separator and stripper.
  public var isOperatingNormally: Bool {
    guard process.shutdown == nil else { return false }
    let now = process.measurements
    func isNear(_ measurement: TennesseeEastmanProcess.Measurement, _ distance: Double) -> Bool {
      (now[measurement] - normal[measurement]).magnitude <= distance
    }
    return isNear(.reactorPressure, 120) && isNear(.reactorTemperature, 0.5) && isNear(.reactorLevel, 7)
      && isNear(.separatorLevel, 10) && isNear(.stripperLevel, 10)
  }

  /// The shutdown, if there was one.
  public var impairments: [Impairment] { shutdown.map { [Impairment(.shutdown, of: "\($0)")] } ?? [] }

  /// What the sensors read when the last step began. Draws nothing: the process has its own noise.
  public func measure(using random: inout SeededGenerator) -> [Double] { readings }

  /// Lets the process run for `dt` seconds, in parts of at most one second.
  public mutating func step(inputs: [Double], dt: Double, using random: inout SeededGenerator) -> [Double] {
    precondition(inputs.count == actuators.count && dt > 0, "one input an actuator, and time that passes")
    let commands = TennesseeEastmanProcess.ManipulatedVariables(inputs)
    let parts = dt.rounded(.up)
    for _ in 0..<Int(parts) {
      do {
        try process.step(seconds: dt / parts, commands: commands, disturbances: active, using: &random)
      } catch {
        preconditionFailure("Euler's method fails only where time does not pass: \(error)")
      }
    }
    return readings
  }

  private var active: TennesseeEastmanProcess.Disturbances {
    // Half a second in, so that a sum of seconds that is short by a rounding error still counts as reached.
    let time = process.time * 3600 + 0.5
    return .init(
      disturbances.lazy.filter { time >= $0.start && time < $0.end ?? .infinity }.map(\.disturbance))
  }

  /// The last measurements, within the range and on the resolution of their instruments.
  private var readings: [Double] {
    var values = process.measurements.elements
    for index in values.indices { values[index] = TennesseeEastman.converters[index].reading(of: values[index]) }
    return values
  }
}
