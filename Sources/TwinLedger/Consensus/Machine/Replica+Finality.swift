extension Replica {
  /// Rule 7: a FINAL certificate commits its block and all ancestors that are not final yet, in order.
  mutating func commitFinalized() -> Bool {
    for index in rounds.indices.reversed() {
      guard let certificate = finality(at: index), let candidate = rounds[index].candidate(certificate.hash),
        candidate.branch != nil, let blocks = branchBlocks(endingIn: candidate.proposal.block)
      else { continue }
      commit(breaks(.rule7ForgetAncestors) ? blocks.suffix(1) : blocks, under: certificate)
      return true
    }
    return false
  }

  /// The certificate that makes a view's block final.
  private func finality(at index: Int) -> Certificate? {
    if let finalized = rounds[index].finalized { return finalized }
    guard !configuration.mutations.isEmpty, let notarized = rounds[index].notarized else { return nil }
    let fast = breaks(.rule7NaiveFastPath) && rounds[index].notarize.voters(for: notarized.hash).count == members.count
    let early = breaks(.rule12NotarizedEnd) && rounds[index].candidate(notarized.hash)?.branch?.endsEpoch == true
    return fast || early || breaks(.rule7CommitNotarized) ? notarized : nil
  }

  /// The blocks above the tip that lead to `last`, itself included; nil where one is missing.
  func branchBlocks(endingIn last: Block) -> [Block]? {
    var blocks = [last]
    var header = last.header
    while header.parentView != tip.view || header.parent != tip.hash {
      guard let index = existingRound(at: header.parentView),
        let block = rounds[index].candidate(header.parent)?.proposal.block
      else { return nil }
      blocks.append(block)
      header = block.header
    }
    return blocks.reversed()
  }

  /// Makes consecutive blocks final, the last one certified.
  mutating func commit(_ blocks: [Block], under certificate: Certificate) {
    for (place, block) in blocks.enumerated() {
      let path = blocks[(place + 1)...].map(\.header)
      let change = Self.reconfiguration(in: block.entries).first?.change
      let isProven = path.isEmpty || change != nil
      settle(
        FinalizedBlock(block: block, proof: isProven ? FinalityProof(path: path, certificate: certificate) : nil),
        log: acceptedLog(after: block) ?? tip.log.appending(block.entries))
      // Rule 12: what the old members appended behind the change was empty, and is nobody's.
      if let change { return beginEpoch(with: change) }
    }
  }

  /// The log after a block that follows the tip, as worked out when it was accepted.
  private func acceptedLog(after block: Block) -> LogFrontier? {
    guard block.header.height == tip.height + 1 else { return nil }
    return existingRound(at: block.view).flatMap { rounds[$0].candidate(block.hash)?.branch?.log }
  }

  /// Moves the tip to the next final block.
  mutating func settle(_ final: FinalizedBlock, log: LogFrontier) {
    effects.append(.commit(final))
    moveTip(to: final, log: log)
  }

  /// Forgets what lies at or below the new tip.
  mutating func moveTip(to final: FinalizedBlock, log: LogFrontier) {
    let block = final.block
    rounds.removeFirst(min(rounds.count, Int(clamping: block.view - tip.view)))
    tip = ChainTip(epoch: context.epoch, view: block.view, height: block.header.height, hash: block.hash, log: log)
    tipCertificate = final.proof?.certificate
    certifiedView = max(certifiedView, tip.view)
    pool.settle(block.entries)
    toldTip = []
    if let ahead, ahead.height <= tip.height { self.ahead = nil }
    cancelTimer(.view)
    if deadline(of: .standstill) != nil { setTimer(.standstill, after: configuration.standstill) }
  }

  // MARK: Rule 12, membership

  /// The final block that changes the members is the next epoch's genesis.
  mutating func beginEpoch(with change: Reconfiguration) {
    let wasMember = position != nil
    tip = ChainTip(epoch: tip.epoch + 1, view: 0, height: tip.height, hash: tip.hash, log: tip.log)
    tipCertificate = nil
    context = VotingContext(chainID: configuration.chainID, epoch: tip.epoch, members: change.members)
    (view, certifiedView, rounds, unrecorded, outbox) = (1, 0, [], [], [])
    (viewExpired, proposeExpired, accused) = (false, false, MemberBits())
    (ahead, fetching) = (nil, nil)
    lastHeard = Array(repeating: 0, count: members.count)
    for timer in [ReplicaTimer.view, .propose, .fetch] { cancelTimer(timer) }
    takePlace()
    successors = wasMember && position == nil ? MemberBits() : nil
    dropStaleEntries()
    effects.append(.report(.epoch(tip.epoch, members)))
    if case .recovering(let nonce, _) = standing { standing = .recovering(nonce: nonce, answers: MemberBits()) }
    let records = laterRecords
    laterRecords = []
    for record in records { recall(record) }
    // The log of one who does not vote still tells what is wrong with it, and stays.
    if standing == .voting { effects.append(.compact(liveRecords)) }
  }

  /// Marked entries were approved or proven in an epoch that is over.
  private mutating func dropStaleEntries() {
    let (context, verifier) = (context, verifier)
    pool.discard { entry in
      guard entry.isMarked else { return false }
      guard let content = try? entry.consensusEntry() else { return true }
      switch content {
      case .evidence(let evidence): return !evidence.isProven(in: context, with: verifier)
      case .reconfiguration(let change): return !change.isApproved(in: context, with: verifier)
      }
    }
  }

  /// Finds this node among the members, and whether its key is the one they know.
  mutating func takePlace() {
    position = members.position(of: node)
    others = members.members.map(\.id).filter { $0 != node }
    guard let position else { return leaveVoting(.notAMember) }
    guard let signer, signer.publicKey == members.members[position].publicKey,
      signer.algorithm == members.members[position].algorithm
    else { return leaveVoting(.keyMismatch) }
    if standing == .observing(.notAMember) || standing == .observing(.keyMismatch) { standing = .voting }
  }

  private mutating func leaveVoting(_ reason: ObservationReason) {
    switch standing {
    case .observing(.damagedMemory), .observing(.diskFailed), .observing(.conflictingFinality): break
    default: observe(reason)
    }
  }

  /// A leaver serves until q of the new members speak in their epoch.
  mutating func noteSuccessor(_ sender: NodeID, epoch: UInt64) {
    guard var present = successors, epoch >= context.epoch, let member = members.position(of: sender) else { return }
    present.insert(member)
    successors = present
    if present.count >= members.quorum {
      successors = nil
      effects.append(.report(.retired))
    }
  }
}
