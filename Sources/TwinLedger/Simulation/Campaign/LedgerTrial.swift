internal import TwinModel
internal import TwinSimulation

/// One simulated world from its seed to its verdict.
struct LedgerTrial {
  let simulation: LedgerSimulation
  let seed: UInt64
  let cast: Cast
  let weather: Weather
  let story: String
  let isTwins: Bool
  let habits: Habits
  var world: World<LedgerObserver>
  private var submitted: UInt64 = 0
  /// No world of its size needs a tenth of it.
  private var mostEvents: Int { 100_000 * simulation.nodes }

  init?(_ simulation: LedgerSimulation, seed: UInt64) {
    self.simulation = simulation
    self.seed = seed
    var random = SeededGenerator(seed: seed, stream: 77)
    let liars = Array(random.permutation(of: simulation.nodes).prefix(simulation.byzantine)).sorted()
    isTwins = simulation.isTwins ?? random.happens(oneIn: 5)
    var drawn = Self.habits(&random)
    // From a stream of their own: worlds without these are what they were before there were any.
    var later = SeededGenerator(seed: seed, stream: 79)
    for habit in [Habits.forges, .unjustified] where later.happens(oneIn: 6) { drawn.insert(habit) }
    habits = simulation.habits ?? drawn
    let identities = Array(0..<simulation.nodes) + (isTwins ? liars : [])
    let isHonest = identities.map { !liars.contains($0) }
    let scheme = SimulatedScheme(worldSeed: seed)
    guard let cast = try? Cast(count: simulation.nodes, identities: identities, isHonest: isHonest, scheme: scheme)
    else { return nil }
    self.cast = cast
    let honest = identities.indices.filter { isHonest[$0] }
    let spare = max(0, cast.members.faultsTolerated - simulation.byzantine - simulation.reservedFaults)
    var weather = Weather(
      honest: honest, nodeCount: identities.count, spare: spare, delta: LedgerSimulation.delta, using: &random)
    if simulation.hasOneEar { weather.listenWithOneEar(honest: honest, using: &random) }
    if let isTorn = simulation.isTorn { weather.disk.tornPerMillion = isTorn ? 1_000_000 : 0 }
    self.weather = weather
    story = "liars \(liars): \(isTwins ? "twins" : habits.description)"
    var configuration = ReplicaConfiguration(chainID: cast.chainID)
    configuration.delay = .nanoseconds(LedgerSimulation.delta)
    configuration.longestView = .seconds(2)
    configuration.standstill = .milliseconds(400)
    configuration.leaderOffset = random.below(64)
    configuration.blockEntries = [1, 4, 4_096][random.index(below: 3)]
    configuration.memoryBytes = [2_000, 6_000, 1 << 20][random.index(below: 3)]
    configuration.mutations = simulation.mutations
    let observer = LedgerObserver(cast: cast, leaderOffset: configuration.leaderOffset)
    world = World(
      seed: seed, nodeCount: identities.count, link: weather.storm, disk: weather.disk, observer: observer
    ) { [configuration, patience = weather.patience, isTwins, habits, bytes = simulation.journalBytes] node, life in
      if isHonest[node] || isTwins {
        return .honest(
          ReplicaNode(
            node: node, life: life, cast: cast, configuration: configuration, patience: patience,
            journalBytes: bytes))
      }
      return .byzantine(
        ByzantineNode(node: node, cast: cast, configuration: configuration, habits: habits, seed: seed))
    }
    prepare()
  }

  private static func habits(_ random: inout SeededGenerator) -> Habits {
    var habits: Habits = []
    for _ in 0...random.index(below: 3) { habits.insert(Habits.all[random.index(below: 11)].habit) }
    if habits.contains(.silence), random.next() & 1 == 0 { habits.remove(.silence) }
    return habits
  }

  private mutating func prepare() {
    for node in cast.identities.indices {
      let key = cast.signer(of: node).publicKey
      world.changeDisk(of: node) { disk in
        disk.restore(
          Journal.path, Journal.blank(chainID: cast.chainID, publicKey: key, capacity: simulation.journalBytes))
        disk.restore(StoredChain.path, [])
      }
    }
    world.observer.mayObserve = weather.broken.union(weather.halted)
    for (moment, fault) in weather.faults { world.schedule(fault, after: moment) }
    for point in weather.crashPoints { world.schedule(point) }
    if let point = simulation.crashPoint { world.schedule(point) }
    for submission in weather.submissions {
      let entries = (0..<submission.entries).compactMap { _ in nextEntry() }
      submit(entries, to: submission.node.map { [$0] } ?? Array(cast.identities.indices), after: submission.at)
    }
    if let moment = weather.reconfigurationAt, let entry = reconfiguration() {
      submit([entry], to: Array(cast.identities.indices), after: moment)
    }
  }

  private mutating func nextEntry() -> Entry? {
    submitted += 1
    // A liar that changes bytes must not hit upon the next entry: it would be final before it is waited for.
    var mixed = TraceHash(seed: seed)
    mixed.feed(submitted)
    return Entry(withUnsafeBytes(of: (seed.bigEndian, submitted.bigEndian, mixed.value.bigEndian)) { Array($0) })
  }

  private mutating func submit(_ entries: [Entry], to nodes: [Int], after span: Int64) {
    for node in nodes { world.inject(LedgerMessage(entries), to: node, after: span) }
  }

  /// The first member moves to another address; a quorum approves.
  private func reconfiguration() -> Entry? {
    var list = cast.members.members
    list[0].address += ", moved"
    guard let next = try? MemberSet(list) else { return nil }
    let context = VotingContext(chainID: cast.chainID, epoch: 0, members: cast.members)
    let statement = context.statement(.reconfigure, view: 0, hash: next.hash)
    let votes = (0..<cast.members.quorum).compactMap { member in
      cast.scheme.signer(UInt64(member)).signature(of: statement).map {
        Vote(kind: .reconfigure, view: 0, hash: next.hash, signer: member, signature: $0)
      }
    }
    return Certificate(votes).flatMap { Entry(Reconfiguration(members: next, approvals: $0)) }
  }

  // MARK: Running

  mutating func run() -> LedgerRun {
    follow(until: SimulatedInstant(nanoseconds: weather.calmAt)) { _ in false }
    guard world.observer.violation == nil else { return verdict(finalAfter: nil) }
    let waiting = calmDown()
    let start = world.now.nanoseconds
    guard awaitFinality(at: waiting) else { return verdict(finalAfter: nil) }
    let finalAfter = world.now.nanoseconds - start
    if isAbsenceSettled { passAbsentLeaders(waiting) }
    return verdict(finalAfter: finalAfter)
  }

  /// Waits, as long as patience lasts, for the awaited entry to be final; false where a promise is broken instead.
  mutating func awaitFinality(at waiting: [Int]) -> Bool {
    follow(until: world.now + .seconds(LedgerSimulation.patienceSeconds)) { $0.observer.isFinal(at: waiting) }
    guard world.observer.violation == nil else { return false }
    guard !world.observer.isFinal(at: waiting) else { return true }
    let final = waiting.count { world.observer.isFinal(at: [$0]) }
    world.observer.judge(
      .stalled(
        seconds: Int(LedgerSimulation.patienceSeconds), finalAt: final, of: waiting.count,
        silent: waiting.filter { !isVoting($0) }))
    return false
  }

  /// Whether the liars say nothing, the network is quick, and so absent leaders must not be waited for in the end.
  private var isAbsenceSettled: Bool {
    !weather.isSluggish && !isTwins && (habits == .silence || simulation.byzantine == 0)
  }

  /// Rule 8: after two turns of every leader an absent one costs no timeout.
  private mutating func passAbsentLeaders(_ waiting: [Int]) {
    for round in 0..<4 * simulation.nodes {
      guard let entry = nextEntry() else { return }
      let start = world.now
      world.observer.await(entry)
      submit([entry], to: waiting, after: 0)
      follow(until: start + .seconds(LedgerSimulation.patienceSeconds)) { $0.observer.isFinal(at: waiting) }
      let time = world.now.nanoseconds - start.nanoseconds
      if round >= 3 * simulation.nodes, time > 3 * LedgerSimulation.delta {
        return world.observer.judge(.waitedForAbsent(milliseconds: Int(time / 1_000_000)))
      }
    }
  }

  /// Lets everything happen up to an instant, as long as no promise is broken and `isDone` does not end it.
  mutating func follow(until end: SimulatedInstant, _ isDone: (World<LedgerObserver>) -> Bool) {
    while let next = world.nextTime, next <= end, world.observer.violation == nil, !isDone(world) {
      world.step()
      if world.eventCount > mostEvents { world.observer.judge(.runaway(events: world.eventCount)) }
    }
  }

  /// Ends every fault that can end, and submits the entry that must become final; gives the nodes it must reach.
  mutating func calmDown() -> [Int] {
    world.cancelCrashPoints()
    world.cancelFaults()
    world.schedule(.heal)
    world.schedule(.network(weather.calm))
    for node in cast.identities.indices {
      world.schedule(.diskCapacity(node: node, 1 << 30))
      world.schedule(.diskSlowness(node: node, 1))
      world.schedule(.failSyncs(node: node, count: 0))
      world.schedule(.clockRate(node: node, perMillion: 1_000_000))
    }
    for node in weather.halted { world.schedule(.crash(node: node, restartAfter: .milliseconds(1))) }
    let waiting = cast.identities.indices.filter { cast.isHonest[$0] && !weather.broken.contains($0) }
    for node in waiting { world.schedule(.restart(node: node), after: .milliseconds(2)) }
    if let entry = nextEntry() {
      world.observer.await(entry)
      submit([entry], to: waiting, after: .milliseconds(5))
    }
    return waiting
  }

  /// Whether a node's replica may vote in the view that it is in.
  private func isVoting(_ node: Int) -> Bool {
    guard case .honest(let node)? = world.nodes[node], let replica = node.replica else { return false }
    return replica.mayVote(in: replica.view)
  }

  /// How it ended.
  func verdict(finalAfter: Int64?) -> LedgerRun {
    LedgerRun(
      seed: seed, violation: world.observer.violation, events: world.eventCount, crashes: world.observer.crashCount,
      height: world.observer.finalHeight, entries: world.observer.finalEntryCount,
      accused: world.observer.accused.count, finalAfter: finalAfter, trace: world.trace.value, story: story)
  }
}
