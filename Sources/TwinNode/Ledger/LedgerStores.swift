import TwinLedger

/// The files of a node that hold what is final.
struct LedgerStores: ~Copyable {
  var blocks: BlockStore
  private var frontier: LogFrontier

  init(_ directory: LedgerDirectory, origin: String) throws {
    let store = try BlockStore(path: directory.blocks)
    frontier = try Self.frontier(of: store)
    blocks = store
  }

  private static func frontier(of store: borrowing BlockStore) throws -> LogFrontier {
    var frontier = LogFrontier()
    var height: UInt64 = 0
    while height < store.height {
      for block in try store.blocks(after: height, bytes: 8 << 20, count: 4_096) {
        frontier = frontier.appending(block.block.entries)
        height += 1
      }
    }
    return frontier
  }

  /// Where the stored chain ends, and why that is final.
  func tip(_ configuration: LedgerNodeConfiguration) throws -> (ChainTip, FinalityProof?) {
    let genesis = ChainTip.genesis(chainID: configuration.replica.chainID, members: configuration.members)
    guard blocks.height > 0 else { return (genesis, nil) }
    let last = try blocks.block(at: blocks.height)
    let header = last.block.header
    let tip = ChainTip(
      epoch: header.epoch, view: header.view, height: header.height, hash: last.block.hash, log: frontier)
    return (tip, last.proof)
  }

  /// Stores blocks, and then their entries.
  mutating func append(_ new: [FinalizedBlock]) throws {
    try blocks.append(new)
    for block in new { frontier = frontier.appending(block.block.entries) }
  }
}
