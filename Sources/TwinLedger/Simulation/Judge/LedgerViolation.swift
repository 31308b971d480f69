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
  /// An honest replica spoke in a view that no quorum can have opened (rule 1).
  case uncertifiedView(node: Int, view: UInt64)
  /// An honest replica said FINAL for a block that no quorum can have notarized (rule 4).
  case uncertifiedFinal(node: Int, view: UInt64)
  /// An honest leader proposed without proof that it may extend that parent (rule 2).
  case unjustifiedProposal(node: Int, view: UInt64)
  /// An honest replica said NOTAR for a proposal without that proof (rule 3).
  case unjustifiedVote(node: Int, view: UInt64)
  /// An honest replica said NOTAR for another block than the one that its view's leader, who keeps the rules, proposed.
  case usurpedVote(node: Int, view: UInt64)
  /// A replica did not give the certificate of a view that it had left to one who still skips that view (rule 8).
  case withheldCertificate(node: Int, view: UInt64)
  /// A replica knew of f + 1 SKIPs of its view and did not give its own (rule 5).
  case withheldSkip(node: Int, view: UInt64)
  /// A final block of a view is not the one that its leader, who keeps the rules, proposed.
  case usurped(height: UInt64, node: Int)
  /// The members changed without the approval of a quorum.
  case unapprovedChange(height: UInt64)
  /// A final entry holds evidence that proves nothing.
  case unprovenEvidence(height: UInt64)
  /// An honest leader proposed entries after the block that ends the epoch.
  case entriesAfterEnd(node: Int, view: UInt64)
  /// In calm weather, and with leaders absent for long, an entry still waited for them.
  case waitedForAbsent(milliseconds: Int)
  /// The world produced events without end.
  case runaway(events: Int)
  /// A replica accused one that keeps the rules.
  case falseAccusation(accused: Int, node: Int)
  /// A replica saw two final certificates that contradict each other.
  case conflictingFinality(node: Int)
  /// A replica received two votes of a member that exclude each other, and did not report it.
  case unreportedEquivocation(member: Int, node: Int)
  /// An honest replica stopped voting without a reason.
  case stoppedVoting(node: Int, ObservationReason)
  /// An entry submitted when all was well again did not become final in time.
  case stalled(seconds: Int, finalAt: Int, of: Int, silent: [Int])

  /// The violation in words.
  public var description: String {
    switch self {
    case .fork(let height, let node): "fork: node \(node) finalised another block at height \(height)"
    case .brokenChain(let height, let node): "node \(node)'s chain is broken at height \(height)"
    case .unprovenFinality(let height, let node): "node \(node) cannot prove that block \(height) is final"
    case .doubleVote(let node, let view, let kind): "honest node \(node) voted twice in view \(view), last \(kind)"
    case .uncertifiedView(let node, let view): "node \(node) spoke in view \(view), which no quorum opened"
    case .uncertifiedFinal(let node, let view): "node \(node) said FINAL in view \(view) without a notarized block"
    case .unjustifiedProposal(let node, let view): "leader \(node) proposed in view \(view) without justification"
    case .unjustifiedVote(let node, let view): "node \(node) notarized an unjustified proposal in view \(view)"
    case .usurpedVote(let node, let view): "node \(node) notarized in view \(view) what its leader did not propose"
    case .withheldCertificate(let node, let view): "node \(node) kept the certificate of view \(view) to itself"
    case .withheldSkip(let node, let view):
      "node \(node) withheld SKIP in view \(view) although f + 1 others gave it"
    case .usurped(let height, let node): "node \(node)'s final block \(height) is not what its view's leader proposed"
    case .unapprovedChange(let height): "block \(height) changes the members and no quorum approved"
    case .unprovenEvidence(let height): "block \(height) holds evidence that proves nothing"
    case .entriesAfterEnd(let node, let view): "node \(node) proposed entries after the epoch's end in view \(view)"
    case .waitedForAbsent(let time): "an entry took \(time) ms since an absent leader was waited for"
    case .runaway(let events): "no end after \(events) events"
    case .falseAccusation(let accused, let node): "node \(node) accuses honest member \(accused)"
    case .conflictingFinality(let node): "node \(node) saw contradicting final certificates"
    case .unreportedEquivocation(let member, let node): "node \(node) did not report the equivocation of \(member)"
    case .stoppedVoting(let node, let reason): "honest node \(node) stopped voting: \(reason)"
    case .stalled(let seconds, let final, let all, let silent):
      "no progress within \(seconds) s of calm: the new entry is final at \(final) of \(all) replicas; \(silent) may not vote"
    }
  }
}
