/// Rule 11: who lacks blocks asks for them, and believes nothing that no quorum signed.
extension Replica {
  /// Asks for what is missing: the body of a certified block, a proposal's parent, or the chain of one who is ahead.
  mutating func fetchMissing() {
    guard !breaks(.rule11NeverFetch), let wish else {
      fetching = nil
      return cancelTimer(.fetch)
    }
    if fetching?.wish == wish { return }
    // An answer brought final blocks, and the wish goes on from there.
    let goesOn = fetching?.wish.hash == wish.hash && fetching?.wasSent == true
    fetching = Fetching(wish: wish)
    if ahead != nil || goesOn {
      request()
    } else {
      // The block is most likely on its way.
      setTimer(.fetch, after: configuration.delay / 2)
    }
  }

  private var wish: Fetch? {
    func fetch(_ view: UInt64, _ hash: Digest32) -> Fetch {
      Fetch(height: tip.height, log: tip.log.head, view: view, hash: hash)
    }
    // A wish stays until it is fulfilled: one that gave way to every newer block would not be asked a second peer.
    if let wish = fetching?.wish, wish.view > tip.view,
      existingRound(at: wish.view).flatMap({ rounds[$0].candidate(wish.hash) }) == nil
    {
      return fetch(wish.view, wish.hash)
    }
    for index in rounds.indices.reversed() {
      if let hash = rounds[index].certifiedHash,
        let (view, missing) = firstMissing(view: rounds[index].view, hash: hash)
      {
        return fetch(view, missing)
      }
    }
    for candidate in existingRound(at: view).map({ rounds[$0].candidates }) ?? [] where candidate.branch == nil {
      let header = candidate.proposal.block.header
      if let (view, missing) = firstMissing(view: header.parentView, hash: header.parent) {
        return fetch(view, missing)
      }
    }
    // Last, for a claim to more is anybody's word: what a quorum named comes first, and who has more answers that too.
    return ahead == nil ? nil : fetch(0, .zero)
  }

  /// The first block on the way from (view, hash) down to the tip that is not here.
  private func firstMissing(view: UInt64, hash: Digest32) -> (UInt64, Digest32)? {
    var (view, hash) = (view, hash)
    while view > tip.view {
      guard let index = existingRound(at: view), let candidate = rounds[index].candidate(hash) else {
        return (view, hash)
      }
      if candidate.branch != nil { return nil }
      let header = candidate.proposal.block.header
      (view, hash) = (header.parentView, header.parent)
    }
    return nil
  }

  /// Sends the wish to the next peer in turn, and waits twice as long each time.
  private mutating func request() {
    guard let fetching, !others.isEmpty else { return }
    var peer = others[((position ?? 0) + fetching.attempt) % others.count]
    if fetching.attempt == 0, let ahead { peer = ahead.node }
    send(.fetch(fetching.wish), to: [peer])
    self.fetching?.wasSent = true
    let patience = configuration.delay * 4 * (1 << min(fetching.attempt, 6))
    setTimer(.fetch, after: min(patience, configuration.longestView))
  }

  mutating func fetchTimedOut() {
    guard fetching != nil else { return }
    fetching?.attempt += 1
    ahead?.disappointments += 1
    if let ahead, ahead.disappointments > 2 * others.count { self.ahead = nil }
    if fetching?.wish.hash != .zero || ahead != nil { request() }
  }

  /// Remembers who says it has more than we do.
  mutating func claimAhead(_ peer: NodeID, height: UInt64) {
    guard height > tip.height, height > ahead?.height ?? 0 else { return }
    ahead = Ahead(node: peer, height: height, disappointments: ahead?.disappointments ?? 0)
  }

  /// One who is told nothing asks a member now and then, each in its turn.
  mutating func lookAround() {
    guard !others.isEmpty else { return }
    lookedAround = (lookedAround + 1) % others.count
    send(
      .fetch(Fetch(height: tip.height, log: tip.log.head, view: 0, hash: .zero)), to: [others[lookedAround]])
  }

  /// Answers a wish: final blocks come out of the store, others from here.
  mutating func answer(_ fetch: Fetch, to peer: NodeID) {
    if fetch.height < tip.height {
      effects.append(.serve(fetch, to: peer))
    } else if fetch.hash != .zero {
      var proposals: [Proposal] = []
      var (view, hash, bytes) = (fetch.view, fetch.hash, 0)
      while let index = existingRound(at: view), let candidate = rounds[index].candidate(hash) {
        bytes += WriteAheadRecord.proposal(candidate.proposal).approximateBytes
        guard proposals.isEmpty || bytes <= WireLimits.blockBytes else { break }
        proposals.append(candidate.proposal)
        (view, hash) = (candidate.proposal.block.header.parentView, candidate.proposal.block.header.parent)
      }
      if !proposals.isEmpty { send(.branch(proposals.reversed()), to: [peer]) }
    }
  }

  /// Takes final blocks in, run by run; a run ends in a block whose proof holds.
  mutating func receiveBlocks(_ blocks: [FinalizedBlock], from sender: NodeID) {
    var rest = blocks.drop { $0.block.header.height <= tip.height }
    while !rest.isEmpty {
      guard let run = provenRun(rest) else { return blame(sender, .badCatchUp) }
      for (final, log) in run {
        settle(final, log: log)
        if let change = Self.reconfiguration(in: final.block.entries).first?.change { beginEpoch(with: change) }
      }
      rest = rest.dropFirst(run.count)
    }
  }

  /// The longest beginning of `blocks` that continues the tip, stays in this epoch, and ends in a proof that holds.
  private func provenRun(_ blocks: ArraySlice<FinalizedBlock>) -> [(FinalizedBlock, LogFrontier)]? {
    var run: [(final: FinalizedBlock, log: LogFrontier)] = []
    var proven = 0
    var (view, hash, log) = (tip.view, tip.hash, tip.log)
    for final in blocks {
      let header = final.block.header
      guard header.epoch == context.epoch, header.height == tip.height + UInt64(run.count) + 1, header.parent == hash,
        header.parentView == view, header.view > view
      else { break }
      log = log.appending(final.block.entries)
      guard log.head == header.log else { break }
      (view, hash) = (header.view, final.block.hash)
      run.append((FinalizedBlock(block: final.block, proof: nil), log))
      let endsEpoch = !Self.reconfiguration(in: final.block.entries).isEmpty
      if let proof = final.proof, proof.path.isEmpty || endsEpoch { proven = run.count }
      if breaks(.rule11BelieveBlocks) { proven = run.count }
      if endsEpoch { break }
    }
    guard proven > 0 else { return nil }
    let last = blocks[blocks.startIndex + proven - 1]
    guard breaks(.rule11BelieveBlocks) || isFinal(last) else { return nil }
    run.removeLast(run.count - proven)
    run[proven - 1].final.proof = last.proof
    return run.map { ($0.final, $0.log) }
  }

  /// Whether a quorum of this epoch made the block final.
  private func isFinal(_ final: FinalizedBlock) -> Bool {
    guard let proof = final.proof, proof.leads(from: final.block) else { return false }
    return context.verify(proof.certificate, quorum: quorum, with: verifier)
  }

  /// Takes a snapshot in: final, and grown out of the log held here.
  mutating func receiveSnapshot(_ snapshot: Snapshot, from sender: NodeID) {
    let block = snapshot.anchor.block
    guard block.header.epoch == context.epoch, block.header.height > tip.height, block.view > tip.view else { return }
    let log = snapshot.frontier.appending(block.entries)
    let endsEpoch = !Self.reconfiguration(in: block.entries).isEmpty
    guard log.head == block.header.log, isFinal(snapshot.anchor),
      snapshot.anchor.proof?.path.isEmpty == true || endsEpoch,
      breaks(.rule11BelieveSnapshots)
        || tip.log.head.isConsistent(with: snapshot.frontier.head, proof: snapshot.consistency)
    else { return blame(sender, .badCatchUp) }
    effects.append(.adopt(snapshot))
    moveTip(to: snapshot.anchor, log: log)
    if let change = Self.reconfiguration(in: block.entries).first?.change { beginEpoch(with: change) }
  }
}
