/// Where a plant's signals lie in `Signals`, by name.
public struct Wiring: Sendable, Equatable {
  /// Names of the sensors, in order.
  public let sensors: [String]
  /// Names of the actuators, in order.
  public let actuators: [String]

  /// The wiring of a plant.
  public init(of plant: some Plant) {
    sensors = plant.sensors
    actuators = plant.actuators
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
}
