extension Replica {
  /// Sorts a message: cheap checks first, signatures last.
  mutating func receive(_ message: Message, from sender: NodeID) {
    noteSuccessor(sender, epoch: message.epoch)
    switch message.content {
    case .entries(let entries):
      if let member = members.position(of: sender) { admit(entries, from: member) }
    case .fetch(let fetch): answer(fetch, to: sender)
    case .blocks(let blocks): receiveBlocks(blocks, from: sender)
    case .snapshot(let snapshot): receiveSnapshot(snapshot, from: sender)
    case .statusRequest(let nonce):
      send(.status(status(answering: nonce)), to: [sender])
    case .status(let status) where message.epoch != context.epoch:
      noteEpoch(message.epoch, height: status.height, of: sender)
    case _ where message.epoch != context.epoch:
      noteEpoch(message.epoch, height: 0, of: sender)
    case _ where members.position(of: sender) == nil: break
    case .vote(let vote): receive(vote, from: sender)
    case .certificate(let certificate): learn(certificate, from: sender)
    case .proposal(let proposal): receive(proposal, from: sender)
    case .branch(let proposals):
      for proposal in proposals { receive(proposal, from: sender) }
    case .status(let status): receive(status, from: sender)
    }
  }

  /// Entries of this node's own clients: into the pool, and to all members, so that every timer runs (rule 8).
  mutating func submit(_ entries: [Entry]) {
    let (acceptable, bad) = screened(entries)
    let (new, refused) = pool.add(acceptable, source: -1, shares: 1)
    if refused + bad > 0 { effects.append(.report(.poolFull(refused: refused + bad))) }
    for batch in Entry.batches(of: new) { send(.entries(batch), to: others) }
  }

  private mutating func admit(_ entries: [Entry], from member: Int) {
    _ = pool.add(screened(entries).acceptable, source: member, shares: members.count)
  }

  /// Entries that a valid block may hold, and how many were none.
  private func screened(_ entries: [Entry]) -> (acceptable: [Entry], bad: Int) {
    let acceptable = entries.filter { !$0.isMarked || isValid($0) }
    return (acceptable, entries.count - acceptable.count)
  }

  /// One who lags an epoch is told; one who leads an epoch is asked for blocks; a successor is counted (rule 12).
  private mutating func noteEpoch(_ epoch: UInt64, height: UInt64, of sender: NodeID) {
    if epoch > context.epoch {
      claimAhead(sender, height: max(height, tip.height + 1))
    } else if toldTip.insert(sender).inserted {
      send(.status(status(answering: 0)), to: [sender])
    }
  }
}
