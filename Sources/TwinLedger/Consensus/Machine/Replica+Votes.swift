extension Replica {
  /// Takes a peer's vote in: bounds, membership and duplicates first; signatures are verified when a quorum is there.
  mutating func receive(_ vote: Vote, from sender: NodeID) {
    guard members.position(of: sender) == vote.signer else { return blame(sender, .foreignVote) }
    guard vote.kind.isBallot else { return }
    note(vote)
    help(vote, from: sender)
    guard let index = round(at: vote.view) else { return }
    count(vote, verified: false, at: index)
  }

  /// Puts a vote into its tally; a second, different one is evidence and does not count.
  mutating func count(_ vote: Vote, verified: Bool, at index: Int) {
    let ballot = Tally.Ballot(hash: vote.hash, signature: vote.signature, isVerified: verified)
    if let earlier = rounds[index].tally(vote.kind)[vote.signer] {
      if earlier.hash != vote.hash { compare(vote, with: earlier, kind: vote.kind) }
      // A signature that does not hold must not keep the place of one that does.
      if verified && !earlier.isVerified { place(ballot, vote, at: index) }
      return
    }
    if vote.kind == .finalize, let skip = rounds[index].skip[vote.signer] {
      compare(vote, with: skip, kind: .skip)
    } else if vote.kind == .skip, let final = rounds[index].finalize[vote.signer] {
      compare(vote, with: final, kind: .finalize)
    }
    place(ballot, vote, at: index)
    certify(vote.kind, vote.hash, at: index)
  }

  private mutating func place(_ ballot: Tally.Ballot, _ vote: Vote, at index: Int) {
    let count = members.count
    rounds[index].update(vote.kind) { $0.set(ballot, of: vote.signer, in: count) }
  }

  /// Makes a certificate of q verified votes, once.
  private mutating func certify(_ kind: VoteKind, _ hash: Digest32, at index: Int) {
    guard rounds[index].certificate(kind) == nil, rounds[index].tally(kind).voters(for: hash).count >= quorum else {
      return
    }
    verifyBallots(kind, hash, at: index)
    let tally = rounds[index].tally(kind)
    let votes = tally.voters(for: hash).compactMap { member -> Vote? in
      tally[member].map {
        Vote(kind: kind, view: rounds[index].view, hash: hash, signer: member, signature: $0.signature)
      }
    }
    guard votes.count >= quorum, let certificate = Certificate(Array(votes.prefix(quorum))) else { return }
    hold(certificate, from: nil)
  }

  /// Verifies what was not verified yet; takes out what does not hold.
  private mutating func verifyBallots(_ kind: VoteKind, _ hash: Digest32, at index: Int) {
    let tally = rounds[index].tally(kind)
    let open = tally.voters(for: hash).filter { tally[$0]?.isVerified == false }
    guard !open.isEmpty, !breaks(.uncheckedVotes) else { return }
    let claims = open.compactMap { member in
      tally[member].map { VoteClaim(member: members.members[member], signature: $0.signature) }
    }
    let statement = context.statement(kind, view: rounds[index].view, hash: hash)
    let count = members.count
    for (member, holds) in zip(open, verifier.verify(statement, claims)) {
      var ballot = tally[member]
      ballot?.isVerified = true
      rounds[index].update(kind) { $0.set(holds ? ballot : nil, of: member, in: count) }
      if !holds { blame(members.members[member].id, .badSignature) }
    }
  }

  /// Takes a certificate in. Gives whether it holds.
  @discardableResult
  mutating func learn(_ certificate: Certificate, from sender: NodeID?) -> Bool {
    guard certificate.kind.isBallot else { return false }
    if let index = existingRound(at: certificate.view),
      let held = rounds[index].certificate(certificate.kind), held.hash == certificate.hash
    {
      return true
    }
    // What is about the past needs no proof any more; only finality may not contradict itself.
    if certificate.view < tip.view { return true }
    if certificate.view == tip.view {
      if certificate.hash == tip.hash || certificate.kind == .skip { return true }
      guard certificate.kind == .finalize else { return false }
    }
    guard verify(certificate) else {
      if let sender { blame(sender, .badCertificate) }
      return false
    }
    if certificate.view == tip.view {
      if let tipCertificate { contradict(tipCertificate, certificate) }
      return true
    }
    hold(certificate, from: sender)
    return true
  }

  /// Whether a certificate holds; votes that were verified before are not verified again.
  private func verify(_ certificate: Certificate) -> Bool {
    guard certificate.signers.bound <= members.count, certificate.signers.count >= quorum,
      certificate.signatures.count == certificate.signers.count
    else { return false }
    if breaks(.uncheckedVotes) { return true }
    let tally = existingRound(at: certificate.view).map { rounds[$0].tally(certificate.kind) } ?? Tally()
    let claims = zip(certificate.signers, certificate.signatures).compactMap { member, signature -> VoteClaim? in
      let known = tally[member]
      let isVerified = known?.isVerified == true && known?.hash == certificate.hash && known?.signature == signature
      return isVerified ? nil : VoteClaim(member: members.members[member], signature: signature)
    }
    let statement = context.statement(certificate.kind, view: certificate.view, hash: certificate.hash)
    return claims.isEmpty || !verifier.verify(statement, claims).contains(false)
  }

  /// Keeps a verified certificate: it opens the next view, may finalise, and its votes may convict (rule 13).
  private mutating func hold(_ certificate: Certificate, from sender: NodeID?) {
    guard let index = round(at: certificate.view, reach: Self.window) else {
      if let sender, certificate.view > tip.view { claimAhead(sender, height: tip.height + 1) }
      return
    }
    if let held = rounds[index].certificate(certificate.kind) {
      if held.hash != certificate.hash, certificate.kind == .finalize { contradict(held, certificate) }
      return
    }
    switch certificate.kind {
    case .notarize: rounds[index].notarized = certificate
    case .skip: rounds[index].skipped = certificate
    default: rounds[index].finalized = certificate
    }
    certifiedView = max(certifiedView, certificate.view)
    for vote in certificate.votes { count(vote, verified: true, at: index) }
    if certificate.kind != .finalize { unrecorded.append(.certificate(epoch: context.epoch, certificate)) }
    // Rule 8: certificates that not all will form themselves are sent on once.
    if certificate.kind == .skip, position != nil, !breaks(.rule8KeepCertificates) {
      send(.certificate(certificate), to: others.filter { $0 != sender })
    }
  }

  /// Finality contradicts itself: more than f members lie, and no vote of ours shall help them.
  private mutating func contradict(_ one: Certificate, _ other: Certificate) {
    effects.append(.report(.conflictingFinality(one, other)))
    observe(.conflictingFinality)
  }

  /// Rule 8: who still gives up a view that we left is given the certificate it lacks, once.
  private mutating func help(_ vote: Vote, from sender: NodeID) {
    guard vote.kind == .skip, !breaks(.rule8KeepCertificates) else { return }
    if vote.view <= tip.view || (vote.view == view && !isPending) {
      // One who gives up a view in which nothing waits lacks the final block that we have.
      guard toldTip.insert(sender).inserted, let tipCertificate else { return }
      send(.certificate(tipCertificate), to: [sender])
    } else if let index = existingRound(at: vote.view), !rounds[index].helped.contains(vote.signer),
      let certificate = rounds[index].finalized ?? rounds[index].notarized
    {
      rounds[index].helped.insert(vote.signer)
      send(.certificate(certificate), to: [sender])
    }
  }
}
