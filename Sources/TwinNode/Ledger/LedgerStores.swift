import TwinLedger

/// The files of a node that hold what is final: the blocks, and the log that follows from them.
///
/// Blocks are durable before anything is said about them. The log's files follow later, checkpoint by checkpoint; what a
/// crash kept out of them is put there from the blocks when the files are opened.
struct LedgerStores {
  /// The log may be so many bytes ahead of its files; beyond that no block is stored until they follow.
  static let largestLag = 256 << 20
  /// From so many bytes on full tiles are brought to their files without a checkpoint.
  static let lag = 32 << 20

  let blocks: BlockStore
  let folder: LogFolder
  private(set) var log: LogStore<LogFolder>

  /// Opens the files, or begins them. Cost: the blocks behind the log's checkpoint.
  ///
  /// - Parameter genesis: the signed checkpoint of size 0.
  init(_ directory: LedgerDirectory, genesis: SignedCheckpoint) throws {
    blocks = try BlockStore(path: directory.blocks)
    folder = try LogFolder(writing: directory.log)
    let isThere = try folder.read(LogReader<LogFolder>.checkpointPath) != nil
    log =
      isThere
      ? try LogStore.open(folder, origin: genesis.checkpoint.origin)
      : try LogStore.create(in: folder, checkpoint: genesis)
    try catchUp(directory)
  }

  /// Appends to the log what the blocks have and its files have not.
  private mutating func catchUp(_ directory: LedgerDirectory) throws {
    let published = log.published.checkpoint.size
    var next = blocks.firstHeight(beyondLogSize: published) ?? blocks.height + 1
    let known = next > 1 ? try blocks.block(at: next - 1).block.header.log : LogFrontier().head
    // The log's files must be of this chain: nothing that the blocks have not, and the same root.
    guard known == log.frontier.head else { throw LedgerNodeError.unreadable(directory.blocks) }
    while next <= blocks.height {
      for block in try blocks.blocks(after: next - 1, bytes: 8 << 20, count: 4_096) {
        defer { next += 1 }
        if block.block.entries.isEmpty { continue }
        log.append(block.block.entries, root: block.block.header.log.root)
      }
      guard log.unwrittenBytes > Self.lag else { continue }
      let publication = try log.publication(of: nil)
      var storage = folder
      try storage.carryOut(publication)
      log.confirm(publication)
    }
    let last = blocks.height > 0 ? try blocks.block(at: blocks.height).block.header.log : LogFrontier().head
    guard log.frontier.head == last else { throw LedgerNodeError.unreadable(directory.blocks) }
  }

  /// Where the stored chain ends, why that is final, and which members are in force after it.
  func tip(_ configuration: LedgerNodeConfiguration) throws -> (ChainTip, FinalityProof?, MemberSet) {
    let genesis = ChainTip.genesis(chainID: configuration.replica.chainID, members: configuration.members)
    guard blocks.height > 0 else { return (genesis, nil, configuration.members) }
    let last = try blocks.block(at: blocks.height)
    let header = last.block.header
    var tip = ChainTip(
      epoch: header.epoch, view: header.view, height: header.height, hash: last.block.hash, log: log.frontier)
    if let members = last.block.membersAfter {
      (tip.epoch, tip.view) = (header.epoch + 1, 0)
      return (tip, nil, members)
    }
    guard header.epoch > 0 else { return (tip, last.proof, configuration.members) }
    // The block before an epoch's first one began it.
    guard let first = blocks.firstHeight(inEpoch: header.epoch), first > 1,
      let members = try blocks.block(at: first - 1).block.membersAfter
    else { throw LedgerNodeError.unreadable("the block that began epoch \(header.epoch)") }
    return (tip, last.proof, members)
  }

  /// Makes blocks durable, and puts their entries into the log.
  ///
  /// - Returns: the log's heads after those blocks that were not empty.
  mutating func append(_ new: [FinalizedBlock]) throws -> [LogHead] {
    guard log.unwrittenBytes <= Self.largestLag else { throw LogStoreError.diskFull(path: folder.path) }
    try blocks.append(new)
    var heads: [LogHead] = []
    for block in new where !block.block.entries.isEmpty {
      log.append(block.block.entries, root: block.block.header.log.root)
      heads.append(block.block.header.log)
    }
    return heads
  }

  /// Takes note that a publication has been carried out.
  mutating func confirm(_ publication: LogPublication) { log.confirm(publication) }

  /// The proof that an entry is in the log of a cosigned checkpoint, as a file of C2SP tlog-proof.
  func proof(of index: UInt64, in checkpoint: SignedCheckpoint) throws(LogStoreError) -> [UInt8] {
    let inclusion = try log.inclusionProof(of: index, size: checkpoint.checkpoint.size)
    return LogProof(index: index, inclusion: inclusion, signed: checkpoint).bytes
  }
}

extension Block {
  /// The members whom this block, being final, puts in force; `nil` for most blocks.
  var membersAfter: MemberSet? {
    guard let last = entries.last, last.isMarked, case .reconfiguration(let change)? = try? last.consensusEntry() else {
      return nil
    }
    return change.members
  }
}
