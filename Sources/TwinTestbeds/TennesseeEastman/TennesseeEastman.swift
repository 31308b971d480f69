public import ProcessIntegration

/// The industrial-IoT testbed: the Tennessee Eastman process with its instruments, control and actuators.
///
/// A plain value: a copy is a snapshot and a fork, about 3 kB without a heap object. Time passes in whole seconds, the
/// pace of control and instruments. A shutdown is an outcome: the plant then stands still and says why.
public struct TennesseeEastman: Sendable, Equatable {
  /// What happens physically.
  public private(set) var process: TennesseeEastmanProcess
  /// What decides; its setpoints may be changed between steps, as an operator does.
  public var control: TennesseeEastmanControl
  /// Seconds since the start.
  public private(set) var seconds = 0
  private var commands: TennesseeEastmanProcess.ManipulatedVariables

  /// A plant at a published operating point.
  ///
  /// - Parameter noise: factor on the published measurement noise, ≥ 0.
  /// - Throws: ``IntegrationError`` when the operating point cannot be found.
  public init(
    mode: TennesseeEastmanProcess.OperatingMode = .base, noise: Double = 1
  ) throws(IntegrationError) {
    let loop = try TennesseeEastmanClosedLoop(mode: mode, noise: noise)
    process = loop.process
    control = loop.control
    commands = loop.commands
  }

  /// What acts on the plant from outside during a step.
  public struct Inputs: Sendable {
    /// The published disturbances that are on.
    public var disturbances: TennesseeEastmanProcess.Disturbances
    /// Alters what sensors report before control and historian see it; shape `[41]`, XMEAS order.
    public var tamperSensors: (@Sendable (inout [Double]) -> Void)?
    /// Alters what actuators receive after control has decided; shape `[12]`, XMV order, %. What is removed or not a
    /// number moves no actuator.
    public var tamperActuators: (@Sendable (inout [Double]) -> Void)?

    /// Creates inputs; nothing acts by default.
    public init(
      disturbances: TennesseeEastmanProcess.Disturbances = [],
      tamperSensors: (@Sendable (inout [Double]) -> Void)? = nil,
      tamperActuators: (@Sendable (inout [Double]) -> Void)? = nil
    ) {
      self.disturbances = disturbances
      self.tamperSensors = tamperSensors
      self.tamperActuators = tamperActuators
    }
  }

  /// What the plant shows after a step.
  public struct Outputs: Sendable, Equatable {
    /// What the historian records, in the order of ``TennesseeEastman/tags``; shape `[53]`.
    public var reported: [Double]
    /// Why the plant stands still; `nil` while it runs.
    public var shutdown: TennesseeEastmanProcess.Shutdown?
  }

  /// Moves the plant on second by second and reports the last one.
  ///
  /// - Parameter seconds: whole seconds, > 0.
  /// - Throws: ``IntegrationError/intervalNotPositive(_:)``.
  public mutating func step(
    inputs: Inputs = Inputs(), seconds: Int = 1, using random: inout some RandomNumberGenerator
  ) throws(IntegrationError) -> Outputs {
    guard seconds > 0 else { throw .intervalNotPositive(Double(seconds)) }
    var reported = report(inputs)
    for _ in 0..<seconds {
      self.seconds += 1
      control.act(atSecond: self.seconds, on: .init(reported), moving: &commands)
      try process.step(
        commands: received(inputs), disturbances: inputs.disturbances, using: &random)
      commands.limit()
      reported = report(inputs)
    }
    return Outputs(reported: reported + commands.elements, shutdown: process.shutdown)
  }

  /// What sensors report of the last measurements: within their range and resolution, and then as tampered with.
  private func report(_ inputs: Inputs) -> [Double] {
    var values = process.measurements.elements
    for index in values.indices { values[index] = Self.instruments[index].reading(of: values[index]) }
    inputs.tamperSensors?(&values)
    return values
  }

  private func received(_ inputs: Inputs) -> TennesseeEastmanProcess.ManipulatedVariables {
    guard let tamper = inputs.tamperActuators else { return commands }
    var values = commands.elements
    tamper(&values)
    values += [Double](repeating: .nan, count: max(0, commands.elements.count - values.count))
    return .init(values)
  }
}
