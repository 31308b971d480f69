/// What a node of a simulated ledger tells its observer.
enum ReplicaOutput: Sendable {
  /// The node began with a chain of this height.
  case began(height: UInt64)
  /// A block is final at this node.
  case committed(FinalizedBlock)
  /// The node took over a snapshot.
  case adopted(Snapshot)
  /// The replica received two votes that exclude each other, and did not report it.
  case unreported(EquivocationEvidence)
  /// The replica knows of f + 1 SKIPs of this view, may give its own, and did not.
  case withheldSkip(view: UInt64)
  /// The replica has left this view, and did not give its certificate to one who still skips it.
  case withheldCertificate(view: UInt64)
  /// The replica reported something.
  case report(ReplicaReport)
}
