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

  /// A certificate that holds its own signature q times over, in everybody's name.
  private func forgedProof(_ block: Block) -> FinalityProof {
    let context = faces[0].context
    let statement = context.statement(.finalize, view: block.view, hash: block.hash)
    let signature = cast.signer(of: node).signature(of: statement) ?? VoteSignature([])
    var signers = MemberBits()
    for member in 0..<context.members.quorum { signers.insert(member) }
    return FinalityProof(
      path: [],
      certificate: Certificate(
        kind: .finalize, view: block.view, hash: block.hash, signers: signers,
        signatures: Array(repeating: signature, count: context.members.quorum)))
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
