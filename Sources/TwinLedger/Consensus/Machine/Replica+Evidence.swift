/// Rule 13: two signatures that no honest member gives both are evidence; what follows is for people to decide.
extension Replica {
  /// Holds a vote against an earlier ballot of its signer.
  mutating func compare(_ vote: Vote, with ballot: Tally.Ballot, kind: VoteKind) {
    accuse(
      Vote(kind: kind, view: vote.view, hash: ballot.hash, signer: vote.signer, signature: ballot.signature), vote)
  }

  /// Verifies both signatures, and makes them an entry: one for each member and epoch is enough.
  mutating func accuse(_ one: Vote, _ other: Vote) {
    guard !breaks(.rule13LookAway), !accused.contains(one.signer),
      let evidence = EquivocationEvidence(epoch: context.epoch, one, other),
      evidence.isProven(in: context, with: verifier)
    else { return }
    accused.insert(one.signer)
    effects.append(.report(.equivocation(evidence)))
    if let entry = Entry(evidence) { submit([entry]) }
  }

  /// Why an entry is not taken from a client, or nil where it is.
  public func refusal(of entry: Entry) -> EntryRefusal? {
    if entry.isMarked && !isValid(entry) { return .notApproved }
    return pool.isSettled(entry) ? .alreadyFinal : nil
  }

  /// Whether a marked entry may stand in a block of this epoch.
  func isValid(_ entry: Entry) -> Bool {
    guard let content = try? entry.consensusEntry() else { return false }
    switch content {
    case .evidence(let evidence):
      return breaks(.rule13BelieveAccusers) || evidence.isProven(in: context, with: verifier)
    case .reconfiguration(let change):
      return breaks(.rule12Unapproved) || change.isApproved(in: context, with: verifier)
    }
  }

  /// The members who signed two things they must not, as two contradicting certificates of one epoch show.
  ///
  /// - Returns: one piece of evidence a member; at least f + 1 pieces for NOTAR/NOTAR, FINAL/FINAL or FINAL/SKIP
  ///   certificates of one view.
  public static func culprits(epoch: UInt64, _ one: Certificate, _ other: Certificate) -> [EquivocationEvidence] {
    let second = Dictionary(uniqueKeysWithValues: other.votes.map { ($0.signer, $0) })
    return one.votes.compactMap { vote in
      second[vote.signer].flatMap { EquivocationEvidence(epoch: epoch, vote, $0) }
    }
  }
}
