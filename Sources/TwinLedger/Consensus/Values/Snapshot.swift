/// A shortcut for one who is far behind (rule 11): a final block, the log's edge before it, and the proof that this
/// log is the one he knew, grown.
public struct Snapshot: Sendable, Hashable {
  /// The final block at which to continue; its proof must be there.
  public var anchor: FinalizedBlock
  /// The edge of the log before the anchor's entries.
  public var frontier: LogFrontier
  /// From the head last held to the frontier's head. Source: RFC 9162, section 2.1.4.
  public var consistency: [Digest32]

  /// Creates a snapshot.
  public init(anchor: FinalizedBlock, frontier: LogFrontier, consistency: [Digest32]) {
    self.anchor = anchor
    self.frontier = frontier
    self.consistency = consistency
  }
}
