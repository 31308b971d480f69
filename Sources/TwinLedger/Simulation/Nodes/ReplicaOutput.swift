/// What a node of a simulated ledger tells its observer.
enum ReplicaOutput: Sendable {
  /// The node began with a chain of this height.
  case began(height: UInt64)
  /// A block is final at this node.
  case committed(FinalizedBlock)
  /// The node took over a snapshot.
  case adopted(Snapshot)
  /// The replica reported something.
  case report(ReplicaReport)
}
