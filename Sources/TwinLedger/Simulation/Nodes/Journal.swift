internal import TwinSimulation

/// The file work of a simulated node: the write-ahead log with group commit, its renewal, and the chain's file.
struct Journal {
  static let path = "wal"

  /// What a completed operation means to the replica.
  enum Outcome {
    case nothing
    case persisted(through: UInt64)
    case failed
  }

  /// The last token appended, and the last one whose sync is under way.
  private var appended: UInt64 = 0
  private var syncing: UInt64 = 0
  private var isSyncing = false
  private var hasFailed = false
  private static let syncMark: UInt64 = 1 << 63

  mutating func append(_ record: WriteAheadRecord, token: UInt64, _ actions: inout ReplicaNode.Actions) {
    appended = token
    write(WriteAheadLog.encode(record), to: Self.path, &actions)
  }

  mutating func write(_ bytes: [UInt8], to path: String, _ actions: inout ReplicaNode.Actions) {
    guard !hasFailed else { return }
    actions.disk(.append(path: path, bytes: bytes))
  }

  /// Group commit: one sync at a time, for all that was appended meanwhile.
  mutating func sync(_ actions: inout ReplicaNode.Actions) {
    guard !hasFailed, !isSyncing, appended > syncing else { return }
    syncing = appended
    isSyncing = true
    actions.disk(.sync(path: Self.path), token: Self.syncMark | syncing)
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

  /// Lets the log begin anew; what it no longer covers must be durable in the chain before.
  mutating func compact(_ records: [WriteAheadRecord], _ actions: inout ReplicaNode.Actions) {
    guard !hasFailed else { return }
    actions.disk(.sync(path: StoredChain.path))
    replace(Self.path, by: records.flatMap(WriteAheadLog.encode), &actions)
  }

  mutating func completed(_ completion: DiskCompletion) -> Outcome {
    guard !hasFailed else { return .nothing }
    guard completion.failure == nil else {
      hasFailed = true
      return .failed
    }
    guard completion.token & Self.syncMark != 0 else { return .nothing }
    isSyncing = false
    return .persisted(through: completion.token & ~Self.syncMark)
  }

  /// What the log on the disk tells after a start.
  static func recollection(of bytes: [UInt8]?, isFirstLife: Bool, nonce: UInt64) -> Recollection {
    guard !isFirstLife else { return .firstStart }
    return .damaged
  }
}
