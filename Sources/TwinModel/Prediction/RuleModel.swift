/// A controller rule with its numbers, the level negated where the actuator acts above its threshold.
public struct RuleModel: Sendable, Equatable, Codable {
  /// The state tag of the actuator.
  public var actuator: Int
  /// State tags of actuators that do the same work in turn; `nil` for none.
  public var others: [Int]?
  /// What must be on among them; `nil` without others.
  public var needs: ControllerRule.Need?
  /// The tag that switches it.
  public var level: Int
  /// True when the actuator switches on above its threshold.
  public var actsAbove: Bool
  /// Threshold for switching on, in the unit of the level; `nil` when there is none.
  public var on: Double?
  /// Threshold for switching off.
  public var off: Double?
  /// Rows within which the controller must have acted, ≥ 1.
  public var rowsToAct: Int
  /// Rows between two switchings, ≥ 0.
  public var rowsOfDwell: Int
  /// Fastest change of the level per row in normal operation, in its unit, ≥ 0: between two rows the level may have
  /// been where neither shows it.
  public var fastest: Double
  /// One unit of excess, in the unit of the level, > 0.
  public var scale: Double

  /// What the rule's actuators do together at a row: 1 on, 0 off; no number where one of them says none.
  func state(row: UnsafePointer<Double>) -> Double {
    guard let others else { return row[actuator] }
    let states = others.map { row[$0] } + [row[actuator]]
    guard states.allSatisfy(\.isFinite) else { return .nan }
    return (needs == .all ? states.min() : states.max()) ?? .nan
  }

  func isSound(tags: Int) -> Bool {
    ([actuator, level] + (others ?? [])).allSatisfy { (0..<tags).contains($0) }
      && (1...RuleFilter.longest).contains(rowsToAct)
      && rowsOfDwell >= 0 && fastest.isFinite && fastest >= 0 && scale.isFinite && scale > 0
      && [on, off].allSatisfy { $0?.isFinite ?? true }
  }
}
