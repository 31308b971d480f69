/// A promise of the ledger that a simulated world broke.
public enum LedgerViolation: Sendable, Equatable, CustomStringConvertible {
  /// Two honest replicas hold different final blocks at one height.
  case fork(height: UInt64, node: Int)
  /// A replica's final chain has a gap or its blocks do not follow from each other.
  case brokenChain(height: UInt64, node: Int)
  /// A final block without a certificate that proves it.
  case unprovenFinality(height: UInt64, node: Int)
  /// An honest replica sent two votes that exclude each other.
  case doubleVote(node: Int, view: UInt64, kind: VoteKind)
  /// A replica accused one that keeps the rules.
  case falseAccusation(accused: Int, node: Int)
  /// A replica saw two final certificates that contradict each other.
  case conflictingFinality(node: Int)
  /// Members that contradicted themselves before everybody were not reported.
  case unreportedEquivocation(member: Int)
  /// An honest replica stopped voting without a reason.
  case stoppedVoting(node: Int, ObservationReason)
  /// An entry submitted when all was well again did not become final in time.
  case stalled(seconds: Int, finalAt: Int, of: Int)
  /// A block that was final somewhere is missing at a replica when all was well again for long.
  case lost(height: UInt64, node: Int)

  /// The violation in words.
  public var description: String {
    switch self {
    case .fork(let height, let node): "fork: node \(node) finalised another block at height \(height)"
    case .brokenChain(let height, let node): "node \(node)'s chain is broken at height \(height)"
    case .unprovenFinality(let height, let node): "node \(node) cannot prove that block \(height) is final"
    case .doubleVote(let node, let view, let kind): "honest node \(node) voted twice in view \(view), last \(kind)"
    case .falseAccusation(let accused, let node): "node \(node) accuses honest member \(accused)"
    case .conflictingFinality(let node): "node \(node) saw contradicting final certificates"
    case .unreportedEquivocation(let member): "nobody reported the equivocation of member \(member)"
    case .stoppedVoting(let node, let reason): "honest node \(node) stopped voting: \(reason)"
    case .stalled(let seconds, let final, let all):
      "no progress within \(seconds) s of calm: the new entry is final at \(final) of \(all) replicas"
    case .lost(let height, let node): "node \(node) never got final block \(height)"
    }
  }
}
