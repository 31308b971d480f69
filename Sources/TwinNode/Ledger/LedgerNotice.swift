public import TwinLedger

/// What a node tells those who run it.
public enum LedgerNotice: Sendable {
  /// It listens here, with its chain stored up to this height and its log to this size.
  case started(address: String, height: UInt64, size: UInt64)
  /// The replica's own words.
  case replica(ReplicaReport)
  /// The disk refuses to write votes, blocks or the log's files, each said once. While it is votes or blocks, no vote
  /// leaves and nothing is acknowledged.
  case diskTrouble(reason: String)
  /// The disk works again.
  case diskWorks
}
