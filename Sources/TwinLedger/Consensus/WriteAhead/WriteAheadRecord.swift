/// What a replica must remember across a crash (rule 9).
public enum WriteAheadRecord: Sendable, Hashable {
  /// Its own PROPOSE, NOTAR, SKIP or FINAL.
  case vote(epoch: UInt64, kind: VoteKind, view: UInt64, hash: Digest32)
  /// A certificate that it acted on: why it is in its view, or why it voted FINAL.
  case certificate(epoch: UInt64, Certificate)
  /// A proposal that it votes for: who votes for a block keeps it.
  case proposal(Proposal)
  /// It votes only above this view, whatever else it remembers.
  case floor(epoch: UInt64, view: UInt64)
}
