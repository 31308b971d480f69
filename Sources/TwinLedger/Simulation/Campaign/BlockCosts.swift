internal import TwinSimulation

/// What a block costs where nothing goes wrong: time, messages, bytes and verified signatures.
///
/// All members are honest, every message takes the same time, and disks and processors take none: what remains are the
/// protocol's own costs. Signatures are as long as Ed25519's.
public struct BlockCosts: Sendable, Equatable {
  /// Messages of one kind, over all members.
  public struct Traffic: Sendable, Equatable {
    /// How many were sent, once for each receiver.
    public var messages = 0
    /// Their bytes on the wire, without the transport's own.
    public var bytes = 0
  }

  /// Members.
  public let nodes: Int
  /// One way from member to member, in nanoseconds.
  public let delay: Int64
  /// Blocks made, one entry of 128 bytes each.
  public let blocks: Int
  /// From the leader's proposal to the last member that holds the block to be final: the longest, in nanoseconds.
  public private(set) var longestUntilFinal: Int64 = 0
  /// The same, for the first member.
  public private(set) var longestUntilFirstFinal: Int64 = 0
  /// The leaders' proposals, over all blocks.
  public private(set) var proposals = Traffic()
  /// NOTAR, SKIP and FINAL.
  public private(set) var votes = Traffic()
  /// Entries that whoever got them from a client hands to the others.
  public private(set) var entries = Traffic()
  /// Everything else: certificates, wishes, answers, words in a standstill.
  public private(set) var others = Traffic()
  /// Signatures verified by all members together.
  public private(set) var verifications = 0

  /// Bytes of each entry.
  public static let entryBytes = 128

  /// Runs a cluster of 4 ... 100 members.
  ///
  /// - Parameter delay: one way, in nanoseconds.
  public init(nodes: Int, delay: Int64 = 1_000_000, blocks: Int = 10) throws(LedgerSimulationError) {
    guard (4...100).contains(nodes) else { throw .nodes(nodes) }
    self.nodes = nodes
    self.delay = max(1, delay)
    self.blocks = max(1, blocks)
    let scheme = SimulatedScheme(worldSeed: 50, signatureBytes: 64, tally: VerificationTally())
    guard
      let cast = try? Cast(
        count: nodes, identities: Array(0..<nodes), isHonest: Array(repeating: true, count: nodes), scheme: scheme)
    else { preconditionFailure("the members are well formed") }
    run(cast)
    verifications = scheme.tally?.count ?? 0
  }

  private mutating func run(_ cast: Cast) {
    var configuration = ReplicaConfiguration(chainID: cast.chainID)
    configuration.delay = .nanoseconds(10 * delay)
    let disk = DiskBehaviour(writeDelay: .constant(0), syncDelay: .constant(0))
    var world = World(
      seed: 50, nodeCount: nodes, link: LinkBehaviour(delay: .constant(delay)), disk: disk,
      observer: CostObserver(nodes: nodes)
    ) { [configuration] node, life in
      .honest(
        ReplicaNode(node: node, life: life, cast: cast, configuration: configuration, patience: 1_000))
    }
    for node in 0..<nodes {
      world.changeDisk(of: node) { disk in
        let key = cast.signer(of: node).publicKey
        disk.restore(
          Journal.path, Journal.blank(chainID: cast.chainID, publicKey: key, capacity: Journal.usualCapacity))
        disk.restore(StoredChain.path, [])
      }
    }
    for block in 1...UInt64(blocks) {
      // Nothing was skipped: the block of view v is the v-th one. Its leader has the entry first.
      let leader = Int(block % UInt64(nodes))
      let text = Array("entry \(block) ".utf8)
      let bytes = text + [UInt8](repeating: 0x2e, count: Self.entryBytes - text.count)
      guard let entry = Entry(bytes) else { return }
      let start = world.now
      world.observer.begin(height: block)
      world.inject(LedgerMessage([entry]), to: leader)
      while let next = world.nextTime, next <= start + 100 * delay, !world.observer.isFinal { world.step() }
      longestUntilFinal = max(longestUntilFinal, (world.observer.latest ?? world.now).nanoseconds - start.nanoseconds)
      longestUntilFirstFinal = max(
        longestUntilFirstFinal, (world.observer.earliest ?? world.now).nanoseconds - start.nanoseconds)
    }
    (proposals, votes) = (world.observer.proposals, world.observer.votes)
    (entries, others) = (world.observer.entries, world.observer.others)
  }

  /// Counts what is sent, and notes when the awaited block is final at how many nodes.
  private struct CostObserver: WorldObserver {
    typealias Node = LedgerNode

    let nodes: Int
    var proposals = Traffic()
    var votes = Traffic()
    var entries = Traffic()
    var others = Traffic()
    private(set) var earliest: SimulatedInstant?
    private(set) var latest: SimulatedInstant?
    private var height: UInt64 = 0
    private var finalCount = 0

    init(nodes: Int) { self.nodes = nodes }

    var isFinal: Bool { finalCount == nodes }

    mutating func begin(height: UInt64) {
      (self.height, finalCount, earliest, latest) = (height, 0, nil, nil)
    }

    mutating func sent(_ message: LedgerMessage, from sender: Int, to receiver: Int, at now: SimulatedInstant) {
      guard case .peer(let peer) = message.content else { return }
      switch peer.content {
      case .proposal: proposals += message
      case .vote: votes += message
      case .entries: entries += message
      default: others += message
      }
    }

    mutating func told(_ output: ReplicaOutput, by node: Int, at now: SimulatedInstant) {
      guard case .committed(let final) = output, final.block.header.height == height else { return }
      finalCount += 1
      if earliest == nil { earliest = now }
      latest = now
    }
  }
}

extension BlockCosts.Traffic {
  fileprivate static func += (traffic: inout Self, message: LedgerMessage) {
    traffic.messages += 1
    traffic.bytes += message.byteCount
  }
}
