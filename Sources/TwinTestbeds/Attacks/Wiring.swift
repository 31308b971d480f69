/// Where a plant's signals lie in `Signals`, by name.
public struct Wiring: Sendable, Equatable {
  /// Names of the sensors, in order.
  public let sensors: [String]
  /// Names of the actuators, in order.
  public let actuators: [String]
  /// Names of the controllers' set points, in order.
  public let setpoints: [String]

  /// The wiring of a plant, without its controllers' set points.
  public init(of plant: any Plant) {
    sensors = plant.sensors
    actuators = plant.actuators
    setpoints = []
  }

  /// The wiring of a plant under its controllers.
  public init(of plant: any Plant, under control: any Controller) {
    sensors = plant.sensors
    actuators = plant.actuators
    setpoints = control.setpointNames
  }

  /// Position of a sensor.
  public func sensor(_ name: String) throws(AttackError) -> Int {
    guard let index = sensors.firstIndex(of: name) else { throw .unknownTarget(name, known: sensors) }
    return index
  }

  /// Position of an actuator.
  public func actuator(_ name: String) throws(AttackError) -> Int {
    guard let index = actuators.firstIndex(of: name) else { throw .unknownTarget(name, known: actuators) }
    return index
  }

  /// Position of a set point.
  public func setpoint(_ name: String) throws(AttackError) -> Int {
    guard let index = setpoints.firstIndex(of: name) else { throw .unknownTarget(name, known: setpoints) }
    return index
  }
}
