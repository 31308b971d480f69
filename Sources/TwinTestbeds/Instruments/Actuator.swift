/// A valve or pump that needs time to follow its command: position 0 (shut, standing) … 1 (open, full speed).
public struct Actuator: Sendable, Equatable {
  /// Seconds from one end to the other, > 0.
  public let travel: Double
  /// Where it stands, 0…1.
  public private(set) var position: Double

  /// Creates an actuator at a position.
  public init(travel: Double, position: Double) {
    precondition(travel > 0, "an actuator needs time")
    self.travel = travel
    self.position = min(max(position, 0), 1)
  }

  /// Moves for `dt` seconds towards a command, which counts as 0…1; `NaN` moves nothing.
  public mutating func move(to command: Double, _ dt: Double) {
    guard !command.isNaN else { return }
    let target = min(max(command, 0), 1)
    let reach = dt / travel
    position += min(max(target - position, -reach), reach)
  }
}
