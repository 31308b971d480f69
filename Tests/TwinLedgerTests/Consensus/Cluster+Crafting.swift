@testable import TwinLedger

/// What a member could sign, honest or not.
extension Cluster {
  func vote(_ kind: VoteKind, view: UInt64, hash: Digest32 = .zero, by k: Int) -> Vote {
    let signature = scheme.signer(UInt64(k)).signature(of: context.statement(kind, view: view, hash: hash))
    return Vote(kind: kind, view: view, hash: hash, signer: k, signature: signature ?? VoteSignature([]))
  }

  func certificate(_ kind: VoteKind, view: UInt64, hash: Digest32 = .zero, by signers: [Int] = [0, 1, 2]) -> Certificate
  {
    guard let certificate = Certificate(signers.map { vote(kind, view: view, hash: hash, by: $0) }) else {
      preconditionFailure("votes of one kind")
    }
    return certificate
  }

  /// A proposal on the genesis of epoch 0, or on `parent`.
  func proposal(
    view: UInt64, text: [String], on parent: Proposal? = nil, certificate: Certificate? = nil,
    skips: [Certificate] = [],
    by k: Int? = nil
  ) -> Proposal {
    let genesis = ChainTip.genesis(chainID: configuration.chainID, members: members)
    let entries = text.compactMap { Entry(Array($0.utf8)) }
    let before = parent.map { genesis.log.appending($0.block.entries) } ?? genesis.log
    let justification = Justification(
      parent: certificate
        ?? parent.map { self.certificate(.notarize, view: $0.block.view, hash: $0.block.hash) }, skips: skips)
    let header = BlockHeader(
      epoch: 0, view: view, height: (parent?.block.header.height ?? 0) + 1, parentView: parent?.block.view ?? 0,
      parent: parent?.block.hash ?? genesis.hash, justification: justification.hash,
      log: before.appending(entries).head)
    let block = Block(header: header, entries: entries)
    let leader = k ?? Int(view % UInt64(members.count))
    return Proposal(
      block: block, justification: justification,
      signature: vote(.propose, view: view, hash: block.hash, by: leader).signature)
  }

  mutating func deliver(_ content: Message.Content, from sender: Int, to receiver: Int = 0) {
    give(.message(Message(epoch: 0, content), from: Self.name(sender)), to: Self.name(receiver))
  }

  func replica(_ k: Int = 0) -> Replica {
    guard let replica = replicas[Self.name(k)] else { preconditionFailure("a replica") }
    return replica
  }

  /// The votes of one kind that a node put on the wire, each once.
  func votes(of k: Int, _ kind: VoteKind) -> [Vote] {
    var seen: Set<Vote> = []
    return sent.compactMap { parcel in
      guard parcel.sender == Self.name(k), case .vote(let vote) = parcel.message.content, vote.kind == kind,
        seen.insert(vote).inserted
      else { return nil }
      return vote
    }
  }

  func hasReport(_ k: Int, _ isWanted: (ReplicaReport) -> Bool) -> Bool {
    reports[Self.name(k), default: []].contains(where: isWanted)
  }
}
