/// A link that carries nothing, or a node that neither hears nor speaks, for a while.
public struct NetworkOutage: Sendable, Equatable {
  /// What fails.
  public enum Subject: Sendable, Equatable {
    /// The link of this index, in both directions.
    case link(Int)
    /// The node of this index; it restarts at the end.
    case node(Int)
  }

  /// What fails.
  public var subject: Subject
  /// Seconds since the run began at which it fails.
  public var start: Double
  /// Seconds since the run began at which it works again.
  public var end: Double

  /// Creates an outage.
  public init(_ subject: Subject, start: Double, end: Double) {
    self.subject = subject
    self.start = start
    self.end = end
  }

  func covers(_ time: Double) -> Bool { time >= start && time < end }
}
