/// The Tennessee Eastman process under its decentralised control, one second at a time. A copy is a fork.
public struct TennesseeEastmanClosedLoop: Sendable, Equatable {
  /// The plant.
  public var process: TennesseeEastmanProcess
  /// Its control.
  public var control: TennesseeEastmanControl
  /// What the valves are told, %.
  public var commands: TennesseeEastmanProcess.ManipulatedVariables
  /// Seconds since the start.
  public private(set) var seconds = 0

  /// The published start: base case, with the commands that the control scheme states for it.
  public init(noise: Double = 1) {
    process = TennesseeEastmanProcess(noise: noise)
    control = TennesseeEastmanControl()
    commands = Self.baseCommands
  }

  /// A plant that stands still at a published operating point, with the setpoints that hold it there.
  ///
  /// - Throws: ``IntegrationError/noSteadyState(residual:)``.
  public init(mode: TennesseeEastmanProcess.OperatingMode, noise: Double = 1) throws(IntegrationError) {
    self.init(noise: noise)
    guard mode != .base else { return }
    process = TennesseeEastmanProcess(state: try .steady(at: mode), noise: noise)
    commands = process.state.valves
    control = TennesseeEastmanControl(holding: process.measurements, with: commands)
  }

  /// Lets the control act on the last measurements, then moves the plant on by one second.
  ///
  /// - Throws: only with an adaptive method.
  public mutating func step(
    disturbances: TennesseeEastmanProcess.Disturbances = [],
    method: TennesseeEastmanProcess.IntegrationMethod = .euler, using random: inout some RandomNumberGenerator
  ) throws(IntegrationError) {
    seconds += 1
    control.act(atSecond: seconds, on: process.measurements, moving: &commands)
    try process.step(commands: commands, disturbances: disturbances, method: method, using: &random)
    commands.limit()
  }

  private static let baseCommands = TennesseeEastmanProcess.ManipulatedVariables([
    63.053, 53.98, 24.644, 61.302, 22.21, 40.064, 38.1, 46.534, 47.446, 41.106, 18.114, 50,
  ])
}
