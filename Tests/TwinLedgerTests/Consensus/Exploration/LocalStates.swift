@testable import TwinLedger

/// Every state that an honest replica can be in, found as the search asks for them, and the real machine's steps
/// between them.
struct LocalStates {
  /// What can happen to a replica; certificates of NOTAR by all four are told apart for the naive fast path.
  enum Event: Hashable {
    case timeout
    case skip(UInt64)
    case notarized(Int, byAll: Bool)
    case finalized(Int)
    case proposal(Int)
  }

  /// What the others may see of a replica, and what it knows: sets of blocks and views, one bit each.
  struct Local {
    var place: Int
    var replica: Replica
    var said = Said()
  }

  /// What others, or the check for forks, can see of a replica.
  struct Said: Hashable {
    var notarized: UInt128 = 0
    var finalized: UInt128 = 0
    var proposed: UInt128 = 0
    var committed: UInt128 = 0
    var skipped: UInt64 = 0
  }

  /// The votes that certificates can be made of.
  struct Votes: Hashable {
    var notarized: UInt128
    var notarizedByAny: UInt128
    var notarizedByAll: UInt128
    var finalized: UInt128
    var skipped: UInt64
    /// Blocks that somebody proposed.
    var proposed: UInt128
  }

  let lastView: UInt64
  let liar: Int
  let scheme = SimulatedScheme(worldSeed: 3)
  let members: MemberSet
  let context: VotingContext
  let configuration: ReplicaConfiguration
  private let mutations: RuleMutations
  private(set) var initial: [Int] = []
  private var states: [Local] = []
  private var said: [Said] = []
  private var numbers: [[UInt64]: Int] = [:]
  private var steps: [[Event: Int]] = []
  private var blocks = KnownBlocks()
  private var moves: [Situation: [Int]] = [:]
  /// Whether what a replica takes for final counts as a word.
  private let seesCommits: Bool

  var count: Int { states.count }
  var blockCount: Int { blocks.count }

  init(lastView: UInt64, liar: Int, mutations: RuleMutations, seesCommits: Bool) throws {
    self.seesCommits = seesCommits
    self.lastView = lastView
    self.liar = liar
    self.mutations = mutations
    let scheme = scheme
    members = try MemberSet((0..<4).map { Cluster.member($0, scheme: scheme) })
    var configuration = ReplicaConfiguration(chainID: Digest32(sha256: Array("explorer".utf8)))
    configuration.blockEntries = 1
    // Certificates of fixed signers accuse the innocent: nobody listens here.
    configuration.mutations = mutations.union(.rule13LookAway)
    self.configuration = configuration
    context = VotingContext(chainID: configuration.chainID, epoch: 0, members: members)
    discoverLiarsBlocks(on: nil)
    for (place, k) in (0..<4).filter({ $0 != liar }).enumerated() { begin(k, at: place) }
  }

  private var genesis: ChainTip { ChainTip.genesis(chainID: configuration.chainID, members: members) }

  private mutating func begin(_ k: Int, at place: Int) {
    let replica = Replica(
      configuration: configuration, node: Cluster.name(k), members: members, tip: genesis, tipProof: nil,
      verifier: scheme, signer: scheme.signer(UInt64(k)), recollection: .firstStart)
    var local = Local(place: place, replica: replica)
    apply(.start, to: &local)
    apply(.submitted((0..<8).compactMap { Entry([UInt8(k), UInt8($0)]) }), to: &local)
    initial.append(number(of: local))
  }

  // MARK: The whole cluster

  /// What the votes of three honest replicas and the liar's make: any two honest ones and the liar are a quorum.
  func votes(in triple: Triple) -> Votes {
    let (a, b, c) = (said[triple[0]], said[triple[1]], said[triple[2]])
    func quorum<Bits: BinaryInteger>(_ x: Bits, _ y: Bits, _ z: Bits) -> Bits {
      mutations.contains(.quorumMinusOne) ? x | y | z : x & y | x & z | y & z
    }
    var votes = Votes(
      notarized: quorum(a.notarized, b.notarized, c.notarized),
      notarizedByAny: a.notarized | b.notarized | c.notarized,
      notarizedByAll: a.notarized & b.notarized & c.notarized,
      finalized: quorum(a.finalized, b.finalized, c.finalized), skipped: quorum(a.skipped, b.skipped, c.skipped),
      proposed: a.proposed | b.proposed | c.proposed)
    for block in blocks.liars where isOffered(block, votes) { votes.proposed |= 1 << UInt128(block) }
    return votes
  }

  /// Whether the liar can propose this block: it knows the parent, and has the certificates or forges them.
  private func isOffered(_ block: Int, _ votes: Votes) -> Bool {
    let known = blocks[block]
    // Twins differ by name only: the one that an honest member votes for first is the first.
    if let twin = known.twin, votes.notarizedByAny >> UInt128(twin) & 1 == 0 { return false }
    if let parent = known.parent, votes.proposed >> UInt128(parent) & 1 == 0 { return false }
    if known.isForged { return true }
    if let parent = known.parent, votes.notarized >> UInt128(parent) & 1 == 0 { return false }
    return votes.skipped & known.skips == known.skips
  }

  /// Whether two final things contradict each other.
  func isFork(_ triple: Triple, _ votes: Votes) -> Bool {
    var final = votes.finalized
    for place in 0..<3 { final |= said[triple[place]].committed }
    if final.nonzeroBitCount < 2 { return false }
    var rest = final
    while rest != 0 {
      let block = rest.trailingZeroBitCount
      rest &= rest - 1
      if final & ~blocks.kin(of: block) != 0 { return true }
    }
    return false
  }

  /// What can happen next to a replica, given everybody's votes.
  func events(for number: Int, _ votes: Votes) -> [Event] {
    let replica = states[number].replica
    var events: [Event] = []
    // A SKIP of the last view opens nothing that is played; giving it is never worse than silence for the honest side.
    if replica.view < lastView, replica.deadline(of: .view) != nil { events.append(.timeout) }
    func holds(_ kind: VoteKind, _ view: UInt64) -> Bool {
      guard view > replica.tip.view else { return true }
      return replica.existingRound(at: view).map { replica.rounds[$0].certificate(kind) != nil } ?? false
    }
    for view in 1...lastView where votes.skipped >> view & 1 == 1 && !holds(.skip, view) { events.append(.skip(view)) }
    for block in 0..<blocks.count {
      let (bit, view) = (UInt128(1) << UInt128(block), blocks[block].view)
      if votes.notarized & bit != 0 && !holds(.notarize, view) { events.append(.notarized(block, byAll: false)) }
      if votes.notarizedByAll & bit != 0 && mutations.contains(.rule7NaiveFastPath) && view > replica.tip.view {
        events.append(.notarized(block, byAll: true))
      }
      if votes.finalized & bit != 0 && !holds(.finalize, view) { events.append(.finalized(block)) }
      if votes.proposed & bit != 0 && view >= replica.view && !knows(block, replica) { events.append(.proposal(block)) }
    }
    return events
  }

  private func knows(_ block: Int, _ replica: Replica) -> Bool {
    let known = blocks[block]
    return replica.existingRound(at: known.view).map {
      replica.rounds[$0].candidate(known.proposal.block.hash) != nil
    } ?? (known.view <= replica.tip.view)
  }

  private struct Situation: Hashable {
    var number: Int
    var votes: Votes
  }

  /// The states in which a replica has said its next word, and learnt no more before it than it had to.
  mutating func words(of number: Int, _ votes: Votes) -> [Int] {
    let situation = Situation(number: number, votes: votes)
    if let known = moves[situation] { return known }
    let spoken = closure(of: number, votes).spoken
    var superfluous: Set<Int> = []
    for word in spoken where !superfluous.contains(word) {
      for later in closure(of: word, votes).silent where later != word { superfluous.insert(later) }
    }
    let minimal = spoken.filter { !superfluous.contains($0) }
    moves[situation] = minimal
    return minimal
  }

  private func heard(_ number: Int) -> Said {
    var heard = said[number]
    if !seesCommits { heard.committed = 0 }
    return heard
  }

  /// The states that a replica reaches in silence, and those in which it has just spoken.
  private mutating func closure(of number: Int, _ votes: Votes) -> (silent: Set<Int>, spoken: [Int]) {
    let before = heard(number)
    var silent: Set<Int> = [number]
    var spoken: Set<Int> = []
    var open = [number]
    while let state = open.popLast() {
      for event in events(for: state, votes) {
        let next = step(state, event)
        if heard(next) != before {
          spoken.insert(next)
        } else if silent.insert(next).inserted {
          open.append(next)
        }
      }
    }
    return (silent, spoken.sorted())
  }

  // MARK: One replica

  /// The state after an event, by the real machine the first time it is asked for.
  mutating func step(_ number: Int, _ event: Event) -> Int {
    if let known = steps[number][event] { return known }
    var local = states[number]
    switch event {
    case .timeout: apply(.timer(.view), to: &local)
    case .skip(let view): give(.certificate(certificate(.skip, view, .zero)), to: &local)
    case .notarized(let block, let byAll):
      let hash = blocks[block].proposal.block.hash
      give(.certificate(certificate(.notarize, blocks[block].view, hash)), to: &local)
      if byAll {
        let vote = vote(.notarize, blocks[block].view, hash, by: 3)
        apply(.message(Message(epoch: 0, .vote(vote)), from: Cluster.name(3)), to: &local)
      }
      give(.branch(blocks.branch(to: block)), to: &local)
    case .finalized(let block):
      give(.certificate(certificate(.finalize, blocks[block].view, blocks[block].proposal.block.hash)), to: &local)
      give(.branch(blocks.branch(to: block)), to: &local)
    case .proposal(let block): give(.branch(blocks.branch(to: block)), to: &local)
    }
    let next = self.number(of: local)
    steps[number][event] = next
    return next
  }

  private mutating func give(_ content: Message.Content, to local: inout Local) {
    apply(.message(Message(epoch: 0, content), from: Cluster.name(liar)), to: &local)
  }

  /// Time stands still except that a timer that fires was due.
  private mutating func apply(_ event: ReplicaEvent, to local: inout Local) {
    var moment = Instant(nanoseconds: 0)
    if case .timer(let timer) = event, let due = local.replica.deadline(of: timer) { moment = due }
    var durable: UInt64?
    for effect in local.replica.receive(event, at: moment) {
      switch effect {
      case .persist(_, let token): durable = token
      case .send(let message, _): note(message, in: &local)
      case .commit(let final):
        if let block = blocks.number(of: final.block.hash) { local.said.committed |= 1 << UInt128(block) }
      default: break
      }
    }
    if let durable { apply(.persisted(through: durable), to: &local) }
  }

  private mutating func note(_ message: Message, in local: inout Local) {
    switch message.content {
    case .vote(let vote) where vote.view <= lastView:
      let bit = blocks.number(of: vote.hash).map { UInt128(1) << UInt128($0) } ?? 0
      switch vote.kind {
      case .notarize: local.said.notarized |= bit
      case .finalize: local.said.finalized |= bit
      default: local.said.skipped |= 1 << vote.view
      }
    case .proposal(let proposal) where proposal.block.view <= lastView:
      let (block, isNew) = blocks.add(proposal)
      local.said.proposed |= 1 << UInt128(block)
      if isNew { discoverLiarsBlocks(on: block) }
    default: break
    }
  }

  /// The number of a state: two states are one when every rule sees the same in them.
  private mutating func number(of local: Local) -> Int {
    let key: [UInt64] = [0, 1].map { salt in
      var hasher = Hasher()
      hasher.combine(salt)
      hasher.combine(local.place)
      hasher.combine(local.said)
      combine(local.replica, into: &hasher)
      return UInt64(bitPattern: Int64(hasher.finalize()))
    }
    if let known = numbers[key] { return known }
    numbers[key] = states.count
    states.append(local)
    said.append(local.said)
    steps.append([:])
    return states.count - 1
  }

  private func combine(_ replica: Replica, into hasher: inout Hasher) {
    hasher.combine(min(replica.view, lastView + 1))
    hasher.combine(replica.tip.hash)
    hasher.combine(replica.deadline(of: .view) == nil)
    for round in replica.rounds where round.view <= lastView {
      hasher.combine(round.view)
      hasher.combine(round.candidates.map(\.proposal.block.hash))
      hasher.combine(round.notarized?.hash)
      hasher.combine(round.skipped != nil)
      hasher.combine(round.finalized?.hash)
      hasher.combine(round.ownProposal)
      hasher.combine(round.ownNotarizations)
      hasher.combine(round.ownSkip)
      hasher.combine(round.ownFinal)
      if mutations.contains(.rule7NaiveFastPath) {
        hasher.combine(round.notarize.voters(for: round.notarized?.hash ?? .zero).count)
      }
    }
  }

  // MARK: What the liar makes

  private func vote(_ kind: VoteKind, _ view: UInt64, _ hash: Digest32, by k: Int) -> Vote {
    let signature = scheme.signer(UInt64(k)).signature(of: context.statement(kind, view: view, hash: hash))
    return Vote(kind: kind, view: view, hash: hash, signer: k, signature: signature ?? VoteSignature([]))
  }

  /// The one certificate that stands for all of its kind, view and block.
  private func certificate(_ kind: VoteKind, _ view: UInt64, _ hash: Digest32) -> Certificate {
    guard let made = Certificate((0..<3).map { vote(kind, view, hash, by: $0) }) else { preconditionFailure("votes") }
    return made
  }

  /// Two blocks on `parent` in every later view that the liar leads, with an honest justification and a forged one.
  private mutating func discoverLiarsBlocks(on parent: Int?) {
    let base = parent.map { blocks[$0].view } ?? 0
    guard base < lastView else { return }
    for view in base + 1...lastView where Int(view % 4) == liar {
      let between = base + 1..<view
      for isForged in between.isEmpty ? [false] : [false, true] {
        let skips = between.compactMap { view in
          isForged ? Certificate([vote(.skip, view, .zero, by: liar)]) : certificate(.skip, view, .zero)
        }
        var twin: Int?
        for variant in UInt8(0)...1 {
          let proposal = propose(view, variant, on: parent, skips)
          let (block, isNew) = blocks.add(
            proposal, isLiars: true, isForged: isForged, twin: twin, skips: between.reduce(0) { $0 | 1 << $1 })
          twin = block
          if isNew { discoverLiarsBlocks(on: block) }
        }
      }
    }
  }

  private func propose(_ view: UInt64, _ variant: UInt8, on parent: Int?, _ skips: [Certificate]) -> Proposal {
    let entries = [Entry([UInt8(liar), 100 + variant])].compactMap { $0 }
    let before = parent.map { blocks.branch(to: $0) } ?? []
    let log = before.reduce(LogFrontier()) { $0.appending($1.block.entries) }
    let above = before.last?.block
    let justification = Justification(
      parent: above.map { certificate(.notarize, $0.view, $0.hash) }, skips: skips)
    let header = BlockHeader(
      epoch: 0, view: view, height: UInt64(before.count) + 1, parentView: above?.view ?? 0,
      parent: above?.hash ?? genesis.hash, justification: justification.hash, log: log.appending(entries).head)
    let block = Block(header: header, entries: entries)
    let signature = vote(.propose, view, block.hash, by: liar).signature
    return Proposal(block: block, justification: justification, signature: signature)
  }
}
