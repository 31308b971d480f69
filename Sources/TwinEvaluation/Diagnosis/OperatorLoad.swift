/// A run that was watched, and how much of it an operator had to hear.
public struct OperatorLoad: Sendable, Codable, Equatable {
  /// The testbed.
  public var testbed: String
  /// The run's seed.
  public var seed: UInt64
  /// Hours watched.
  public var hours = 0.0
  /// Machines on the plant's network.
  public var nodes = 0
  /// Rows watched.
  public var rows = 0
  /// Incidents that were opened; those that turned out to be part of another count in normal operation only.
  public var incidents = 0
  /// What the operator was told, summaries included.
  public var announcements = 0
  /// Most announcements within ten minutes.
  public var mostAnnouncements = 0

  /// Nothing watched yet.
  public init(testbed: String, seed: UInt64) {
    self.testbed = testbed
    self.seed = seed
  }
}
