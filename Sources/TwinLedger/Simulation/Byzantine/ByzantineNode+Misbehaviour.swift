internal import TwinModel
internal import TwinSimulation

/// What a Byzantine member adds of its own.
extension ByzantineNode {
  mutating func misbehave(after message: Message, from sender: Int, _ actions: inout Actions) {
    if habits.contains(.votesForAll) { voteForAll(message, &actions) }
    if habits.contains(.replay), random.happens(oneIn: 6), !heard.isEmpty {
      let old = heard[random.index(below: heard.count)]
      actions.multicast(LedgerMessage(old), to: someNodes())
    }
    if habits.contains(.garbage), random.happens(oneIn: 8) { sendGarbage(&actions) }
    if habits.contains(.usurps) { usurp(after: message, &actions) }
    if habits.contains(.slanders), random.happens(oneIn: 6) { slander(&actions) }
    if habits.contains(.forges), random.happens(oneIn: 6) { forge(&actions) }
    if habits.contains(.unjustified), random.happens(oneIn: 3) { proposeUnjustified(&actions) }
    if habits.contains(.liesInCatchUp) { lie(to: sender, about: message, &actions) }
  }

  /// NOTAR, FINAL and SKIP, each to some, for the view and block that a message names.
  private mutating func voteForAll(_ message: Message, _ actions: inout Actions) {
    let view: UInt64
    var hash: Digest32?
    switch message.content {
    case .proposal(let proposal): (view, hash) = (proposal.block.view, proposal.block.hash)
    case .vote(let vote): (view, hash) = (vote.view, vote.kind == .skip ? nil : vote.hash)
    case .certificate(let certificate):
      (view, hash) = (certificate.view, certificate.kind == .skip ? nil : certificate.hash)
    default: return
    }
    let context = faces[0].context
    guard message.epoch == context.epoch, let position = faces[0].position else { return }
    var kinds: [(VoteKind, Digest32)] = [(.skip, .zero)]
    if let hash { kinds += [(.notarize, hash), (.finalize, hash)] }
    for (kind, hash) in kinds {
      guard
        let signature = cast.signer(of: node).signature(of: context.statement(kind, view: view, hash: hash))
      else { continue }
      let vote = Vote(kind: kind, view: view, hash: hash, signer: position, signature: signature)
      guard voted.insert(vote).inserted else { continue }
      actions.multicast(LedgerMessage(Message(epoch: context.epoch, .vote(vote))), to: someNodes())
    }
    if voted.count > 4_096 { voted = [] }
  }

  /// A proposal of its own for a view that another leads: the one just heard with other entries, or the next one.
  private mutating func usurp(after message: Message, _ actions: inout Actions) {
    guard message.epoch == faces[0].context.epoch, random.happens(oneIn: 2) else { return }
    guard case .proposal(let heard) = message.content else { return }
    guard let entry = Entry([UInt8(node), 0x77, UInt8(truncatingIfNeeded: random.next())]) else { return }
    var header = heard.block.header
    guard header.parent == faces[0].tip.hash else { return }
    header.log = faces[0].tip.log.appending([entry]).head
    let block = Block(header: header, entries: [entry])
    let statement = faces[0].context.statement(.propose, view: header.view, hash: block.hash)
    guard let signature = cast.signer(of: node).signature(of: statement) else { return }
    let proposal = Proposal(block: block, justification: heard.justification, signature: signature)
    actions.multicast(LedgerMessage(Message(epoch: message.epoch, .proposal(proposal))), to: someNodes())
  }

  /// Evidence and a change of members, signed by nobody who should have.
  private mutating func slander(_ actions: inout Actions) {
    let context = faces[0].context
    let victim = random.index(below: context.members.count)
    let view = faces[0].view
    func vote(_ kind: VoteKind, _ hash: Digest32) -> Vote? {
      cast.signer(of: node).signature(of: context.statement(kind, view: view, hash: hash)).map {
        Vote(kind: kind, view: view, hash: hash, signer: victim, signature: $0)
      }
    }
    var entries: [Entry] = []
    if let final = vote(.finalize, faces[0].tip.hash), let skip = vote(.skip, .zero),
      let evidence = EquivocationEvidence(epoch: context.epoch, final, skip), let entry = Entry(evidence)
    {
      entries.append(entry)
    }
    var list = context.members.members
    list[victim].address = "elsewhere \(random.below(1_000))"
    if let next = try? MemberSet(list), let own = vote(.reconfigure, next.hash) {
      var signers = MemberBits()
      for member in 0..<context.members.quorum { signers.insert(member) }
      let approvals = Certificate(
        kind: .reconfigure, view: 0, hash: next.hash, signers: signers,
        signatures: Array(repeating: own.signature, count: context.members.quorum))
      if let entry = Entry(Reconfiguration(members: next, approvals: approvals)) { entries.append(entry) }
    }
    guard !entries.isEmpty else { return }
    actions.multicast(LedgerMessage(Message(epoch: context.epoch, .entries(entries))), to: someNodes())
  }

  /// A certificate for its view, or the one before or after, in a quorum's name.
  private mutating func forge(_ actions: inout Actions) {
    let kind = [VoteKind.notarize, .skip, .finalize][random.index(below: 3)]
    var hash = Digest32.zero
    if kind != .skip {
      let words = heard.compactMap { message -> Digest32? in
        if case .proposal(let proposal) = message.content { proposal.block.hash } else { nil }
      }
      hash = words.isEmpty ? Digest32(sha256: [UInt8(node)]) : words[random.index(below: words.count)]
    }
    let view = max(1, faces[0].view + random.below(3)) - 1
    let forged = forgedCertificate(kind, view: max(1, view), hash: hash)
    actions.multicast(LedgerMessage(Message(epoch: faces[0].context.epoch, .certificate(forged))), to: someNodes())
  }

  /// A certificate that holds its own signature q times over, in others' names.
  private func forgedCertificate(_ kind: VoteKind, view: UInt64, hash: Digest32) -> Certificate {
    let context = faces[0].context
    let signature = cast.signer(of: node).signature(of: context.statement(kind, view: view, hash: hash))
    var signers = MemberBits()
    for member in 0..<context.members.quorum { signers.insert(member) }
    return Certificate(
      kind: kind, view: view, hash: hash, signers: signers,
      signatures: Array(repeating: signature ?? VoteSignature([]), count: context.members.quorum))
  }

  /// A block on its final tip for a view that it leads soon, with skips that nobody gave.
  private mutating func proposeUnjustified(_ actions: inout Actions) {
    let tip = faces[0].tip
    guard let view = (faces[0].view...faces[0].view + 1).first(where: { faces[0].leader(of: $0) == faces[0].position }),
      view > tip.view + 1, view - tip.view < 32, tip.view == 0 || faces[0].tipCertificate != nil,
      let entry = Entry([UInt8(node), 0x75, UInt8(truncatingIfNeeded: random.next())])
    else { return }
    let justification = Justification(
      parent: faces[0].tipCertificate,
      skips: (tip.view + 1..<view).map { forgedCertificate(.skip, view: $0, hash: .zero) })
    let header = BlockHeader(
      epoch: tip.epoch, view: view, height: tip.height + 1, parentView: tip.view, parent: tip.hash,
      justification: justification.hash, log: tip.log.appending([entry]).head)
    let block = Block(header: header, entries: [entry])
    let statement = faces[0].context.statement(.propose, view: view, hash: block.hash)
    guard let signature = cast.signer(of: node).signature(of: statement) else { return }
    let proposal = Proposal(block: block, justification: justification, signature: signature)
    actions.multicast(LedgerMessage(Message(epoch: tip.epoch, .proposal(proposal))), to: someNodes())
  }

  /// An old message with some bytes changed, as far as it is still one.
  private mutating func sendGarbage(_ actions: inout Actions) {
    guard !heard.isEmpty else { return }
    var bytes = heard[random.index(below: heard.count)].encoded
    for _ in 0...random.index(below: 3) { bytes[random.index(below: bytes.count)] ^= UInt8(1 << random.below(8)) }
    guard let message = try? Message(encoded: bytes) else { return }
    actions.multicast(LedgerMessage(message), to: someNodes())
  }

  /// Forged answers, asked for or not.
  private mutating func lie(to sender: Int, about message: Message, _ actions: inout Actions) {
    let isAsked = if case .fetch = message.content { true } else { false }
    guard isAsked || random.happens(oneIn: 12), let lie = forgery() else { return }
    actions.multicast(LedgerMessage(Message(epoch: message.epoch, lie)), to: [sender])
  }

  private mutating func forgery() -> Message.Content? {
    let tip = faces[0].tip
    switch random.below(5) {
    case 0:
      return .status(
        Status(
          nonce: random.below(3), view: tip.view + random.below(1_000), height: tip.height + 1 + random.below(1_000),
          certificates: [], votes: []))
    case 1: return forgedBlock(tip).map { .blocks([FinalizedBlock(block: $0, proof: nil)]) }
    case 2: return forgedBlock(tip).map { .blocks([FinalizedBlock(block: $0, proof: forgedProof($0))]) }
    case 3: return forgedSnapshot(tip)
    default:
      guard let genuine = chain.blocks.last else { return nil }
      let altered = Block(header: genuine.block.header, entries: Array(genuine.block.entries.dropLast()))
      return .blocks([FinalizedBlock(block: altered, proof: genuine.proof)])
    }
  }

  /// A well-formed block on top of the tip that nobody proposed.
  private mutating func forgedBlock(_ tip: ChainTip) -> Block? {
    guard let entry = Entry([UInt8(truncatingIfNeeded: random.next()), 0x66]) else { return nil }
    let view = tip.view + 1 + random.below(3)
    let header = BlockHeader(
      epoch: tip.epoch, view: view, height: tip.height + 1, parentView: tip.view, parent: tip.hash,
      justification: .zero, log: tip.log.appending([entry]).head)
    return Block(header: header, entries: [entry])
  }

  private func forgedProof(_ block: Block) -> FinalityProof {
    FinalityProof(path: [], certificate: forgedCertificate(.finalize, view: block.view, hash: block.hash))
  }

  /// A snapshot whose log is not the one that grew so far.
  private mutating func forgedSnapshot(_ tip: ChainTip) -> Message.Content? {
    if let genuine = chain.blocks.last, genuine.proof?.path.isEmpty == true, random.next() & 1 == 0 {
      var frontier = LogFrontier()
      for _ in 0..<3 { frontier.append(leaf: .zero) }
      return .snapshot(Snapshot(anchor: genuine, frontier: frontier, consistency: []))
    }
    guard let block = forgedBlock(tip) else { return nil }
    return .snapshot(
      Snapshot(
        anchor: FinalizedBlock(block: block, proof: forgedProof(block)), frontier: tip.log, consistency: []))
  }
}
