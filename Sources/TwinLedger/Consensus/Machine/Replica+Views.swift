extension Replica {
  /// Rule 1: a view is entered on a NOTAR or SKIP certificate of the one before it, or any FINAL certificate from there.
  mutating func enterViews() -> Bool {
    if breaks(.rule1EnterOnFewSkips), let index = existingRound(at: view),
      rounds[index].skip.voters(for: .zero).count > members.faultsTolerated
    {
      certifiedView = max(certifiedView, view)
    }
    guard certifiedView >= view else { return false }
    view = certifiedView + 1
    viewExpired = false
    proposeExpired = false
    cancelTimer(.view)
    cancelTimer(.propose)
    return true
  }

  /// Rule 3: NOTAR for the first valid proposal of the view's leader, and for no other.
  mutating func notarize() -> Bool {
    guard mayVote(in: view), let index = existingRound(at: view) else { return false }
    guard rounds[index].ownNotarizations.isEmpty || breaks(.rule3DoubleNotarize) else { return false }
    for candidate in rounds[index].candidates where candidate.branch != nil {
      let hash = candidate.proposal.block.hash
      guard !rounds[index].ownNotarizations.contains(hash) else { continue }
      rounds[index].ownNotarizations.append(hash)
      if rounds[index].ownProposal != hash { unrecorded.append(.proposal(candidate.proposal)) }
      cast(.notarize, view: view, hash: hash)
      return true
    }
    return false
  }

  /// Rule 4: FINAL for what is notarized, unless the view was skipped. With rule 5 this is the lock (rule 6).
  mutating func finalizeViews() -> Bool {
    for index in rounds.indices where rounds[index].ownFinal == nil {
      let hash =
        breaks(.rule4FinalizeWithoutCertificate)
        ? rounds[index].ownNotarizations.first : rounds[index].notarized?.hash
      guard let hash, !rounds[index].ownSkip || breaks(.rule4FinalizeAfterSkip), mayVote(in: rounds[index].view)
      else { continue }
      rounds[index].ownFinal = hash
      cast(.finalize, view: rounds[index].view, hash: hash)
      show(hash, at: index)
      return true
    }
    return false
  }

  /// Rule 7: what is notarized may be shown, and never be taken for final.
  private mutating func show(_ hash: Digest32, at index: Int) {
    guard !rounds[index].wasShown, let candidate = rounds[index].candidate(hash) else { return }
    rounds[index].wasShown = true
    effects.append(.provisional(candidate.proposal.block))
  }

  /// Rule 5: SKIP when the timer fired, the leader itself gave up, or f + 1 others did, unless FINAL was sent.
  mutating func skipView() -> Bool {
    if breaks(.rule5SkipAfterFinalize), viewExpired, mayVote(in: tip.view + 1),
      let left = rounds.firstIndex(where: { $0.view < view && !$0.ownSkip })
    {
      rounds[left].ownSkip = true
      cast(.skip, view: rounds[left].view, hash: .zero)
      return true
    }
    guard mayVote(in: view), let index = round(at: view), !rounds[index].ownSkip, rounds[index].ownFinal == nil else {
      return false
    }
    let skip = rounds[index].skip
    let fewSkip = skip.voters(for: .zero).count > members.faultsTolerated && !breaks(.rule5IgnoreOthersSkips)
    guard viewExpired || skip[leader(of: view)] != nil || fewSkip || (isPending && isAbsent(leader(of: view))) else {
      return false
    }
    rounds[index].ownSkip = true
    cancelTimer(.view)
    cast(.skip, view: view, hash: .zero)
    return true
  }

  // MARK: Rule 8, pacemaker

  /// Whether anything waits to become final: only then does a timer run.
  var isPending: Bool {
    if !pool.isEmpty || rounds.indices.contains(where: { rounds[$0].isOpen }) { return true }
    return existingRound(at: view).map { !rounds[$0].candidates.isEmpty } ?? false
  }

  /// Whether a leader was not heard for two of its turns.
  func isAbsent(_ member: Int) -> Bool {
    !breaks(.rule8WaitForAbsent) && member != position && view >= lastHeard[member] + 2 * UInt64(members.count)
  }

  /// Notes in which view a member was last heard: who speaks of old views is still catching up, and leads nothing yet.
  mutating func note(_ word: Vote) { lastHeard[word.signer] = max(lastHeard[word.signer], min(view, word.view)) }

  /// T = 3Δ·1.5^k, k views after the last final one, at most `longestView`.
  var timeout: Duration {
    var timeout = configuration.delay * 3
    if breaks(.rule8NoBackoff) { return timeout }
    var passed = view - tip.view - 1
    while passed > 0 && timeout < configuration.longestView {
      timeout = timeout * 3 / 2
      passed -= 1
    }
    return min(timeout, configuration.longestView)
  }

  /// Keeps the view timer running exactly while something is pending and this view was not given up.
  mutating func pace() {
    let gaveUp = existingRound(at: view).map { rounds[$0].ownSkip } ?? false
    if isPending && mayVote(in: view) && !gaveUp && !breaks(.rule8NoTimer) {
      if deadline(of: .view) == nil && !viewExpired { setTimer(.view, after: timeout) }
    } else {
      cancelTimer(.view)
    }
  }

  mutating func start() {
    setTimer(.standstill, after: configuration.standstill)
    if case .observing(let reason) = standing { effects.append(.report(.observing(reason))) }
    askForViews()
  }

  mutating func fire(_ timer: ReplicaTimer) {
    guard let deadline = deadline(of: timer) else { return }
    guard now >= deadline else { return effects.append(.setTimer(timer, at: deadline)) }
    deadlines[Int(timer.rawValue)] = nil
    switch timer {
    case .view: viewExpired = true
    case .propose: proposeExpired = true
    case .standstill: standstill()
    case .fetch: fetchTimedOut()
    }
  }

  // MARK: Rule 10, standstill

  /// Says where it stands: the best FINAL certificate, all certificates and own durable votes above it.
  private mutating func standstill() {
    setTimer(.standstill, after: configuration.standstill)
    askForViews()
    fetchTimedOut()
    toldTip = []
    for index in rounds.indices { rounds[index].helped = MemberBits() }
    if position == nil { lookAround() }
    guard position != nil, !breaks(.rule10StaySilent) else { return }
    send(.status(status(answering: 0)), to: others)
    // Who said FINAL may not skip, and a crash may have cost it the certificate: its block can still be notarized.
    if let index = existingRound(at: view), let vote = ownVotes(in: rounds[index]).first, vote.kind == .notarize,
      let candidate = rounds[index].candidate(vote.hash)
    {
      send(.proposal(candidate.proposal), to: others)
    }
    let mine = pool.select(entries: 256, bytes: 1 << 18, only: -1)
    if !mine.isEmpty { send(.entries(mine), to: others) }
  }

  /// Where this replica stands, with what proves it.
  func status(answering nonce: UInt64) -> Status {
    var certificates: [Certificate] = []
    var votes: [Vote] = []
    if let tipCertificate { certificates.append(tipCertificate) }
    for round in rounds.suffix(WireLimits.status / 4) {
      certificates += [round.notarized, round.skipped, round.finalized].compactMap { $0 }
      votes += ownVotes(in: round)
    }
    return Status(nonce: nonce, view: view, height: tip.height, certificates: certificates, votes: votes)
  }

  /// Own votes that are on the disk.
  private func ownVotes(in round: Round) -> [Vote] {
    guard let position else { return [] }
    return [VoteKind.notarize, .skip, .finalize].compactMap { kind in
      round.tally(kind)[position].map {
        Vote(kind: kind, view: round.view, hash: $0.hash, signer: position, signature: $0.signature)
      }
    }
  }

  /// Takes a peer's status in.
  mutating func receive(_ status: Status, from sender: NodeID) {
    for certificate in status.certificates where !learn(certificate, from: sender) { return }
    for vote in status.votes { receive(vote, from: sender) }
    if status.height > tip.height { claimAhead(sender, height: status.height) }
    if status.height < tip.height, toldTip.insert(sender).inserted, let tipCertificate {
      send(.certificate(tipCertificate), to: [sender])
    }
    noteRecovery(status, from: sender)
  }
}
