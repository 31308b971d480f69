import Foundation
public import NIOCore
import NIOPosix
public import TwinLedger

/// A member of a ledger at work: it does what its replica decides, and decides nothing itself.
///
/// Everything happens on one event loop; votes are made durable by a thread of their own, final blocks and the log by
/// another.
public actor LedgerNode {
  /// Runs the node.
  public nonisolated let loop: any EventLoop
  /// The event loop as the actor's executor.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

  let configuration: LedgerNodeConfiguration
  let directory: LedgerDirectory
  let storage: LedgerStorage
  let notice: @Sendable (LedgerNotice) -> Void
  var replica: Replica
  var submissions = Submissions<InboundConnection>()
  /// Requests that are final and wait for a cosigned checkpoint.
  var unproven: [Submissions<InboundConnection>.Finished] = []
  var cosigning: Cosigning
  var provenSize: UInt64 = 0
  var isPublishing = false
  var peers: [PeerKey: NodeID] = [:]
  var keys: [NodeID: PeerKey] = [:]
  private var opened: PeerTransport?
  private var voteFile: GroupCommitFile?
  private var votes: VoteMemory?
  private let recollection: Recollection
  private var serving: ServingPace
  private var timers: [ReplicaTimer: Scheduled<Void>] = [:]
  /// What of the disk does not work at the moment.
  private(set) var trouble: Set<DiskPart> = []
  /// The last write of votes that is durable, and not yet told to the replica because blocks cannot be stored.
  private var heldBack: UInt64?
  private var isStopped = false

  var transport: PeerTransport {
    guard let opened else { preconditionFailure("a node is used after it has started") }
    return opened
  }

  /// Opens the data directory, and begins to listen and to connect.
  ///
  /// - Parameter notice: told what people want to know; called on the event loop.
  /// - Throws: `LedgerNodeError`, `StorageError`, `TransportError`.
  public static func start(
    _ configuration: LedgerNodeConfiguration, notice: @escaping @Sendable (LedgerNotice) -> Void
  ) async throws -> LedgerNode {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let node = try LedgerNode(configuration, on: loop, notice: notice)
    do { try await node.open() } catch {
      await node.stop()
      throw error
    }
    return node
  }

  private init(
    _ configuration: LedgerNodeConfiguration, on loop: any EventLoop, notice: @escaping @Sendable (LedgerNotice) -> Void
  ) throws {
    self.configuration = configuration
    self.loop = loop
    self.notice = notice
    directory = try LedgerDirectory(
      path: configuration.directory, chain: configuration.replica.chainID, member: configuration.member)
    let stores = try LedgerStores(directory, genesis: configuration.emptyCheckpoint())
    let (tip, proof, members) = try stores.tip(configuration)
    cosigning = try Cosigning(configuration, members: members)
    storage = LedgerStorage(stores)
    serving = ServingPace(pause: configuration.servingPause)
    recollection = try Self.recollection(in: directory, configuration)
    replica = Replica(
      configuration: configuration.replica, node: configuration.member, members: members, tip: tip,
      tipProof: proof, verifier: Ed25519Verifier(), signer: Ed25519Signer(configuration.key),
      recollection: recollection)
  }

  private func open() async throws {
    storage.begin { [weak self] report in self?.onLoop { $0.took(report) } }
    let file = GroupCommitFile(path: directory.votes) { [weak self] report in self?.onLoop { $0.took(report) } }
    let storage = storage
    voteFile = file
    votes = VoteMemory(file, configuration) { storage.finish() }
    // After a torn tail the old file stays until q peers have answered; only then the replica says what it begins with.
    switch recollection {
    case .intact(let records): votes?.begin(with: records)
    case .tornTail, .damaged, .firstStart: break
    }
    let transport = try PeerTransport(
      key: configuration.key, peers: [], clients: configuration.clients, limits: configuration.limits, on: loop)
    transport.onFrame = { [weak self] frame, connection in
      let bound = NIOLoopBound(connection, eventLoop: connection.loop)
      self?.assumeIsolated { $0.took(Array(buffer: frame), from: bound.value) }
    }
    transport.onEnd = { [weak self] connection in
      let bound = NIOLoopBound(connection, eventLoop: connection.loop)
      self?.assumeIsolated { node in
        node.submissions.forget { $0 === bound.value }
        node.unproven.removeAll { $0.client === bound.value }
      }
    }
    opened = transport
    let (host, port) = try configuration.listen ?? ownAddress()
    let address = try await transport.listen(host: host, port: port).get()
    try meet(replica.context.members)
    let shown = "\(address.ipAddress ?? host):\(address.port ?? port)"
    notice(.started(address: shown, height: replica.tip.height, size: replica.tip.log.size))
    handle(.start)
    // What a crash kept from being cosigned is cosigned now, without waiting for the next entry.
    if replica.tip.log.size > 0 { stored([replica.tip.log.head]) }
  }

  /// Stops at once, as a crash would, after what is under way on the disk has ended.
  public func stop() {
    isStopped = true
    for timer in timers.values { timer.cancel() }
    opened?.close()
    voteFile?.close()
    storage.close()
    directory.release()
  }

  // MARK: Events

  /// Tells the replica what happened and does what it wants.
  func handle(_ event: ReplicaEvent) {
    guard !isStopped else { return }
    for effect in replica.receive(event, at: Self.now) { carryOut(effect) }
  }

  private nonisolated func onLoop(_ work: @escaping @Sendable (isolated LedgerNode) -> Void) {
    loop.execute { self.assumeIsolated { work($0) } }
  }

  private func took(_ report: GroupCommitFile.Report) {
    switch report {
    case .durable(let number):
      recovered(.votes)
      // Who cannot store what is final must not help to make more of it final.
      guard !trouble.contains(.blocks) else { return heldBack = number }
      persisted(through: number)
    case .trouble(let reason): suffered(.votes, reason)
    }
  }

  private func persisted(through number: UInt64) {
    if let record = votes?.synchronized(through: number) { handle(.persisted(through: record)) }
  }

  private func took(_ report: LedgerStorage.Report) {
    switch report {
    case .stored(let heads):
      recovered(.blocks)
      if let number = heldBack {
        heldBack = nil
        persisted(through: number)
      }
      stored(heads)
    case .published(let checkpoint, let reason): published(checkpoint, reason: reason)
    case .trouble(let reason): suffered(.blocks, reason)
    }
  }

  func suffered(_ part: DiskPart, _ reason: String) {
    guard trouble.insert(part).inserted else { return }
    notice(.diskTrouble(reason: reason))
  }

  func recovered(_ part: DiskPart) {
    guard trouble.remove(part) != nil, trouble.isEmpty else { return }
    notice(.diskWorks)
  }

  // MARK: Effects

  private func carryOut(_ effect: ReplicaEffect) {
    switch effect {
    case .persist(let record, _): votes?.append(record) { replica.liveRecords }
    case .send(let message, let nodes):
      transport.send(NodeFrame.consensus(message).encoded, to: nodes.compactMap { keys[$0] })
    case .setTimer(let timer, let moment): set(timer, at: moment)
    case .cancelTimer(let timer): timers.removeValue(forKey: timer)?.cancel()
    case .commit(let block): commit(block)
    case .provisional: break
    case .serve(let fetch, let node): serve(fetch, to: node)
    case .adopt: preconditionFailure("no node of this version sends snapshots, and none was asked for")
    case .compact(let records): votes?.begin(with: records)
    case .report(let report): tell(report)
    }
  }

  private func set(_ timer: ReplicaTimer, at moment: Instant) {
    timers[timer]?.cancel()
    timers[timer] = loop.scheduleTask(deadline: .uptimeNanoseconds(UInt64(max(0, moment.nanoseconds)))) { [weak self] in
      self?.assumeIsolated { $0.handle(.timer(timer)) }
    }
  }

  private func commit(_ block: FinalizedBlock) {
    storage.store(block)
    let entries = block.block.entries
    let first = block.block.header.log.size - UInt64(entries.count)
    for request in submissions.settle(entries, first: first) { answer(request) }
  }

  private func serve(_ fetch: Fetch, to node: NodeID) {
    switch serving.wish(fetch, of: node, at: .now()) {
    case .now: answer(fetch, of: node)
    case .later(let moment):
      loop.scheduleTask(deadline: moment) { [weak self] in
        self?.assumeIsolated {
          if let fetch = $0.serving.due(node, at: .now()) { $0.answer(fetch, of: node) }
        }
      }
    case .instead: break
    }
  }

  private func answer(_ fetch: Fetch, of node: NodeID) {
    let epoch = replica.context.epoch
    storage.blocks(after: fetch.height, bytes: ServingPace.bytes) { [weak self] blocks in
      guard !blocks.isEmpty else { return }
      let frame = NodeFrame.encoded(epoch: epoch, blocks: blocks)
      self?.onLoop { $0.transport.send(frame, to: [$0.keys[node]].compactMap { $0 }) }
    }
  }

  private func tell(_ report: ReplicaReport) {
    if case .misbehaviour(let node, _) = report, let key = keys[node] { transport.misbehaved(key) }
    if case .epoch(_, let members) = report {
      try? meet(members)
      try? cosigning.replaceMembers(members)
    }
    notice(.replica(report))
  }

  /// Connects to the other members of a set, and as long as this node is none of them to those who are members now.
  private func meet(_ members: MemberSet) throws {
    var found: [TransportPeer] = []
    let isMember = members.position(of: configuration.member) != nil
    let later = isMember ? [] : configuration.present?.members ?? []
    let known = Set(later.map(\.publicKey))
    for member in later + members.members.filter({ !known.contains($0.publicKey) })
    where member.id != configuration.member {
      let peer = try Self.peer(member)
      peers[peer.key] = member.id
      keys[member.id] = peer.key
      found.append(peer)
    }
    transport.update(peers: found)
  }

  // MARK: Beginning

  private func ownAddress() throws(LedgerNodeError) -> (host: String, port: Int) {
    let members = replica.context.members
    guard let position = members.position(of: configuration.member) else { throw .noAddress }
    let peer = try Self.peer(members.members[position])
    return (peer.host, peer.port)
  }

  private static func recollection(
    in directory: LedgerDirectory, _ configuration: LedgerNodeConfiguration
  ) throws -> Recollection {
    guard let bytes = FileManager.default.contents(atPath: directory.votes) else { return .damaged }
    return try WriteAheadScan.recollect(
      Array(bytes), chainID: configuration.replica.chainID,
      publicKey: configuration.publicKey, nonce: .random(in: 1 ... .max))
  }

  /// Where a member listens, and which key it proves.
  ///
  /// - Throws: `LedgerNodeError.badAddress`.
  public static func peer(_ member: Member) throws(LedgerNodeError) -> TransportPeer {
    let address = member.address
    guard let colon = address.lastIndex(of: ":"), let port = Int(address[address.index(after: colon)...]),
      (0...65_535).contains(port), colon != address.startIndex, let key = PeerKey(member.publicKey)
    else { throw .badAddress(member: member.id.description, address) }
    return TransportPeer(key: key, host: address[..<colon].trimmingCharacters(in: ["[", "]"]), port: port)
  }

  private static var now: Instant { Instant(nanoseconds: Int64(NIODeadline.now().uptimeNanoseconds)) }
}
