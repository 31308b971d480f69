/// The bytes of one file: as the node sees them, and as a crash would leave them.
struct SimulatedFile: Sendable {
  enum Change: Sendable {
    case bytes(offset: Int, [UInt8])
    case count(Int)
  }

  /// What a read returns.
  private(set) var bytes: [UInt8] = []
  /// What the medium holds for certain.
  private(set) var durable: [UInt8] = []
  /// Changes that no sync has covered, oldest first.
  private(set) var unsynced: [Change] = []

  mutating func write(_ new: [UInt8], at offset: Int) {
    Self.apply(.bytes(offset: offset, new), to: &bytes)
    unsynced.append(.bytes(offset: offset, new))
  }

  mutating func resize(to count: Int) {
    Self.apply(.count(count), to: &bytes)
    unsynced.append(.count(count))
  }

  /// Makes all changes durable.
  mutating func sync() {
    for change in unsynced { Self.apply(change, to: &durable) }
    unsynced.removeAll(keepingCapacity: true)
  }

  /// A failed sync: the changes are marked clean in the cache although they never reach the medium.
  mutating func loseUnsynced() { unsynced.removeAll() }

  /// Changes a byte on the medium and in the cache.
  mutating func flip(at offset: Int, mask: UInt8) {
    if offset < bytes.count { bytes[offset] ^= mask }
    if offset < durable.count { durable[offset] ^= mask }
  }

  /// Turns the file into what the medium holds, with the changes that `survivors` lets through.
  mutating func crash(survivors: (Change) -> [Change]) {
    for change in unsynced {
      for survivor in survivors(change) { Self.apply(survivor, to: &durable) }
    }
    unsynced.removeAll()
    bytes = durable
  }

  private static func apply(_ change: Change, to content: inout [UInt8]) {
    switch change {
    case .bytes(let offset, let new):
      if offset == content.count {
        content.append(contentsOf: new)
        return
      }
      if content.count < offset + new.count {
        content.append(contentsOf: repeatElement(0, count: offset + new.count - content.count))
      }
      content.replaceSubrange(offset..<offset + new.count, with: new)
    case .count(let count):
      if count < content.count {
        content.removeLast(content.count - count)
      } else {
        content.append(contentsOf: repeatElement(0, count: count - content.count))
      }
    }
  }
}
