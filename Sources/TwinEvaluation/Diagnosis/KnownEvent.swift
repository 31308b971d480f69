public import TwinModel

/// What really happened in a recording, for a judge.
public struct KnownEvent: Sendable, Equatable {
  /// Its name, unique within the recording.
  public var id: String
  /// What a perfect diagnosis says; `nil` where nobody knows.
  public var kind: IncidentClass?
  /// How much an attacker knew.
  public var level: Int
  /// Tags that were really touched; empty where nobody knows.
  public var targets: [String]
  /// Its first instant.
  public var start: SourceTime
  /// Its last.
  public var end: SourceTime

  /// Creates an event.
  public init(
    id: String, kind: IncidentClass?, level: Int = 0, targets: [String] = [], start: SourceTime, end: SourceTime
  ) {
    self.id = id
    self.kind = kind
    self.level = level
    self.targets = targets
    self.start = start
    self.end = end
  }
}
