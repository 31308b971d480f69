/// What the watchers made of a run of normal operation.
public struct NormalFinding: Sendable, Equatable, Codable {
  /// The testbed's name.
  public var testbed: String
  /// Decides the run.
  public var seed: UInt64
  /// Days that were watched.
  public var days: Double
  /// Rows that were watched.
  public var rows: Int
  /// By watcher, the alarms, each an uninterrupted run of alarmed rows.
  public var falseAlarms: [String: [FalseAlarm]]

  /// One alarm in normal operation.
  public struct FalseAlarm: Sendable, Equatable, Codable {
    /// Seconds since the run began.
    public var start: Double
    /// Rows that it lasted.
    public var rows: Int
    /// The largest score while it lasted, 1 at the threshold; 0 where messages alone raised it.
    public var peak: Double
    /// Tags that contributed most when it began.
    public var tags: [String]
    /// What was loudest when it began: a channel of the ensemble, or a detector of messages.
    public var cause: String
  }

  /// Number of a watcher's alarms.
  public func count(_ watcher: ExperimentWatcher) -> Int { falseAlarms[watcher.rawValue]?.count ?? 0 }
}
