/// How one simulated world ended.
public struct LedgerRun: Sendable, Equatable {
  /// The seed that decided it.
  public var seed: UInt64
  /// The first broken promise, if any.
  public var violation: LedgerViolation?
  /// Events that happened.
  public var events: Int
  /// Crashes of nodes.
  public var crashes: Int
  /// Height of the final chain.
  public var height: UInt64
  /// Final entries.
  public var entries: Int
  /// Members of whom evidence was found.
  public var accused: Int
  /// Virtual time from the calm to the awaited entry being final everywhere, in nanoseconds; nil where it never was.
  public var finalAfter: Int64?
  /// The digest of every event: the same whenever and wherever the seed runs.
  public var trace: UInt64
  /// What went wrong in this world, in words.
  public var story: String
}
