@testable import TwinLedger

/// A few replicas with a network that delivers after one delay each, and disks that are as durable as they are told.
///
/// Deliberately simple: no randomness. Tests say which messages get lost.
struct Cluster {
  struct Parcel {
    var message: Message
    var sender: NodeID
    var receiver: NodeID
  }

  let scheme: SimulatedScheme
  let members: MemberSet
  var configuration: ReplicaConfiguration
  var replicas: [NodeID: Replica] = [:]
  var chains: [NodeID: [FinalizedBlock]] = [:]
  var reports: [NodeID: [ReplicaReport]] = [:]
  var memories: [NodeID: [WriteAheadRecord]] = [:]
  var timers: [NodeID: [ReplicaTimer: Instant]] = [:]
  var adopted: [NodeID: [Snapshot]] = [:]
  var wire: [Parcel] = []
  var sent: [Parcel] = []
  var now = Instant(nanoseconds: 0)
  var delay = Duration.milliseconds(1)
  /// Nodes that neither send nor receive.
  var silent: Set<NodeID> = []
  /// Says which messages get lost.
  var loses: (Parcel) -> Bool = { _ in false }
  /// Nodes whose disk does not answer.
  var stuckDisks: Set<NodeID> = []

  static func name(_ k: Int) -> NodeID {
    guard let id = NodeID("n\(k < 10 ? "0" : "")\(k)") else { preconditionFailure("a name") }
    return id
  }

  static func member(_ k: Int, scheme: SimulatedScheme, key: Int? = nil) -> Member {
    Member(
      id: name(k), address: "node-\(k)", algorithm: .simulated, publicKey: scheme.signer(UInt64(key ?? k)).publicKey)
  }

  init(_ count: Int = 4, mutations: RuleMutations = [], configure: (inout ReplicaConfiguration) -> Void = { _ in })
    throws
  {
    let scheme = SimulatedScheme(worldSeed: 7)
    self.scheme = scheme
    members = try MemberSet((0..<count).map { Self.member($0, scheme: scheme) }, unsafeSingle: true)
    configuration = ReplicaConfiguration(chainID: Digest32(sha256: Array("test".utf8)))
    configuration.mutations = mutations
    configure(&configuration)
    for k in 0..<count { start(k) }
  }

  /// The context of the first epoch.
  var context: VotingContext { VotingContext(chainID: configuration.chainID, epoch: 0, members: members) }

  /// Starts a node on what its disk holds.
  mutating func start(_ k: Int, key: Int? = nil, recollection: Recollection? = nil) {
    let id = Self.name(k)
    let chain = chains[id, default: []]
    var tip = ChainTip.genesis(chainID: configuration.chainID, members: members)
    var set = members
    for final in chain {
      tip = ChainTip(
        epoch: tip.epoch, view: final.block.view, height: final.block.header.height, hash: final.block.hash,
        log: tip.log.appending(final.block.entries))
      if let change = Replica.reconfiguration(in: final.block.entries).first?.change {
        tip.epoch += 1
        tip.view = 0
        set = change.members
      }
    }
    let memory = memories[id].map { Recollection.intact($0) } ?? .firstStart
    replicas[id] = Replica(
      configuration: configuration, node: id, members: set, tip: tip, tipProof: chain.last?.proof, verifier: scheme,
      signer: scheme.signer(UInt64(key ?? k)), recollection: recollection ?? memory)
    timers[id] = [:]
    give(.start, to: id)
  }

  /// Gives one event to one node, and carries its effects out.
  mutating func give(_ event: ReplicaEvent, to id: NodeID) {
    guard let effects = replicas[id]?.receive(event, at: now) else { return }
    var durable: UInt64?
    for effect in effects { carryOut(effect, of: id, &durable) }
    if let durable, !stuckDisks.contains(id) { give(.persisted(through: durable), to: id) }
  }

  mutating func submit(_ text: String, to k: Int) {
    guard let entry = Entry(Array(text.utf8)) else { return }
    give(.submitted([entry]), to: Self.name(k))
  }

  private mutating func carryOut(_ effect: ReplicaEffect, of id: NodeID, _ durable: inout UInt64?) {
    switch effect {
    case .persist(let record, let token):
      memories[id, default: []].append(record)
      durable = token
    case .send(let message, let receivers):
      for receiver in receivers { post(Parcel(message: message, sender: id, receiver: receiver)) }
    case .setTimer(let timer, let moment): timers[id, default: [:]][timer] = moment
    case .cancelTimer(let timer): timers[id, default: [:]][timer] = nil
    case .commit(let final): chains[id, default: []].append(final)
    case .serve(let fetch, let peer):
      let blocks = chains[id, default: []].drop { $0.block.header.height <= fetch.height }
      let message = Message(epoch: replicas[id]?.context.epoch ?? 0, .blocks(Array(blocks.prefix(64))))
      post(Parcel(message: message, sender: id, receiver: peer))
    case .adopt(let snapshot):
      adopted[id, default: []].append(snapshot)
      chains[id] = [snapshot.anchor]
    case .compact(let records): memories[id] = records
    case .report(let report): reports[id, default: []].append(report)
    case .provisional: break
    }
  }

  mutating func post(_ parcel: Parcel) {
    sent.append(parcel)
    guard !silent.contains(parcel.sender), !silent.contains(parcel.receiver), !loses(parcel) else { return }
    wire.append(parcel)
  }

  /// One delay passes: everything on the wire arrives, in the order in which it was sent; then due timers fire.
  mutating func step() {
    now = now + delay
    let arriving = wire
    wire = []
    for parcel in arriving where replicas[parcel.receiver] != nil && !silent.contains(parcel.receiver) {
      give(.message(parcel.message, from: parcel.sender), to: parcel.receiver)
    }
    for id in replicas.keys.sorted() where !silent.contains(id) {
      for timer in ReplicaTimer.allCases {
        if let moment = timers[id]?[timer], moment <= now {
          timers[id]?[timer] = nil
          give(.timer(timer), to: id)
        }
      }
    }
  }

  /// Steps until `isDone` or for `limit` steps; gives the number of steps, nil where the limit was reached.
  @discardableResult
  mutating func run(limit: Int = 5_000, until isDone: (Cluster) -> Bool) -> Int? {
    for k in 0...limit {
      if isDone(self) { return k }
      step()
    }
    return nil
  }

  /// The entries that a node holds to be final, as text.
  func log(of k: Int) -> [String] {
    chains[Self.name(k), default: []].flatMap { $0.block.entries.map { String(decoding: $0.bytes, as: UTF8.self) } }
  }
}
