internal import TwinModel
internal import TwinSimulation

/// A member that does what it likes. Inside it runs one or two replicas whose words it twists on their way out.
struct ByzantineNode {
  typealias Actions = ReplicaNode.Actions

  let node: Int
  let cast: Cast
  let habits: Habits
  var random: SeededGenerator
  var faces: [Replica]
  /// Which face each of the world's nodes sees.
  var faceShown: [Int]
  var chain: StoredChain
  /// Messages it may repeat; the oldest is forgotten.
  var heard: [Message] = []
  /// What it voted for already, so that it does not repeat itself for ever.
  var voted: Set<Vote> = []
  private static let shuffle: UInt64 = 99

  init(node: Int, cast: Cast, configuration: ReplicaConfiguration, habits: Habits, seed: UInt64) {
    self.node = node
    self.cast = cast
    self.habits = habits
    random = SeededGenerator(seed: seed, stream: UInt64(node) + 100)
    var configuration = configuration
    configuration.mutations =
      habits.contains(.lawless)
      ? [.rule3DoubleNotarize, .rule4FinalizeAfterSkip, .rule5SkipAfterFinalize, .rule4FinalizeWithoutCertificate] : []
    let genesis = ChainTip.genesis(chainID: cast.chainID, members: cast.members)
    chain = StoredChain(genesis: genesis, members: cast.members)
    let face = Replica(
      configuration: configuration, node: cast.name(of: node), members: cast.members, tip: genesis, tipProof: nil,
      verifier: cast.scheme, signer: cast.signer(of: node), recollection: .firstStart)
    faces = Array(repeating: face, count: habits.contains(.twoFaces) ? 2 : 1)
    faceShown = Array(repeating: 0, count: cast.identities.count)
  }

  mutating func start(at now: Instant, actions: inout Actions) {
    guard !habits.contains(.silence) else { return }
    for face in faces.indices { happen(.start, to: face, at: now, &actions) }
    shuffleFaces()
    actions.setTimer(Self.shuffle, after: .milliseconds(40))
  }

  mutating func timerFired(_ timer: UInt64, at now: Instant, actions: inout Actions) {
    if timer == Self.shuffle {
      shuffleFaces()
      return actions.setTimer(Self.shuffle, after: random.span(in: .milliseconds(5)...(.milliseconds(200))))
    }
    guard let kind = ReplicaTimer(rawValue: UInt8(timer & 15)), faces.indices.contains(Int(timer >> 4)) else { return }
    happen(.timer(kind), to: Int(timer >> 4), at: now, &actions)
  }

  private mutating func shuffleFaces() {
    for other in faceShown.indices { faceShown[other] = random.index(below: faces.count) }
  }

  mutating func receive(_ message: LedgerMessage, from sender: Int?, at now: Instant, actions: inout Actions) {
    guard !habits.contains(.silence) else { return }
    switch message.content {
    case .submission(let entries):
      for face in faces.indices {
        var mine = entries
        // Each face has an entry of its own, so that their blocks differ.
        if habits.contains(.twoFaces), let own = Entry([UInt8(face), UInt8(node)] + (entries.first?.bytes ?? [])) {
          mine.insert(own, at: 0)
        }
        happen(.submitted(mine), to: face, at: now, &actions)
      }
    case .peer(let message):
      guard let sender else { return }
      remember(message)
      for face in faces.indices {
        happen(.message(message, from: cast.name(of: sender)), to: face, at: now, &actions)
      }
      // Liars that answer each other would fill the world with echoes.
      if cast.isHonest[sender] { misbehave(after: message, from: sender, &actions) }
    }
  }

  private mutating func remember(_ message: Message) {
    if heard.count < 48 { heard.append(message) } else { heard[random.index(below: 48)] = message }
  }

  /// Lets one of the replicas inside act, and twists what it says.
  private mutating func happen(_ event: ReplicaEvent, to face: Int, at now: Instant, _ actions: inout Actions) {
    var events = [event]
    while !events.isEmpty {
      for effect in faces[face].receive(events.removeFirst(), at: now) {
        switch effect {
        // It remembers nothing and need not wait.
        case .persist(_, let token): events.append(.persisted(through: token))
        case .send(let message, let names): say(message, face: face, to: names, &actions)
        case .setTimer(let timer, let moment):
          actions.setTimer(
            UInt64(face) << 4 | UInt64(timer.rawValue), after: max(0, moment.nanoseconds - now.nanoseconds))
        case .cancelTimer(let timer): actions.cancelTimer(UInt64(face) << 4 | UInt64(timer.rawValue))
        case .commit(let final): if face == 0 { chain.append(final) }
        case .adopt(let snapshot): if face == 0 { chain.adopt(snapshot) }
        case .serve(let fetch, let name): serve(fetch, to: name, &actions)
        case .provisional, .compact, .report: break
        }
      }
    }
  }

  private mutating func say(_ message: Message, face: Int, to names: [NodeID], _ actions: inout Actions) {
    var receivers = cast.nodes(of: names, except: node)
    if faces.count > 1 { receivers.removeAll { faceShown[$0] != face } }
    if habits.contains(.selective) { receivers.removeAll { _ in random.happens(oneIn: 3) } }
    if habits.contains(.drips), !receivers.isEmpty {
      switch message.content {
      case .certificate, .proposal: receivers = [receivers[random.index(below: receivers.count)]]
      default: break
      }
    }
    guard !receivers.isEmpty else { return }
    remember(message)
    actions.multicast(LedgerMessage(message), to: receivers)
  }

  private mutating func serve(_ fetch: Fetch, to name: NodeID, _ actions: inout Actions) {
    guard !habits.contains(.liesInCatchUp), let content = chain.answer(fetch, patience: 8) else { return }
    actions.multicast(
      LedgerMessage(Message(epoch: chain.tip.epoch, content)), to: cast.nodes(of: [name], except: node))
  }

  /// Some of the other nodes, by a toss each.
  mutating func someNodes() -> [Int] {
    cast.identities.indices.filter { $0 != node && random.next() & 1 == 0 }
  }
}
