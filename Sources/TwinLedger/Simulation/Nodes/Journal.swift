internal import TwinSimulation

/// The file work of a simulated node: the write-ahead log with group commit, its renewal, and the chain's file.
struct Journal {
  static let path = "wal"
  /// Small, so that logs fill up and begin anew within a simulation.
  static let capacity = 16 << 10

  /// What a completed operation means to the replica.
  enum Outcome {
    case nothing
    case persisted(through: UInt64)
    case failed
  }

  private let chainID: Digest32
  private let publicKey: [UInt8]
  private var segment: WriteAheadSegment?
  private var generation = 0
  /// The last token appended, and the last one whose sync is under way.
  private var appended: UInt64 = 0
  private var syncing: (token: UInt64, generation: Int, sequence: UInt64)?
  private var synced: UInt64 = 0
  private var hasFailed = false
  private static let syncMark: UInt64 = 1

  init(chainID: Digest32, publicKey: [UInt8]) {
    self.chainID = chainID
    self.publicKey = publicKey
  }

  /// The file as an operator makes it before the first start.
  static func blank(chainID: Digest32, publicKey: [UInt8]) -> [UInt8] {
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
      WriteAheadSegment.create(chainID: chainID, publicKey: publicKey, records: [], capacity: Self.capacity).segment
  }

  /// Writes a record down; false when the log is full and must begin anew.
  mutating func append(_ record: WriteAheadRecord, token: UInt64, _ actions: inout ReplicaNode.Actions) -> Bool {
    appended = token
    guard !hasFailed else { return true }
    guard let write = segment?.append(record) else { return false }
    actions.disk(.write(path: Self.path, offset: write.offset, bytes: write.bytes))
    return true
  }

  /// Adds bytes to a file.
  mutating func write(_ bytes: [UInt8], to path: String, _ actions: inout ReplicaNode.Actions) {
    guard !hasFailed else { return }
    actions.disk(.append(path: path, bytes: bytes))
  }

  /// Group commit: one sync at a time, for all that was appended meanwhile.
  mutating func sync(_ actions: inout ReplicaNode.Actions) {
    guard !hasFailed, syncing == nil, appended > synced else { return }
    syncing = (appended, generation, segment?.sequence ?? 0)
    actions.disk(.sync(path: Self.path), token: Self.syncMark)
  }

  /// Replaces a file whole or not at all.
  mutating func replace(_ path: String, by bytes: [UInt8], _ actions: inout ReplicaNode.Actions) {
    guard !hasFailed else { return }
    let new = path + ".new"
    actions.disk(.create(path: new))
    actions.disk(.append(path: new, bytes: bytes))
    actions.disk(.sync(path: new))
    actions.disk(.rename(from: new, to: path))
    actions.disk(.syncDirectory(path: ""))
  }

  /// Lets the log begin anew with these records; what it no longer covers must be durable in the chain before.
  mutating func compact(_ records: [WriteAheadRecord], _ actions: inout ReplicaNode.Actions) {
    guard !hasFailed else { return }
    let made = WriteAheadSegment.create(
      chainID: chainID, publicKey: publicKey, records: records, capacity: Self.capacity)
    segment = made.segment
    generation += 1
    actions.disk(.sync(path: StoredChain.path))
    replace(Self.path, by: made.content, &actions)
  }

  mutating func completed(_ completion: DiskCompletion) -> Outcome {
    guard !hasFailed else { return .nothing }
    guard completion.failure == nil else {
      hasFailed = true
      return .failed
    }
    guard completion.token == Self.syncMark, let done = syncing else { return .nothing }
    if done.generation == generation { segment?.synchronized(through: done.sequence) }
    synced = done.token
    syncing = nil
    return .persisted(through: done.token)
  }
}
