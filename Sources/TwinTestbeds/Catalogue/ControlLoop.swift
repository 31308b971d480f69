/// One control loop of a testbed, as an engineer would list it.
public struct ControlLoop: Sendable, Equatable {
  /// Short name, unique within the testbed.
  public var id: String
  /// The asset that runs it.
  public var controller: String
  /// The tags it reads.
  public var measured: [String]
  /// The tag it moves, or the `id` of the loop whose setpoint it moves.
  public var output: String
  /// How, in a few words.
  public var rule: String

  /// Creates a loop.
  public init(id: String, controller: String, measured: [String], output: String, rule: String) {
    self.id = id
    self.controller = controller
    self.measured = measured
    self.output = output
    self.rule = rule
  }
}
