import TwinLedger

extension LogStore {
  /// Begins a log signed by the tests' key.
  static func create(in storage: Storage, keys: [SignerKey]? = nil) throws -> LogStore {
    let empty = Checkpoint(origin: Keys.origin, size: 0, root: .empty)
    return try create(in: storage, checkpoint: SignedCheckpoint(empty, keys: keys ?? [Keys.signer()], time: 1))
  }

  /// Appends and publishes, signed by the tests' key.
  mutating func record(_ batch: [[UInt8]], keys: [SignerKey]? = nil) throws {
    try append(batch)
    try publish(SignedCheckpoint(head, keys: keys ?? [Keys.signer()], time: 1))
  }
}

/// Believes what the tests' key has signed.
func testPolicy() throws -> LogPolicy { LogPolicy(requiringAll: [try Keys.signer().verifier]) }

/// Different entries, short so that many bundles can be made.
func numberedEntries(_ range: Range<Int>) -> [[UInt8]] { range.map { Array("entry \($0)".utf8) } }
