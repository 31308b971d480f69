import TwinModel

/// What there is to attack in a plant, and what somebody who studied it knows: which measurements are acted upon, which
/// actuators do harm, which stations hang on which wires.
public struct AttackSurface: Sendable {
  /// Name of the plant, as its site calls it.
  public let plant: String
  /// Where signals lie.
  public let wiring: Wiring
  /// Places worth attacking, in order of harm.
  public let points: [WeakPoint]
  /// What operators may change, and within which limits.
  public let setpoints: [Setpoint]
  /// Controllers with what hangs on them; a flood or a man in the middle takes one of them.
  public let stations: [Station]
  /// Seconds between two scans of the controllers.
  public let scanPeriod: Double
  /// The plant as it is known to somebody who stole its engineering files.
  public let model: any Plant

  /// Shape `[sensor]`: lowest and highest value of the instrument that raise no limit alarm.
  let sensorLimits: [ClosedRange<Double>]
  /// Shape `[actuator]`: what an actuator can be told.
  let actuatorLimits: [ClosedRange<Double>]
  /// Shape `[sensor]`: step between two readings; 0 for none.
  let steps: [Double]

  /// A measurement with what keeps it.
  public struct WeakPoint: Sendable, Equatable {
    /// The measurement that is acted upon.
    public var sensor: String
    /// Where it lies in normal operation, in its unit.
    public var usual: ClosedRange<Double>
    /// A lie of this size does harm and raises no limit alarm, in its unit; 0 where nobody acts on the measurement.
    public var lie: Double
    /// Standard deviation of its instrument, in its unit.
    public var noise: Double
    /// Measurements that a balance or a law of physics ties to it.
    public var companions: [String] = []
    /// Commands that do harm, within their limits.
    public var forcing: [MaskedActuation.Forcing] = []
    /// The set point that keeps it.
    public var setpoint: String?
    /// A value of the set point that does harm, within its limits.
    public var harmfulSetpoint = 0.0
    /// Whether its loop moves all the time, rather than resting in a dead band or for good.
    public var answersAtOnce = true

    var middle: Double { (usual.lowerBound + usual.upperBound) / 2 }
    var width: Double { usual.upperBound - usual.lowerBound }
  }

  /// What operators may change.
  public struct Setpoint: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// What the operating station accepts, in its unit.
    public var limits: ClosedRange<Double>
    /// What a legitimate operator would choose, in its unit.
    public var usual: ClosedRange<Double>
  }

  /// A controller with the field devices that hang on it.
  public struct Station: Sendable, Equatable {
    /// The asset.
    public var name: String
    /// Its measurements.
    public var sensors: [String]
    /// Its actuators.
    public var actuators: [String]
  }

  init(
    of model: any Plant, under control: any Controller, points: [WeakPoint], setpoints: [Setpoint],
    stations: [Station]
  ) {
    let site = model.site
    plant = site.id
    self.model = model
    wiring = Wiring(of: model, under: control)
    scanPeriod = control.period
    self.points = points
    self.setpoints = setpoints
    self.stations = stations
    let tags = Dictionary(uniqueKeysWithValues: site.tags.map { ($0.name, $0) })
    let envelopes = Dictionary(uniqueKeysWithValues: site.envelopes.map { ($0.tag, $0) })
    func limits(_ name: String) -> ClosedRange<Double> {
      let range = tags[name]?.range ?? -.greatestFiniteMagnitude ... .greatestFiniteMagnitude
      guard let envelope = envelopes[name] else { return range }
      let low = max(range.lowerBound, envelope.low ?? range.lowerBound)
      return low...max(low, min(range.upperBound, envelope.high ?? range.upperBound))
    }
    sensorLimits = model.sensors.map(limits)
    actuatorLimits = model.actuators.map(limits)
    steps = model.sensors.map { tags[$0]?.quantisation ?? 0 }
  }

  /// The limits that an attacker must keep to raise no limit alarm: the instrument's range and the safety envelope.
  ///
  /// - Parameter name: a sensor, an actuator or a set point.
  public func limits(of name: String) throws(AttackError) -> ClosedRange<Double> {
    if let index = wiring.sensors.firstIndex(of: name) { return sensorLimits[index] }
    if let index = wiring.actuators.firstIndex(of: name) { return actuatorLimits[index] }
    guard let setpoint = setpoints.first(where: { $0.name == name }) else {
      throw .unknownTarget(name, known: wiring.sensors + wiring.actuators + setpoints.map(\.name))
    }
    return setpoint.limits
  }

  /// The places where a variant finds what it needs.
  func points(for need: AttackVariant.Need) -> [WeakPoint] {
    switch need {
    case .measurement: points.filter { $0.lie > 0 }
    case .loop: points.filter { $0.lie > 0 && $0.answersAtOnce }
    case .actuator: points.filter { !$0.forcing.isEmpty }
    case .movingActuator: points.filter { !$0.forcing.isEmpty && $0.answersAtOnce }
    case .setpoint: points.filter { $0.setpoint != nil }
    case .stateEstimation: model is SmartGridProcess ? points.filter { $0.lie > 0 } : []
    }
  }

  /// The variants of a type that make sense here.
  public func variants(of type: AttackType) -> [AttackVariant] {
    type.variants.filter { !points(for: $0.needs).isEmpty }
  }

  /// The station on which a sensor hangs, or one of the sensor alone.
  func station(of sensor: String) -> Station {
    stations.first { $0.sensors.contains(sensor) } ?? Station(name: sensor, sensors: [sensor], actuators: [])
  }
}
