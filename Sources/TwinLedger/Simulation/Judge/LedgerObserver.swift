internal import TwinSimulation

/// Watches a simulated ledger and holds every event against what the ledger promises. The first broken promise stays.
struct LedgerObserver: WorldObserver {
  typealias Node = LedgerNode

  let cast: Cast
  let leaderOffset: UInt64
  private(set) var violation: LedgerViolation?
  /// Hashes of final blocks by height − 1, as first told by an honest replica; nil below an adopted snapshot.
  private(set) var finalHashes: [Digest32?] = []
  /// Height of each node's final chain.
  private(set) var heights: [UInt64]
  /// The height at which the awaited entry is final.
  private(set) var awaitedHeight: UInt64?
  /// Crashes so far.
  private(set) var crashCount = 0
  /// Members of whom evidence was reported.
  private(set) var accused: MemberBits = MemberBits()
  /// Entries that are final.
  private(set) var finalEntryCount = 0
  /// Nodes that have a reason not to vote: their disk lied or failed.
  var mayObserve: Set<Int> = []
  /// The entry that is waited for.
  var awaited: Entry?

  /// Is told every event in words, where somebody listens.
  var narrator: (@Sendable (String) -> Void)?

  private var tips: [Digest32?]
  /// What honest nodes said in each epoch; looked up, never walked.
  private var words: [UInt64: SpokenWords] = [:]
  /// Proposed blocks whose justification holds, and the others' proposals; looked up, never walked.
  private var justified: Set<Digest32> = []
  private var unjustified: [Digest32: [Proposal]] = [:]
  /// Proposed blocks that end an epoch or follow such a block; looked up, never walked.
  private var endings: Set<Digest32> = []
  private var latestSent: (node: Int, digest: UInt64) = (-1, 0)
  /// The members of each epoch that a final block began; looked up, never walked.
  private var contexts: [UInt64: VotingContext]

  init(cast: Cast, leaderOffset: UInt64) {
    self.leaderOffset = leaderOffset
    self.cast = cast
    heights = Array(repeating: 0, count: cast.identities.count)
    tips = Array(repeating: nil, count: cast.identities.count)
    contexts = [:]
    begin(VotingContext(chainID: cast.chainID, epoch: 0, members: cast.members))
  }

  private mutating func begin(_ context: VotingContext) {
    contexts[context.epoch] = context
    guard words[context.epoch] == nil else { return }
    words[context.epoch] = SpokenWords(
      nodeCount: cast.identities.count, quorum: context.members.quorum, liars: cast.liarCount)
  }

  /// The height that some honest replica has told to be final.
  var finalHeight: UInt64 { UInt64(finalHashes.count) }

  /// Records a broken promise that only the end of the run shows.
  mutating func judge(_ found: LedgerViolation) { violation = violation ?? found }

  /// Whether the awaited entry is final at all of these nodes.
  func isFinal(at nodes: [Int]) -> Bool {
    guard let awaitedHeight else { return false }
    return nodes.allSatisfy { heights[$0] >= awaitedHeight }
  }

  /// Waits for another entry.
  mutating func await(_ entry: Entry) {
    awaited = entry
    awaitedHeight = nil
  }

  mutating func crashed(_ node: Int, at now: SimulatedInstant) {
    crashCount += 1
    narrate(now, "node \(node) crashes")
  }

  private func narrate(_ now: SimulatedInstant, _ words: @autoclosure () -> String) {
    guard let narrator else { return }
    narrator("\(now.nanoseconds / 1_000) µs: \(words())")
  }

  mutating func sent(_ message: LedgerMessage, from sender: Int, to receiver: Int, at now: SimulatedInstant) {
    if narrator != nil, case .peer(let message) = message.content {
      narrate(now, "\(sender) to \(receiver): \(message.words)")
    }
    // A message to several receivers is looked at once.
    guard latestSent != (sender, message.traceDigest) else { return }
    latestSent = (sender, message.traceDigest)
    guard case .peer(let message) = message.content else { return }
    for proposal in message.proposals { weigh(proposal) }
    guard cast.isHonest[sender] else { return }
    // A word may be heard in a certificate before it is sent on its own.
    for (epoch, certificate) in message.certificates { state(certificate, epoch: epoch, by: sender) }
    switch message.content {
    case .vote(let vote): state(vote, epoch: message.epoch, by: sender)
    case .status(let status): for vote in status.votes { state(vote, epoch: message.epoch, by: sender) }
    case .proposal(let proposal):
      let block = proposal.block
      guard leader(of: block.view, epoch: block.header.epoch) == cast.name(of: sender) else { return }
      state(.propose, view: block.view, hash: block.hash, epoch: block.header.epoch, by: sender)
      propose(block, by: sender)
    default: break
    }
  }

  private func leader(of view: UInt64, epoch: UInt64) -> NodeID? {
    guard let members = contexts[epoch]?.members else { return nil }
    return members.members[Int((view &+ leaderOffset) % UInt64(members.count))].id
  }

  /// Notes whether a proposal is justified, whoever made it.
  private mutating func weigh(_ proposal: Proposal) {
    let hash = proposal.block.hash
    guard !justified.contains(hash), let context = contexts[proposal.block.header.epoch] else { return }
    if proposal.isJustified({ context.verify($0, with: cast.scheme) }) {
      justified.insert(hash)
    } else if unjustified[hash, default: []].count < 4 {
      unjustified[hash, default: []].append(proposal)
    }
  }

  /// Rules 2 and 3: a leader proves what it proposes; who votes has that proof, or knows the same from votes.
  private mutating func checkJustification(_ kind: VoteKind, _ hash: Digest32, view: UInt64, by sender: Int) {
    guard !justified.contains(hash), let proposals = unjustified[hash] else { return }
    if kind == .propose { return judge(.unjustifiedProposal(node: sender, view: view)) }
    let isKnown = proposals.contains { proposal in
      let words = words[proposal.block.header.epoch]
      return proposal.isJustified { words?.mayBeCertified($0.kind, view: $0.view, hash: $0.hash) == true }
    }
    if !isKnown { judge(.unjustifiedVote(node: sender, view: view)) }
  }

  /// Rule 12: nothing but empty blocks after the one that ends the epoch.
  private mutating func propose(_ block: Block, by sender: Int) {
    let isBehindEnd = block.header.parentView > 0 && endings.contains(block.header.parent)
    if isBehindEnd && !block.entries.isEmpty { judge(.entriesAfterEnd(node: sender, view: block.view)) }
    if isBehindEnd || !Replica.reconfiguration(in: block.entries).isEmpty { endings.insert(block.hash) }
  }

  private mutating func state(_ vote: Vote, epoch: UInt64, by sender: Int) {
    guard contexts[epoch]?.members.position(of: cast.name(of: sender)) == vote.signer else { return }
    state(vote.kind, view: vote.view, hash: vote.hash, epoch: epoch, by: sender)
  }

  private mutating func state(_ certificate: Certificate, epoch: UInt64, by sender: Int) {
    guard let context = contexts[epoch], let position = context.members.position(of: cast.name(of: sender)),
      certificate.signers.contains(position),
      let vote = certificate.votes.first(where: { $0.signer == position }),
      // A liar's proposal may carry a word that its author never said.
      context.verify(vote, with: cast.scheme)
    else { return }
    state(certificate.kind, view: certificate.view, hash: certificate.hash, epoch: epoch, by: sender)
  }

  private mutating func state(_ kind: VoteKind, view: UInt64, hash: Digest32, epoch: UInt64, by sender: Int) {
    switch words[epoch]?.add(kind, view: view, hash: hash, by: sender) {
    case .contradiction?: judge(.doubleVote(node: sender, view: view, kind: kind))
    case .uncertifiedView?: judge(.uncertifiedView(node: sender, view: view))
    case .uncertifiedFinal?: judge(.uncertifiedFinal(node: sender, view: view))
    case nil: break
    }
    if kind == .propose || kind == .notarize { checkJustification(kind, hash, view: view, by: sender) }
    if kind == .notarize, let proposed = honestProposal(in: view, epoch: epoch, heardBy: sender), proposed != hash {
      judge(.usurpedVote(node: sender, view: view))
    }
  }

  /// What an honest leader proposed in its view, as far as others heard: a crash may take a proposal from the leader
  /// before it is sent and leave the leader's NOTAR for it.
  private func honestProposal(in view: UInt64, epoch: UInt64, heardBy node: Int) -> Digest32? {
    guard let name = leader(of: view, epoch: epoch), let leader = cast.members.position(of: name),
      cast.isHonest[leader], leader != node
    else { return nil }
    return words[epoch]?.word(.propose, view: view, of: leader)
  }

  mutating func told(_ output: ReplicaOutput, by node: Int, at now: SimulatedInstant) {
    guard cast.isHonest[node] else { return }
    narrate(now, "node \(node): \(output.words)")
    switch output {
    case .began(let height): begin(node, height)
    case .committed(let final): commit(final, by: node)
    case .adopted(let snapshot): adopt(snapshot, by: node)
    case .withheldSkip(let view): judge(.withheldSkip(node: node, view: view))
    case .withheldCertificate(let view): judge(.withheldCertificate(node: node, view: view))
    case .unreported(let evidence): judge(.unreportedEquivocation(member: evidence.first.signer, node: node))
    case .report(let report): hear(report, from: node)
    }
  }

  private mutating func begin(_ node: Int, _ height: UInt64) {
    heights[node] = height
    tips[node] = height == 0 || height > finalHeight ? nil : finalHashes[Int(height) - 1]
  }

  private mutating func commit(_ final: FinalizedBlock, by node: Int) {
    let header = final.block.header
    guard header.height == heights[node] + 1, tips[node] == nil || tips[node] == header.parent else {
      return judge(.brokenChain(height: header.height, node: node))
    }
    heights[node] = header.height
    tips[node] = final.block.hash
    settle(final, by: node)
  }

  private mutating func adopt(_ snapshot: Snapshot, by node: Int) {
    let header = snapshot.anchor.block.header
    heights[node] = header.height
    tips[node] = snapshot.anchor.block.hash
    settle(snapshot.anchor, by: node)
  }

  /// Compares a final block with what others hold at its height, or notes it as the first.
  private mutating func settle(_ final: FinalizedBlock, by node: Int) {
    let height = final.block.header.height
    while finalHashes.count < Int(height) { finalHashes.append(nil) }
    if let known = finalHashes[Int(height) - 1] {
      if known != final.block.hash { judge(.fork(height: height, node: node)) }
      return
    }
    finalHashes[Int(height) - 1] = final.block.hash
    if let proof = final.proof {
      guard proof.leads(from: final.block), let context = contexts[final.block.header.epoch],
        context.verify(proof.certificate, with: cast.scheme)
      else {
        return judge(.unprovenFinality(height: height, node: node))
      }
    }
    if let awaited, awaitedHeight == nil, final.block.entries.contains(awaited) { awaitedHeight = height }
    finalEntryCount += final.block.entries.count
    checkAuthors(of: final.block, by: node)
    guard let change = Replica.reconfiguration(in: final.block.entries).first?.change else { return }
    begin(VotingContext(chainID: cast.chainID, epoch: final.block.header.epoch + 1, members: change.members))
  }

  /// Whether the block's leader proposed it, and its marked entries are signed by those who must.
  private mutating func checkAuthors(of block: Block, by node: Int) {
    guard let context = contexts[block.header.epoch] else { return }
    let epoch = block.header.epoch
    if let name = leader(of: block.view, epoch: epoch), let leader = cast.members.position(of: name),
      cast.isHonest[leader], words[epoch]?.word(.propose, view: block.view, of: leader) != block.hash
    {
      judge(.usurped(height: block.header.height, node: node))
    }
    for entry in block.entries where entry.isMarked {
      switch try? entry.consensusEntry() {
      case .evidence(let evidence):
        guard evidence.isProven(in: context, with: cast.scheme) else {
          return judge(.unprovenEvidence(height: block.header.height))
        }
      case .reconfiguration(let change):
        guard change.isApproved(in: context, with: cast.scheme) else {
          return judge(.unapprovedChange(height: block.header.height))
        }
      case nil: break
      }
    }
  }

  private mutating func hear(_ report: ReplicaReport, from node: Int) {
    switch report {
    case .equivocation(let evidence):
      guard let accused = contexts[evidence.epoch]?.members.members[evidence.first.signer].id,
        let member = cast.members.position(of: accused)
      else { return }
      self.accused.insert(member)
      for (other, identity) in cast.identities.enumerated() where identity == member && cast.isHonest[other] {
        judge(.falseAccusation(accused: member, node: node))
      }
    case .conflictingFinality: judge(.conflictingFinality(node: node))
    case .observing(let reason):
      if !mayObserve.contains(node) { judge(.stoppedVoting(node: node, reason)) }
    default: break
    }
  }
}
