internal import TwinSimulation

/// Watches a simulated ledger and holds every event against what the ledger promises. The first broken promise stays.
struct LedgerObserver: WorldObserver {
  typealias Node = LedgerNode

  private struct Statement: Hashable {
    var epoch: UInt64
    var view: UInt64
    var kind: VoteKind
  }

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
  private var statements: [[Statement: Digest32]]
  private var latestSent: (node: Int, digest: UInt64) = (-1, 0)
  /// The members of each epoch that a final block began; looked up, never walked.
  private var contexts: [UInt64: VotingContext]

  init(cast: Cast, leaderOffset: UInt64) {
    self.leaderOffset = leaderOffset
    self.cast = cast
    heights = Array(repeating: 0, count: cast.identities.count)
    tips = Array(repeating: nil, count: cast.identities.count)
    statements = Array(repeating: [:], count: cast.identities.count)
    contexts = [0: VotingContext(chainID: cast.chainID, epoch: 0, members: cast.members)]
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

  /// From now on disks work, and who was halted has started anew.
  mutating func endOfTrouble(halted: [Int]) { mayObserve.subtract(halted) }

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
    guard cast.isHonest[sender], latestSent != (sender, message.traceDigest) else { return }
    latestSent = (sender, message.traceDigest)
    guard case .peer(let message) = message.content else { return }
    switch message.content {
    case .vote(let vote): state(vote, epoch: message.epoch, by: sender)
    case .status(let status): for vote in status.votes { state(vote, epoch: message.epoch, by: sender) }
    case .proposal(let proposal):
      let block = proposal.block
      guard let members = contexts[block.header.epoch]?.members,
        members.members[Int((block.view &+ leaderOffset) % UInt64(members.count))].id == cast.name(of: sender)
      else { return }
      state(.propose, view: block.view, hash: block.hash, epoch: block.header.epoch, by: sender)
    default: break
    }
  }

  private mutating func state(_ vote: Vote, epoch: UInt64, by sender: Int) {
    guard contexts[epoch]?.members.position(of: cast.name(of: sender)) == vote.signer else { return }
    state(vote.kind, view: vote.view, hash: vote.hash, epoch: epoch, by: sender)
  }

  private mutating func state(_ kind: VoteKind, view: UInt64, hash: Digest32, epoch: UInt64, by sender: Int) {
    let statement = Statement(epoch: epoch, view: view, kind: kind)
    if let earlier = statements[sender].updateValue(hash, forKey: statement), earlier != hash {
      judge(.doubleVote(node: sender, view: view, kind: kind))
    }
    let opposite: VoteKind = kind == .skip ? .finalize : .skip
    guard kind == .skip || kind == .finalize else { return }
    if statements[sender][Statement(epoch: epoch, view: view, kind: opposite)] != nil {
      judge(.doubleVote(node: sender, view: view, kind: kind))
    }
  }

  mutating func told(_ output: ReplicaOutput, by node: Int, at now: SimulatedInstant) {
    guard cast.isHonest[node] else { return }
    narrate(now, "node \(node): \(output.words)")
    switch output {
    case .began(let height): begin(node, height)
    case .committed(let final): commit(final, by: node)
    case .adopted(let snapshot): adopt(snapshot, by: node)
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
    guard let change = Replica.reconfiguration(in: final.block.entries).first?.change else { return }
    contexts[final.block.header.epoch + 1] = VotingContext(
      chainID: cast.chainID, epoch: final.block.header.epoch + 1, members: change.members)
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
