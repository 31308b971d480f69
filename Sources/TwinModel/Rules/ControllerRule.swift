/// A two-point controller as its owner describes it: an actuator that switches at two levels of a measured tag.
///
/// "PU4 on below 3.0 m of T3, off above 5.3 m" between which it stays as it is (hysteresis).
public struct ControllerRule: Sendable, Equatable {
  /// The state tag of the actuator: above one half it is on.
  public var actuator: String
  /// State tags of actuators that do the same work in turn, such as the pumps of a pair that change roles; empty for an
  /// actuator of its own.
  public var others: [String]
  /// What must be on for the rule to count as "on", where there are `others`.
  public var needs: Need
  /// The tag by which the controller switches it.
  public var level: String
  /// On which side of its threshold it switches on.
  public var acts: Direction
  /// Switches on beyond this level, in the unit of `level`; `nil` when it is never switched on by it.
  public var on: Double?
  /// Switches off beyond this level, in the unit of `level`; `nil` when it is never switched off by it.
  public var off: Double?
  /// How long the controller may take to act, in seconds, ≥ 0; one row of the recording is always allowed.
  public var delay: Double
  /// Shortest time between two switchings, in seconds, ≥ 0.
  public var dwell: Double
  /// By how much of its level a rule may be broken in normal operation without being wrong, in the unit of `level`, > 0;
  /// `nil` for a twentieth of the span between the thresholds.
  public var tolerance: Double?

  /// Creates a rule.
  public init(
    actuator: String, others: [String] = [], needs: Need = .any, level: String, acts: Direction = .below,
    on: Double? = nil, off: Double? = nil,
    delay: Double = 0, dwell: Double = 0, tolerance: Double? = nil
  ) {
    self.actuator = actuator
    self.others = others
    self.needs = needs
    self.level = level
    self.acts = acts
    self.on = on
    self.off = off
    self.delay = delay
    self.dwell = dwell
    self.tolerance = tolerance
  }

  /// What must be on among several actuators for the rule to count as "on".
  ///
  /// Of a pair that changes roles, the leader's rule is that of any of the two, the assistant's that of all: who leads
  /// today need not be known, as long as the assistant's band lies inside the leader's.
  public enum Need: String, Sendable, Equatable, Codable {
    /// At least one of them.
    case any
    /// Every one.
    case all
  }

  /// On which side of its threshold an actuator switches on.
  public enum Direction: Sendable, Equatable {
    /// On below `on`, off above `off`: a pump that fills a tank.
    case below
    /// On above `on`, off below `off`: a pump that empties one, a cooler.
    case above
  }

  /// The rule in words, in the tag's unit.
  public var words: String {
    let (onSide, offSide) = acts == .below ? ("below", "above") : ("above", "below")
    let parts = [on.map { "on \(onSide) \($0.written)" }, off.map { "off \(offSide) \($0.written)" }]
    let who = ([actuator] + others).joined(separator: needs == .any ? " or " : " and ")
    return "\(who) \(parts.compactMap(\.self).joined(separator: ", ")) of \(level)"
  }
}
