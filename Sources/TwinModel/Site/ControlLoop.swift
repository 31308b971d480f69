/// A loop that a controller closes: what it measures, what it moves, and how.
public struct ControlLoop: Sendable, Equatable {
  /// Unique within a site.
  public var id: String
  /// The `Asset.id` of the controller that runs it.
  public var controller: String
  /// The `Tag.name`s it reads, at least one; the first is the one it controls.
  public var measured: [String]
  /// What it moves.
  public var output: Output
  /// Where it keeps the first measured tag, in that tag's unit; `nil` where a rule says it all. The set point of an inner
  /// loop is where it begins.
  public var setpoint: Double?
  /// How it acts, in words or by the name of a rule; `nil` where the set point says it all.
  public var rule: String?
  /// The unit of the set point and of the first measured tag; `nil` when the tag has none.
  public var unit: String?

  /// What a loop moves.
  public enum Output: Sendable, Equatable {
    /// These actuators, by `Tag.name`; at least one.
    case actuators([String])
    /// The set point of another loop, by its id.
    case cascade(String)
  }

  /// Creates a loop.
  public init(
    id: String, controller: String, measured: [String], output: Output, setpoint: Double? = nil, rule: String? = nil,
    unit: String? = nil
  ) {
    self.id = id
    self.controller = controller
    self.measured = measured
    self.output = output
    self.setpoint = setpoint
    self.rule = rule
    self.unit = unit
  }
}
