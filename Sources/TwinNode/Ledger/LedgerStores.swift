import TwinLedger

/// The files of a node that hold what is final: the blocks, and the log that follows from them.
///
/// Blocks are durable before their entries are in the log, so the log never has what the chain has not; what a crash
/// kept out of the log is put there from the blocks when the files are opened.
struct LedgerStores {
  let blocks: BlockStore
  private(set) var log: LogStore<LogFolder>
  private var frontier: LogFrontier

  /// Opens the files, or begins them.
  ///
  /// - Parameter genesis: the signed checkpoint of size 0.
  init(_ directory: LedgerDirectory, genesis: SignedCheckpoint) throws {
    let store = try BlockStore(path: directory.blocks)
    frontier = try Self.frontier(of: store)
    log = try Self.log(in: directory, genesis: genesis, after: store, frontier)
    blocks = store
  }

  /// Opens the log, and appends what the blocks have and a crash kept out of it.
  private static func log(
    in directory: LedgerDirectory, genesis: SignedCheckpoint, after store: BlockStore, _ frontier: LogFrontier
  ) throws -> LogStore<LogFolder> {
    let folder = try LogFolder(writing: directory.log)
    guard try folder.read(LogReader<LogFolder>.checkpointPath) != nil else {
      guard store.height == 0 else { throw LedgerNodeError.unreadable(directory.log) }
      return try LogStore.create(in: folder, checkpoint: genesis)
    }
    var log = try LogStore.open(folder, origin: genesis.checkpoint.origin)
    let published = log.published.checkpoint.size
    guard published <= frontier.size else { throw LedgerNodeError.unreadable(directory.blocks) }
    for height in stride(from: 1, through: store.height, by: 1) {
      let block = try store.block(at: height).block
      guard block.header.log.size > published, !block.entries.isEmpty else { continue }
      try log.append(block.entries.map(\.bytes))
    }
    return log
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
  ///
  /// - Returns: the log's head; `nil` when the blocks were empty.
  mutating func append(_ new: [FinalizedBlock]) throws -> LogHead? {
    if let last = new.last, last.block.header.height > blocks.height { try blocks.append(new) }
    let entries = new.flatMap { $0.block.entries.map(\.bytes) }
    guard !entries.isEmpty else { return nil }
    let checkpoint = try log.append(entries)
    return Digest32(checkpoint.root.bytes).map { LogHead(size: checkpoint.size, root: $0) }
  }

  /// Puts a cosigned checkpoint where everybody can read it.
  mutating func publish(_ checkpoint: SignedCheckpoint) throws(LogStoreError) { try log.publish(checkpoint) }

  /// The proof that an entry is in the log of a cosigned checkpoint, as a file of C2SP tlog-proof.
  func proof(of index: UInt64, in checkpoint: SignedCheckpoint) throws(LogStoreError) -> [UInt8] {
    let inclusion = try log.reader.inclusionProof(of: index, size: checkpoint.checkpoint.size)
    return LogProof(index: index, inclusion: inclusion, signed: checkpoint).bytes
  }

  private static func frontier(of store: BlockStore) throws -> LogFrontier {
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
}
