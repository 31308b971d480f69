/// What became of one solve. A network that cannot do what is asked of it is an outcome, not an error.
public struct Solution: Sendable, Equatable {
  /// How the network stands.
  public enum Outcome: Sendable, Equatable {
    /// Every demand is met at a pressure that is not negative.
    case balanced
    /// The equations are solved, but these junctions draw water at negative pressure: the demands cannot be met.
    case negativePressure(junctions: [Int])
    /// These junctions draw water but no open link joins them to a reservoir or to a tank that can give; their heads
    /// mean nothing.
    case disconnected(junctions: [Int])
    /// Not converged within the trials; heads and flows are those of the last trial.
    case unbalanced
    /// The equations have no unique solution at this node; heads are those of the last trial that had one.
    case singular(node: Int)
  }

  /// How the network stands.
  public var outcome: Outcome
  /// Trials made.
  public var trials: Int
  /// Σ|change of flow| / Σ|flow| of the last trial.
  public var relativeError: Double

  /// Whether heads and flows satisfy the equations within the accuracy asked for.
  public var isConverged: Bool {
    switch outcome {
    case .balanced, .negativePressure, .disconnected: true
    case .unbalanced, .singular: false
    }
  }
}
