/// What a replica's write-ahead log told after a start (rule 9).
public enum Recollection: Sendable, Hashable {
  /// This node never voted with this key: its operator says so, not an empty folder.
  case firstStart
  /// Every record is there.
  case intact([WriteAheadRecord])
  /// The last write is torn or damaged: a vote that was sent may be missing.
  ///
  /// `nonce` is a random number that this node never used before: answers to earlier questions must not count.
  case tornTail([WriteAheadRecord], nonce: UInt64)
  /// Records that were durable are lost or damaged, or the whole log is: no vote of this key is safe any more.
  case damaged
}
