extension Replica {
  /// Takes a proposal in: leader, shape and signature, then the justification, whose certificates we learn.
  mutating func receive(_ proposal: Proposal, from sender: NodeID) {
    let header = proposal.block.header
    guard header.epoch == context.epoch, header.view > header.parentView, header.view > tip.view else { return }
    if let index = existingRound(at: header.view), rounds[index].candidate(proposal.block.hash) != nil { return }
    guard header.view <= view || header.view - view <= Self.window else { return }
    let word = Vote(
      kind: .propose, view: header.view, hash: proposal.block.hash, signer: leader(of: header.view),
      signature: proposal.signature)
    guard breaks(.rule3UncheckedLeader) || context.verify(word, with: verifier) else {
      return blame(sender, .badSignature)
    }
    if sender == members.members[word.signer].id { note(word) }
    guard breaks(.rule3UncheckedJustification) || justifies(proposal, from: sender) else {
      return blame(sender, .badProposal)
    }
    guard let index = round(at: header.view, reach: Self.window) else { return }
    if let first = rounds[index].proposed {
      accuse(first, word)
    } else {
      rounds[index].proposed = word
    }
    keep(proposal, at: index)
  }

  /// Keeps the first proposals of a view, and the one that a quorum named.
  func mayKeep(_ hash: Digest32, at index: Int) -> Bool {
    let round = rounds[index]
    return round.candidate(hash) == nil && (round.candidates.count < 2 || round.certifiedHash == hash)
  }

  mutating func keep(_ proposal: Proposal, branch: Round.Branch? = nil, at index: Int) {
    guard mayKeep(proposal.block.hash, at: index) else { return }
    rounds[index].candidates.append(Round.Candidate(proposal: proposal, branch: branch))
  }

  /// Rule 3, J: the parent is certified, every view in between is skipped, and the header commits to just that.
  private mutating func justifies(_ proposal: Proposal, from sender: NodeID) -> Bool {
    let header = proposal.block.header
    let proof = proposal.justification
    guard header.parentView >= tip.view, UInt64(proof.skips.count) == header.view - header.parentView - 1,
      proof.hash == header.justification
    else { return false }
    if let parent = proof.parent {
      guard parent.kind == .notarize || parent.kind == .finalize, parent.view == header.parentView,
        parent.hash == header.parent, parent.view > 0
      else { return false }
    } else {
      guard header.parentView == 0 else { return false }
    }
    for (offset, skip) in proof.skips.enumerated() {
      guard skip.kind == .skip, skip.view == header.parentView + 1 + UInt64(offset) else { return false }
    }
    if let parent = proof.parent, !learn(parent, from: sender) { return false }
    for skip in proof.skips where !learn(skip, from: sender) { return false }
    return true
  }

  /// Follows branches from the tip upwards: a candidate whose parent is accepted is valid, or is dropped.
  mutating func acceptCandidates() -> Bool {
    var changed = false
    for index in rounds.indices {
      for place in rounds[index].candidates.indices.reversed() where rounds[index].candidates[place].branch == nil {
        let block = rounds[index].candidates[place].proposal.block
        guard let parent = branch(of: block.header) else { continue }
        changed = true
        if let branch = extend(parent, with: block) {
          rounds[index].candidates[place].branch = branch
        } else {
          rounds[index].candidates.remove(at: place)
          blame(members.members[leader(of: rounds[index].view)].id, .badProposal)
        }
      }
    }
    return changed
  }

  /// The branch that ends in a header's parent, where it is known.
  private func branch(of header: BlockHeader) -> Round.Branch? {
    if header.parentView == tip.view {
      return header.parent == tip.hash ? Round.Branch(height: tip.height, log: tip.log, endsEpoch: false) : nil
    }
    return existingRound(at: header.parentView).flatMap { rounds[$0].candidate(header.parent)?.branch }
  }

  /// The branch with `block` on top, or nil where the block is not valid there.
  private func extend(_ parent: Round.Branch, with block: Block) -> Round.Branch? {
    // Rule 12: only empty blocks follow the one that ends the epoch.
    if parent.endsEpoch && !block.entries.isEmpty && !breaks(.rule12EntriesAfterEnd) { return nil }
    guard block.header.height == parent.height + 1 else { return nil }
    let marked = block.entries.filter(\.isMarked)
    guard marked.allSatisfy(isValid) else { return nil }
    let ends = Self.reconfiguration(in: marked)
    guard ends.count <= 1, ends.isEmpty || ends[0].entry == block.entries.last else { return nil }
    let log = parent.log.appending(block.entries)
    guard log.head == block.header.log else { return nil }
    return Round.Branch(height: block.header.height, log: log, endsEpoch: parent.endsEpoch || !ends.isEmpty)
  }

  /// The changes of members among these entries.
  static func reconfiguration(in entries: [Entry]) -> [(entry: Entry, change: Reconfiguration)] {
    entries.compactMap { entry in
      guard entry.isMarked, case .reconfiguration(let change)? = try? entry.consensusEntry() else { return nil }
      return (entry, change)
    }
  }

  /// Rule 2: the leader extends the highest notarized block above which it can prove every view skipped; once a view.
  mutating func propose() -> Bool {
    guard let position, leader(of: view) == position, mayVote(in: view), let index = round(at: view),
      rounds[index].ownProposal == nil, rounds[index].candidates.isEmpty, !rounds[index].ownSkip,
      let base = foundation()
    else { return false }
    let ancestors = entriesOfBranch(from: base.block)
    let entries = base.branch.endsEpoch && !breaks(.rule12EntriesAfterEnd) ? [] : selection(excluding: ancestors)
    if entries.isEmpty {
      guard base.block != nil else { return false }
      guard proposeExpired else {
        if deadline(of: .propose) == nil { setTimer(.propose, after: configuration.delay) }
        return false
      }
    }
    return propose(entries, on: base, at: index)
  }

  /// A parent with its branch and justification; `block` is nil where the parent is the tip.
  private struct Foundation {
    var block: Block?
    var branch: Round.Branch
    var justification: Justification
  }

  /// The parent to extend, or nil where none can be justified.
  private func foundation() -> Foundation? {
    var skips: [Certificate] = []
    var index = existingRound(at: view - 1) ?? -1
    while index >= 0 {
      let round = rounds[index]
      if let certificate = round.notarized ?? round.finalized, !breaks(.rule2ExtendFinalTip),
        let candidate = round.candidate(certificate.hash), let branch = candidate.branch
      {
        return Foundation(
          block: candidate.proposal.block, branch: branch,
          justification: Justification(parent: certificate, skips: skips.reversed()))
      }
      guard let skipped = round.skipped else {
        if breaks(.rule2ExtendFinalTip) || breaks(.rule3UncheckedJustification) { index -= 1; continue }
        return nil
      }
      skips.append(skipped)
      index -= 1
    }
    guard tip.view == 0 || tipCertificate != nil, skips.count <= WireLimits.skips else { return nil }
    return Foundation(
      block: nil, branch: Round.Branch(height: tip.height, log: tip.log, endsEpoch: false),
      justification: Justification(parent: tipCertificate, skips: skips.reversed()))
  }

  /// The entries already on the way to finality in the branch that ends in `block`.
  private func entriesOfBranch(from block: Block?) -> Set<Digest32> {
    var leaves: Set<Digest32> = []
    if pool.isEmpty { return leaves }
    var next = block
    while let block = next {
      leaves.reserveCapacity(leaves.count + block.entries.count)
      for entry in block.entries { leaves.insert(entry.leaf) }
      let header = block.header
      next = existingRound(at: header.parentView).flatMap { rounds[$0].candidate(header.parent)?.proposal.block }
    }
    return leaves
  }

  /// What the leader puts into a block; a change of members goes last, and alone of its kind (rule 12).
  private func selection(excluding ancestors: Set<Digest32>) -> [Entry] {
    let chosen = pool.select(
      entries: min(configuration.blockEntries, WireLimits.entries),
      bytes: min(configuration.blockBytes, WireLimits.blockBytes), excluding: ancestors)
    guard chosen.contains(where: \.isMarked) else { return chosen }
    let changes = Self.reconfiguration(in: chosen).map(\.entry)
    return chosen.filter { !changes.contains($0) } + changes.prefix(1)
  }

  private mutating func propose(_ entries: [Entry], on base: Foundation, at index: Int) -> Bool {
    let log = base.branch.log.appending(entries)
    let header = BlockHeader(
      epoch: context.epoch, view: view, height: base.branch.height + 1,
      parentView: base.block?.view ?? tip.view, parent: base.block?.hash ?? tip.hash,
      justification: base.justification.hash, log: log.head)
    let block = Block(header: header, entries: entries)
    guard let signature = sign(.propose, view: view, hash: block.hash) else { return false }
    let proposal = Proposal(block: block, justification: base.justification, signature: signature)
    rounds[index].ownProposal = block.hash
    rounds[index].proposed = Vote(
      kind: .propose, view: view, hash: block.hash, signer: leader(of: view), signature: signature)
    // What this replica made is valid where it holds nothing but clients' entries: no need to hash them once more.
    let isPlain = !entries.contains(where: \.isMarked)
    let branch = Round.Branch(height: header.height, log: log, endsEpoch: base.branch.endsEpoch)
    keep(proposal, branch: isPlain ? branch : nil, at: index)
    unrecorded.append(.proposal(proposal))
    record(.vote(epoch: context.epoch, kind: .propose, view: view, hash: block.hash), thenSend: .proposal(proposal))
    cancelTimer(.propose)
    return true
  }
}
