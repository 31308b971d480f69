public import TwinModel

/// Every value on its way round the loop in one scan; where two of them differ, somebody stands between.
///
/// Measurements go from sensors to controllers and to the historian; commands go from controllers to actuators and to
/// the historian. An attack that changes `received` or `actuated` has consequences in the process; one that changes
/// `reported` or `reportedCommands` hides them.
///
/// In a run with a communication network, attacks on signals stand at the ends of the wire and the network lies between:
/// what they make of `received` is what the field devices hold, what they make of `reported` is what a PLC is made to
/// tell supervision, and what they make of `actuated` is what the actuator does whatever has arrived. After a scan,
/// `received`, `actuated`, `reported` and `reportedCommands` are what really came.
public struct Signals: Sendable, Equatable {
  /// Seconds since the run began.
  public internal(set) var time = 0.0
  /// Shape `[sensor]`: what the sensors read.
  public internal(set) var measured: [Double] = []
  /// Shape `[sensor]`: what the controllers receive.
  public var received: [Double] = []
  /// Shape `[sensor]`: what the historian records of the sensors.
  public var reported: [Double] = []
  /// Shape `[setpoint]`: what operators ask of the controllers; empty unless somebody in the run changes set points.
  public var setpoints: [Double] = []
  /// Share of the usual load that the plant has to serve, > 0.
  public var load = 1.0
  /// Shape `[actuator]`: what the controllers command.
  public internal(set) var commanded: [Double] = []
  /// Shape `[actuator]`: what the actuators get.
  public var actuated: [Double] = []
  /// Shape `[actuator]`: what the historian records of the commands.
  public var reportedCommands: [Double] = []
  /// Shape `[sensor]`: how old what the controllers received is, in seconds; empty without a network.
  public internal(set) var receivedAges: [Double] = []
  /// Shape `[sensor, then actuator]`: how old what the historian records is, in seconds; empty without a network.
  public internal(set) var reportedAges: [Double] = []
  /// Shape `[sensor, then actuator]`: uncertain where a value is older than three of its periods; empty without a network.
  public internal(set) var reportedQualities: [Quality] = []
}
