/// Follows one controller and measures by how much of its level it breaks its rule.
///
/// Four ways to break it, each with the distance that the level had at least to the threshold during the rows in which
/// the controller could have acted:
///
/// 1. on although the level stayed beyond `off`; 2. off although it stayed beyond `on`;
/// 3. switched on although it never came to `on`; 4. switched off although it never came to `off`.
///
/// Between two rows the level may have gone further than both show: for 3 and 4 it is granted what the fastest change
/// of normal operation allows. A switch before `rowsOfDwell` are over counts as a tenth of the span.
struct RuleFilter: Sendable {
  /// Most rows that a controller may take to act.
  static let longest = 64

  private var levels: [Double] = []
  private var state: Bool?
  private var rowsSinceSwitch = Int.max / 2

  /// The excess over the rule at the next row, in the unit of the level, ≥ 0; 0 when a value is missing.
  mutating func step(_ rule: RuleModel, level value: Double, actuator: Double) -> Double {
    guard value.isFinite, actuator.isFinite else {
      levels.removeAll(keepingCapacity: true)
      state = nil
      return 0
    }
    let sign = rule.actsAbove ? -1.0 : 1.0
    let isOn = actuator > 0.5
    levels.append(sign * value)
    if levels.count > rule.rowsToAct + 1 { levels.removeFirst() }
    defer { state = isOn }
    guard let before = state, levels.count > rule.rowsToAct else { return 0 }
    if isOn != before {
      let sooner = rowsSinceSwitch < rule.rowsOfDwell
      rowsSinceSwitch = 0
      return max(switched(rule, on: isOn, sign: sign), sooner ? 10 * rule.scale : 0)
    }
    rowsSinceSwitch += 1
    return stayed(rule, on: isOn, sign: sign)
  }

  /// Ways 1 and 2.
  private func stayed(_ rule: RuleModel, on isOn: Bool, sign: Double) -> Double {
    if isOn { return rule.off.map { max(0, least - sign * $0) } ?? 0 }
    return rule.on.map { max(0, sign * $0 - most) } ?? 0
  }

  /// Ways 3 and 4.
  private func switched(_ rule: RuleModel, on isOn: Bool, sign: Double) -> Double {
    let moved = abs(levels[levels.count - 1] - levels[levels.count - 2])
    let hidden = max(0, rule.fastest - moved) / 2
    if isOn { return rule.on.map { max(0, least - hidden - sign * $0) } ?? 0 }
    return rule.off.map { max(0, sign * $0 - most - hidden) } ?? 0
  }

  private var least: Double { levels.reduce(.infinity) { min($0, $1) } }
  private var most: Double { levels.reduce(-.infinity) { max($0, $1) } }

  /// What the controller will do next at a level: on, off, or as it is.
  static func next(_ rule: RuleModel, level: Double, isOn: Bool) -> Bool {
    let sign = rule.actsAbove ? -1.0 : 1.0
    if let on = rule.on, sign * level < sign * on { return true }
    if let off = rule.off, sign * level > sign * off { return false }
    return isOn
  }
}
