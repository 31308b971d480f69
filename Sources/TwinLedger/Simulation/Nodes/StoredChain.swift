internal import TwinSimulation

/// The final chain of one simulated node: in memory, and as a file of checksummed frames.
///
/// It stands for the log files of a real node. A torn end is cut off at the next start; the write-ahead log covers what
/// is lost that way.
struct StoredChain {
  static let path = "chain"

  /// Where the chain ends.
  private(set) var tip: ChainTip
  /// The members after the tip.
  private(set) var members: MemberSet
  /// The stored blocks, oldest first; not all of them after a snapshot.
  private(set) var blocks: [FinalizedBlock] = []
  /// Leaf hashes from the log's beginning; nil once a snapshot has left a gap.
  private var leaves: [Digest32]? = []

  /// An empty chain.
  init(genesis: ChainTip, members: MemberSet) {
    tip = genesis
    self.members = members
  }

  /// Appends a final block.
  mutating func append(_ final: FinalizedBlock) {
    leaves?.append(contentsOf: final.block.entries.map(\.leaf))
    settle(final, log: tip.log.appending(final.block.entries))
  }

  /// Continues at a snapshot.
  mutating func adopt(_ snapshot: Snapshot) {
    leaves = nil
    blocks = []
    settle(snapshot.anchor, log: snapshot.frontier.appending(snapshot.anchor.block.entries))
  }

  private mutating func settle(_ final: FinalizedBlock, log: LogFrontier) {
    blocks.append(final)
    let header = final.block.header
    tip = ChainTip(epoch: header.epoch, view: header.view, height: header.height, hash: final.block.hash, log: log)
    if let change = Replica.reconfiguration(in: final.block.entries).first?.change {
      members = change.members
      tip = ChainTip(epoch: header.epoch + 1, view: 0, height: header.height, hash: final.block.hash, log: log)
    }
  }

  // MARK: Serving

  /// The answer to a wish: the next blocks, or a snapshot for one who lacks more than `patience` blocks.
  func answer(_ fetch: Fetch, patience: UInt64) -> Message.Content? {
    guard fetch.height < tip.height else { return nil }
    if tip.height - fetch.height > patience, let snapshot = snapshot(for: fetch) { return .snapshot(snapshot) }
    let missing = blocks.drop { $0.block.header.height <= fetch.height }
    guard missing.first?.block.header.height == fetch.height + 1 else { return nil }
    var served = Array(missing.prefix(32))
    // The run must end in a block that is proven.
    while let last = served.last, last.proof == nil { served.removeLast() }
    if served.isEmpty, let end = missing.firstIndex(where: { $0.proof != nil }) { served = Array(missing[...end]) }
    return served.isEmpty ? nil : .blocks(served)
  }

  /// A snapshot at the last proven block of the epoch in which the wish was made: its members can verify that one.
  private func snapshot(for fetch: Fetch) -> Snapshot? {
    guard let leaves, let next = blocks.first(where: { $0.block.header.height == fetch.height + 1 }) else { return nil }
    let isAnchor = { (final: FinalizedBlock) in
      final.block.header.epoch == next.block.header.epoch && final.proof != nil
    }
    guard let anchor = blocks.last(where: isAnchor), anchor.block.header.height > fetch.height + 1 else { return nil }
    let before = Int(anchor.block.header.log.size) - anchor.block.entries.count
    guard fetch.log.size <= UInt64(before), before <= leaves.count else { return nil }
    var frontier = LogFrontier()
    for leaf in leaves[..<before] { frontier.append(leaf: leaf) }
    let proof = MerkleConsistency.proof(from: Int(fetch.log.size), in: leaves[..<before])
    return Snapshot(anchor: anchor, frontier: frontier, consistency: proof)
  }
}

// MARK: - The file

extension StoredChain {
  /// A frame with a block that follows.
  static func frame(_ final: FinalizedBlock) -> [UInt8] {
    var writer = WireWriter()
    writer.byte(1)
    final.write(to: &writer)
    return framed(writer.bytes)
  }

  /// A frame with a snapshot to continue at, and the members of its epoch: the block that named them is not in the file.
  static func frame(_ snapshot: Snapshot, members: MemberSet) -> [UInt8] {
    var writer = WireWriter()
    writer.byte(2)
    MemberSet.write(members.members, to: &writer)
    snapshot.write(to: &writer)
    return framed(writer.bytes)
  }

  private static func framed(_ content: [UInt8]) -> [UInt8] {
    var writer = WireWriter()
    writer.uint32(content.count)
    writer.uint64(checksum(content))
    writer.raw(content)
    return writer.bytes
  }

  private static func checksum(_ content: [UInt8]) -> UInt64 {
    var hash = TraceHash(seed: 7)
    hash.feed(bytes: content)
    return hash.value
  }

  /// Takes up a file; gives how many of its bytes are whole frames.
  mutating func load(_ bytes: [UInt8]) -> Int {
    var reader = WireReader(bytes)
    var good = 0
    while let content = try? Self.next(&reader), take(content) { good += 12 + content.count }
    return good
  }

  private static func next(_ reader: inout WireReader) throws(WireError) -> [UInt8]? {
    let count = try reader.uint32()
    let expected = try reader.uint64()
    let content = Array(try reader.raw(count))
    return checksum(content) == expected ? content : nil
  }

  private mutating func take(_ content: [UInt8]) -> Bool {
    var reader = WireReader(content)
    switch try? reader.byte() {
    case 1:
      guard let final = try? FinalizedBlock(from: &reader), final.block.header.height == tip.height + 1 else {
        return false
      }
      append(final)
    case 2:
      guard let members = try? MemberSet(from: &reader), let snapshot = try? Snapshot(from: &reader) else {
        return false
      }
      self.members = members
      adopt(snapshot)
    default: return false
    }
    return true
  }
}
