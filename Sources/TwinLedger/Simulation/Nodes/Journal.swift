internal import TwinSimulation

/// The file work of a simulated node: the write-ahead log with group commit, its renewal, and the chain's file.
struct Journal {
  static let path = "wal"
  /// Small, so that logs fill up and begin anew within a simulation.
  static let usualCapacity = 16 << 10

  /// What a completed operation means to the replica.
  enum Outcome {
    case nothing
    case persisted(through: UInt64)
    case failed
  }

  private let chainID: Digest32
  private let publicKey: [UInt8]
  private let capacity: Int
  private var segment: WriteAheadSegment?
  private var generation = 0
  /// The last token appended, and the last one whose sync is under way.
  private var appended: UInt64 = 0
  private var syncing: (token: UInt64, generation: Int, sequence: UInt64)?
  private var synced: UInt64 = 0
  /// Operations that wait for the one under way: after a failure none of them may be done.
  private var waiting: [(operation: DiskOperation, token: UInt64)] = []
  private var isBusy = false
  private var hasFailed = false
  private static let syncMark: UInt64 = 1

  init(chainID: Digest32, publicKey: [UInt8], capacity: Int) {
    self.chainID = chainID
    self.publicKey = publicKey
    self.capacity = capacity
  }

  /// The file as an operator makes it before the first start.
  static func blank(chainID: Digest32, publicKey: [UInt8], capacity: Int) -> [UInt8] {
    WriteAheadSegment.create(chainID: chainID, publicKey: publicKey, records: [], capacity: capacity).content
  }

  /// What the log on the disk tells after a start.
  func recollection(of bytes: [UInt8]?, nonce: UInt64) -> Recollection {
    guard let bytes else { return .damaged }
    do throws(WriteAheadError) {
      return try WriteAheadScan.recollect(bytes, chainID: chainID, publicKey: publicKey, nonce: nonce)
    } catch { return .damaged }
  }

  /// Goes on in the blank file of a first start.
  mutating func begin() {
    segment =
      WriteAheadSegment.create(chainID: chainID, publicKey: publicKey, records: [], capacity: capacity).segment
  }

  /// Writes a record down; false when the log is full and must begin anew.
  mutating func append(_ record: WriteAheadRecord, token: UInt64, _ actions: inout ReplicaNode.Actions) -> Bool {
    appended = token
    guard !hasFailed else { return true }
    guard let writes = segment?.append(record) else { return false }
    for write in writes { perform(.write(path: Self.path, offset: write.offset, bytes: write.bytes), &actions) }
    return true
  }

  /// Adds bytes to a file.
  mutating func write(_ bytes: [UInt8], to path: String, _ actions: inout ReplicaNode.Actions) {
    guard !hasFailed else { return }
    perform(.append(path: path, bytes: bytes), &actions)
  }

  /// Cuts a file.
  mutating func truncate(_ path: String, to count: Int, _ actions: inout ReplicaNode.Actions) {
    perform(.truncate(path: path, count: count), &actions)
  }

  /// Group commit: one sync at a time, for all that was appended meanwhile.
  mutating func sync(_ actions: inout ReplicaNode.Actions) {
    guard !hasFailed, syncing == nil, appended > synced else { return }
    syncing = (appended, generation, segment?.sequence ?? 0)
    perform(.sync(path: Self.path), token: Self.syncMark, &actions)
  }

  /// Replaces a file whole or not at all.
  mutating func replace(_ path: String, by bytes: [UInt8], _ actions: inout ReplicaNode.Actions) {
    guard !hasFailed else { return }
    let new = path + ".new"
    perform(.create(path: new), &actions)
    perform(.append(path: new, bytes: bytes), &actions)
    perform(.sync(path: new), &actions)
    perform(.rename(from: new, to: path), &actions)
    perform(.syncDirectory(path: ""), &actions)
  }

  /// Lets the log begin anew with these records; what it no longer covers must be durable in the chain before.
  mutating func compact(_ records: [WriteAheadRecord], _ actions: inout ReplicaNode.Actions) {
    guard !hasFailed else { return }
    let made = WriteAheadSegment.create(
      chainID: chainID, publicKey: publicKey, records: records, capacity: capacity)
    segment = made.segment
    generation += 1
    perform(.sync(path: StoredChain.path), &actions)
    replace(Self.path, by: made.content, &actions)
  }

  private mutating func perform(_ operation: DiskOperation, token: UInt64 = 0, _ actions: inout ReplicaNode.Actions) {
    guard !isBusy else { return waiting.append((operation, token)) }
    isBusy = true
    actions.disk(operation, token: token)
  }

  mutating func completed(_ completion: DiskCompletion, _ actions: inout ReplicaNode.Actions) -> Outcome {
    isBusy = false
    guard completion.failure == nil else {
      hasFailed = true
      waiting = []
      return .failed
    }
    if !waiting.isEmpty {
      let next = waiting.removeFirst()
      perform(next.operation, token: next.token, &actions)
    }
    guard completion.token == Self.syncMark, let done = syncing else { return .nothing }
    if done.generation == generation { segment?.synchronized(through: done.sequence) }
    synced = done.token
    syncing = nil
    return .persisted(through: done.token)
  }
}
