/// What goes wrong in plants without anybody meaning harm; a detector that calls it an attack is wrong.
public enum Trouble: String, Sendable, CaseIterable, Codable {
  /// A sensor fails: it gives nothing, or stays at one end of its range.
  case sensorFailure = "sensor-failure"
  /// A sensor drifts, until it is calibrated again.
  case drift
  /// A device is taken out of service and put back.
  case maintenance
  /// Consumers ask for more than usual.
  case loadSurge = "load-surge"
  /// An operator changes a set point, as is his right.
  case setpointChange = "setpoint-change"
  /// A station is not heard for some minutes.
  case outage
  /// A controller restarts: inputs and outputs stand still meanwhile.
  case restart

  /// What happens, in a sentence.
  public var summary: String {
    switch self {
    case .sensorFailure: "a sensor fails: it gives nothing, or stays at one end of its range"
    case .drift: "a sensor drifts, until it is calibrated again"
    case .maintenance: "an actuator is taken out of service and put back"
    case .loadSurge: "consumers ask for 10 to 30 % more than usual"
    case .setpointChange: "an operator moves a set point within what is usual"
    case .outage: "a station is not heard"
    case .restart: "a controller restarts: nothing comes in, outputs stay"
    }
  }
}
