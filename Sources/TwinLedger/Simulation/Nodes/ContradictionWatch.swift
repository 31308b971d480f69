/// Notices when a replica has received two valid votes of one member that exclude each other, for views that were still
/// open: then it owes a report (rule 13).
struct ContradictionWatch {
  private struct Key: Hashable {
    var kind: VoteKind
    var view: UInt64
    var signer: Int
  }

  private var epoch: UInt64 = 0
  private var first: [Key: Vote] = [:]
  private var badlySigned: Set<Key> = []
  /// Members already reported in this epoch and life.
  private var reported = MemberBits()

  /// Forgets what was said in an epoch that is over.
  private mutating func turn(to epoch: UInt64) {
    guard epoch != self.epoch else { return }
    self = ContradictionWatch()
    self.epoch = epoch
  }

  mutating func noteReport(_ evidence: EquivocationEvidence) {
    turn(to: evidence.epoch)
    reported.insert(evidence.first.signer)
  }

  /// Takes a vote that a replica is about to receive; gives what it must report, if anything.
  mutating func receive(_ vote: Vote, in context: VotingContext, verifier: some VoteVerifier) -> EquivocationEvidence? {
    turn(to: context.epoch)
    let key = Key(kind: vote.kind, view: vote.view, signer: vote.signer)
    guard context.verify(vote, with: verifier) else {
      // The place of its vote is taken by one that does not count.
      badlySigned.insert(key)
      return nil
    }
    guard !badlySigned.contains(key) else { return nil }
    let opposite: VoteKind = vote.kind == .skip ? .finalize : .skip
    var others = [first[key]]
    if vote.kind == .skip || vote.kind == .finalize {
      others.append(first[Key(kind: opposite, view: vote.view, signer: vote.signer)])
    }
    if first[key] == nil { first[key] = vote }
    for other in others.compactMap({ $0 }) {
      if let evidence = EquivocationEvidence(epoch: context.epoch, other, vote) { return evidence }
    }
    return nil
  }

  /// Whether what was owed has not been reported by now.
  func isOwed(_ evidence: EquivocationEvidence) -> Bool {
    evidence.epoch == epoch && !reported.contains(evidence.first.signer)
  }
}
