/// How much an attacker knows, and so how hard it is to see.
public enum AttackLevel: Int, Sendable, CaseIterable, Comparable, Codable {
  /// Naive: values, commands or set points outside their engineering limits, or nothing at all.
  case naive = 0
  /// Inside the engineering limits.
  case insideLimits = 1
  /// Knows the plant's model, the thresholds and the kind of detector: consistent lies, slow drifts, short bursts; with
  /// an oracle, never above the alarm threshold.
  case modelAware = 2
  /// Has the detector itself: moves other tags along its gradient so that a large lie stays below the threshold.
  case whiteBox = 3

  /// What the level means, in a few words.
  public var summary: String {
    switch self {
    case .naive: "naive, out of range"
    case .insideLimits: "inside engineering limits"
    case .modelAware: "model-aware (knows H, thresholds, detector type)"
    case .whiteBox: "white-box adversarial (gradient on the AE; ATLAS Evade ML Model, ICS T0820)"
    }
  }

  /// From the less to the more knowing.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
