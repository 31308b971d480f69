@testable import TwinLedger

/// Searches every order of deliveries and timeouts for three honest replicas, the real machine, and one liar.
///
/// Reductions, none of which hides a vote: single votes are not delivered, certificates are, as soon as the votes cast
/// so far and the liar's make one, in any order, to any replica or never; a timeout may happen whenever a timer runs,
/// which covers f + 1 SKIPs; who is given a block is given its ancestors too, as a fetch would. The liar signs every
/// NOTAR, SKIP and FINAL, and where it leads it proposes two blocks on every parent it can justify, and on some it
/// cannot. Disks answer at once. Views above `lastView` are not played.
struct Explorer {
  struct Outcome {
    var states = 0
    var transitions = 0
    /// Two honest replicas with different final blocks at one height.
    var fork = false
    /// Whether the bound ended the search.
    var wasCut = false
    var deepest = 0
  }

  let lastView: UInt64
  let liar: Int
  let bound: Int
  let scheme = SimulatedScheme(worldSeed: 3)
  let members: MemberSet
  let context: VotingContext
  let configuration: ReplicaConfiguration
  let quorum: Int
  /// Blocks by what they are, whatever certificates justify them.
  private var identities: [Digest32: Int] = [:]
  private var identityOf: [Identity: Int] = [:]

  private struct Identity: Hashable {
    var view: UInt64
    var parent: Int
    var entries: [Digest32]
  }

  /// One moment of the whole cluster.
  struct State {
    var replicas: [Replica]
    var committed: [[Digest32]]
    /// Per honest replica and view: what it signed.
    var notarized: [[[Digest32]]]
    var skipped: [[Bool]]
    var finalized: [[[Digest32]]]
    var proposals: [Proposal] = []
    var depth = 0
  }

  init(lastView: UInt64, liar: Int, mutations: RuleMutations = [], bound: Int) throws {
    self.lastView = lastView
    self.liar = liar
    self.bound = bound
    let scheme = scheme
    members = try MemberSet((0..<4).map { Cluster.member($0, scheme: scheme) })
    var configuration = ReplicaConfiguration(chainID: Digest32(sha256: Array("explorer".utf8)))
    configuration.blockEntries = 1
    configuration.mutations = mutations
    self.configuration = configuration
    context = VotingContext(chainID: configuration.chainID, epoch: 0, members: members)
    quorum = members.quorum - (mutations.contains(.quorumMinusOne) ? 1 : 0)
  }

  var honest: [Int] { (0..<4).filter { $0 != liar } }
  private var genesis: ChainTip { ChainTip.genesis(chainID: configuration.chainID, members: members) }

  mutating func run() -> Outcome {
    var outcome = Outcome()
    let first = start()
    var seen: Set<[UInt64]> = [key(of: first)]
    var stack = [first]
    while let state = stack.popLast() {
      outcome.states += 1
      outcome.deepest = max(outcome.deepest, state.depth)
      if hasFork(state) {
        outcome.fork = true
        return outcome
      }
      guard outcome.states < bound else {
        outcome.wasCut = true
        return outcome
      }
      for next in successors(of: state) {
        outcome.transitions += 1
        if seen.insert(key(of: next)).inserted { stack.append(next) }
      }
    }
    return outcome
  }

  private mutating func start() -> State {
    let views = Int(lastView) + 1
    var state = State(
      replicas: [], committed: Array(repeating: [], count: 3),
      notarized: Array(repeating: Array(repeating: [], count: views), count: 3),
      skipped: Array(repeating: Array(repeating: false, count: views), count: 3),
      finalized: Array(repeating: Array(repeating: [], count: views), count: 3))
    for k in honest {
      state.replicas.append(
        Replica(
          configuration: configuration, node: Cluster.name(k), members: members, tip: genesis, tipProof: nil,
          verifier: scheme, signer: scheme.signer(UInt64(k)), recollection: .firstStart))
    }
    for place in 0..<3 {
      let entries = (0..<8).compactMap { Entry([UInt8(honest[place]), UInt8($0)]) }
      apply(.start, to: place, of: &state)
      apply(.submitted(entries), to: place, of: &state)
    }
    return state
  }

  // MARK: Moves

  private mutating func successors(of state: State) -> [State] {
    var next: [State] = []
    let certificates = formable(in: state)
    let proposals = state.proposals + liarsProposals(state, certificates)
    for place in 0..<3 {
      let replica = state.replicas[place]
      if replica.view <= lastView, replica.deadline(of: .view) != nil {
        var moved = state
        moved.depth += 1
        apply(.timer(.view), to: place, of: &moved)
        next.append(moved)
      }
      for certificate in certificates where certificate.view > replica.tip.view {
        if let index = replica.existingRound(at: certificate.view),
          replica.rounds[index].certificate(certificate.kind) != nil
        {
          continue
        }
        next.append(delivering(certificate, to: place, of: state, proposals))
      }
      for proposal in proposals where proposal.block.view >= replica.view {
        if let index = replica.existingRound(at: proposal.block.view),
          replica.rounds[index].candidate(proposal.block.hash) != nil
        {
          continue
        }
        next.append(delivering(proposal, to: place, of: state, proposals))
      }
    }
    return next
  }

  private mutating func delivering(
    _ certificate: Certificate, to place: Int, of state: State, _ proposals: [Proposal]
  ) -> State {
    var moved = state
    moved.depth += 1
    give(.certificate(certificate), to: place, of: &moved)
    if certificate.kind != .skip, let body = proposals.first(where: { $0.block.hash == certificate.hash }) {
      give(.branch(branch(to: body, proposals)), to: place, of: &moved)
    }
    return moved
  }

  private mutating func delivering(
    _ proposal: Proposal, to place: Int, of state: State, _ proposals: [Proposal]
  ) -> State {
    var moved = state
    moved.depth += 1
    if !moved.proposals.contains(where: { $0.block.hash == proposal.block.hash }) { moved.proposals.append(proposal) }
    give(.branch(branch(to: proposal, proposals)), to: place, of: &moved)
    return moved
  }

  /// A proposal and its ancestors, ancestors first.
  private func branch(to proposal: Proposal, _ proposals: [Proposal]) -> [Proposal] {
    var branch = [proposal]
    while let parent = proposals.first(where: { $0.block.hash == branch[0].block.header.parent }) {
      branch.insert(parent, at: 0)
    }
    return branch
  }

  private mutating func give(_ content: Message.Content, to place: Int, of state: inout State) {
    apply(.message(Message(epoch: 0, content), from: Cluster.name(liar)), to: place, of: &state)
  }

  /// Time stands still except that a timer that fires was due.
  private mutating func apply(_ event: ReplicaEvent, to place: Int, of state: inout State) {
    var moment = Instant(nanoseconds: 0)
    if case .timer(let timer) = event, let due = state.replicas[place].deadline(of: timer) { moment = due }
    var durable: UInt64?
    for effect in state.replicas[place].receive(event, at: moment) {
      switch effect {
      case .persist(_, let token): durable = token
      case .send(let message, _): note(message, of: place, in: &state)
      case .commit(let final): state.committed[place].append(final.block.hash)
      default: break
      }
    }
    if let durable { apply(.persisted(through: durable), to: place, of: &state) }
  }

  private func note(_ message: Message, of place: Int, in state: inout State) {
    switch message.content {
    case .vote(let vote) where vote.view <= lastView:
      let view = Int(vote.view)
      switch vote.kind {
      case .notarize: state.notarized[place][view].append(vote.hash)
      case .finalize: state.finalized[place][view].append(vote.hash)
      default: state.skipped[place][view] = true
      }
    case .proposal(let proposal) where proposal.block.view <= lastView: state.proposals.append(proposal)
    default: break
    }
  }

  // MARK: What can be signed

  /// Every certificate that the honest votes cast so far and the liar's make.
  private func formable(in state: State) -> [Certificate] {
    var certificates: [Certificate] = []
    for view in 1...Int(lastView) {
      if let skip = certificate(.skip, view, .zero, (0..<3).filter { state.skipped[$0][view] }) {
        certificates.append(skip)
      }
      for (kind, votes) in [(VoteKind.notarize, state.notarized), (.finalize, state.finalized)] {
        for hash in Set((0..<3).flatMap { votes[$0][view] }).sorted() {
          if let made = certificate(kind, view, hash, (0..<3).filter { votes[$0][view].contains(hash) }) {
            certificates.append(made)
          }
        }
      }
    }
    return certificates
  }

  private func certificate(_ kind: VoteKind, _ view: Int, _ hash: Digest32, _ places: [Int]) -> Certificate? {
    guard places.count + 1 >= quorum else { return nil }
    let signers = ([liar] + places.map { honest[$0] }).sorted()
    return Certificate(signers.map { vote(kind, UInt64(view), hash, by: $0) })
  }

  private func vote(_ kind: VoteKind, _ view: UInt64, _ hash: Digest32, by k: Int) -> Vote {
    let signature = scheme.signer(UInt64(k)).signature(of: context.statement(kind, view: view, hash: hash))
    return Vote(kind: kind, view: view, hash: hash, signer: k, signature: signature ?? VoteSignature([]))
  }

  /// Two blocks of the liar on every parent, in each view that it leads; only those that are new as what they are.
  private mutating func liarsProposals(_ state: State, _ certificates: [Certificate]) -> [Proposal] {
    var made: [Proposal] = []
    var known = Set(state.proposals.map { identity(of: $0.block, among: state.proposals) })
    for view in 1...lastView where Int(view % 4) == liar {
      let skips = certificates.filter { $0.kind == .skip }
      let bodies = state.proposals.filter { $0.block.view < view }
      for parent in [nil] + bodies.map(Optional.some) {
        let proof = parent.flatMap { parent in
          certificates.first { $0.kind == .notarize && $0.hash == parent.block.hash }
        }
        guard parent == nil || proof != nil else { continue }
        let between = ((parent?.block.view ?? 0) + 1)..<view
        // Where a view was not skipped, the liar offers a certificate with its own signature alone.
        let chain = between.compactMap { view in
          skips.first { $0.view == view } ?? Certificate([vote(.skip, view, .zero, by: liar)])
        }
        for variant in UInt8(0)...1 {
          let proposal = propose(view, variant, parent, Justification(parent: proof, skips: chain), state)
          if known.insert(identity(of: proposal.block, among: state.proposals)).inserted { made.append(proposal) }
        }
      }
    }
    return made
  }

  private func propose(
    _ view: UInt64, _ variant: UInt8, _ parent: Proposal?, _ justification: Justification, _ state: State
  ) -> Proposal {
    let entries = [Entry([UInt8(liar), 100 + variant])].compactMap { $0 }
    var log = LogFrontier()
    if let parent { for block in branch(to: parent, state.proposals) { log = log.appending(block.block.entries) } }
    let header = BlockHeader(
      epoch: 0, view: view, height: (parent?.block.header.height ?? 0) + 1, parentView: parent?.block.view ?? 0,
      parent: parent?.block.hash ?? genesis.hash, justification: justification.hash, log: log.appending(entries).head)
    let block = Block(header: header, entries: entries)
    let signature = vote(.propose, view, block.hash, by: liar).signature
    return Proposal(block: block, justification: justification, signature: signature)
  }

  // MARK: What was seen before

  private func hasFork(_ state: State) -> Bool {
    for (place, chain) in state.committed.enumerated() {
      for other in state.committed[(place + 1)...] where zip(chain, other).contains(where: { $0 != $1 }) { return true }
    }
    return false
  }

  /// A small number for what a block is.
  private mutating func identity(of block: Block, among proposals: [Proposal]) -> Int {
    if let known = identities[block.hash] { return known }
    var parent = 0
    if block.header.parentView > 0 {
      if let known = identities[block.header.parent] {
        parent = known
      } else if let body = proposals.first(where: { $0.block.hash == block.header.parent }) {
        parent = identity(of: body.block, among: proposals)
      }
    }
    let identity = Identity(view: block.view, parent: parent, entries: block.entries.map(\.leaf))
    let number = identityOf[identity] ?? identityOf.count + 1
    identityOf[identity] = number
    identities[block.hash] = number
    return number
  }

  private func number(_ hash: Digest32) -> Int { identities[hash] ?? -1 }

  /// Two states with one key have the same future: 128 bits of everything that a rule looks at.
  private mutating func key(of state: State) -> [UInt64] {
    for proposal in state.proposals { _ = identity(of: proposal.block, among: state.proposals) }
    let halves: [UInt64] = [0, 1].map { salt in
      var hasher = Hasher()
      hasher.combine(salt)
      hasher.combine(state.proposals.map { number($0.block.hash) }.sorted())
      for place in 0..<3 {
        combine(state.replicas[place], into: &hasher)
        hasher.combine(state.committed[place].map(number))
        for view in 1...Int(lastView) {
          hasher.combine(Set(state.notarized[place][view].map(number)).sorted())
          hasher.combine(state.skipped[place][view])
          hasher.combine(Set(state.finalized[place][view].map(number)).sorted())
        }
      }
      return UInt64(bitPattern: Int64(hasher.finalize()))
    }
    return halves
  }

  private func combine(_ replica: Replica, into hasher: inout Hasher) {
    hasher.combine(min(replica.view, lastView + 1))
    hasher.combine(number(replica.tip.hash))
    for round in replica.rounds where round.view <= lastView {
      hasher.combine(round.view)
      hasher.combine(round.candidates.map { number($0.proposal.block.hash) })
      hasher.combine(round.notarized.map { number($0.hash) })
      hasher.combine(round.skipped != nil)
      hasher.combine(round.finalized.map { number($0.hash) })
      hasher.combine(round.ownProposal.map(number))
      hasher.combine(round.ownNotarizations.map(number))
      hasher.combine(round.ownSkip)
      hasher.combine(round.ownFinal.map(number))
    }
  }
}
