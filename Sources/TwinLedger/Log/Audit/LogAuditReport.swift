/// What a verification that ended well has established.
public struct LogAuditReport: Sendable, Equatable {
  /// The checkpoint that everything was verified against.
  public let checkpoint: TrustedCheckpoint
  /// Entries below it may be missing, having been pruned.
  public let minimumIndex: UInt64
  /// Entries that were there and are what was logged.
  public let entriesVerified: UInt64
  /// Files beyond the checkpoint, as in a copy made while the log grew, or below the minimum index; nothing is known
  /// of them.
  public let uncoveredFiles: Int
}
