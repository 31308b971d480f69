/// What closes the loop over a plant: the programs of its PLCs and controllers, as a pure machine.
public protocol Controller: Sendable {
  /// Seconds between two scans, > 0.
  var period: Double { get }
  /// Names of what operators may change while it runs, in order.
  var setpointNames: [String] { get }
  /// Shape `[setpoint]`: what operators may change while it runs, in each one's unit.
  var setpoints: [Double] { get set }

  /// Reads the inputs, runs the program, sets the outputs.
  ///
  /// - Parameter measurements: shape `[sensor]`, as received, which need not be as measured; `NaN` when nothing came.
  /// - Parameter time: seconds since the run began.
  /// - Returns: shape `[actuator]`, in the order of the plant's actuators.
  mutating func scan(_ measurements: [Double], at time: Double) -> [Double]
}

extension Controller {
  /// Nothing may be changed.
  public var setpointNames: [String] { [] }
  /// Nothing may be changed.
  public var setpoints: [Double] {
    get { [] }
    set {}
  }
}
