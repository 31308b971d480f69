import TwinLedger

/// Final blocks that follow each other, for storage alone: nobody signed them.
struct Chain {
  private(set) var blocks: [FinalizedBlock] = []
  private var log = LogFrontier()
  private var parent = Digest32.zero

  /// A chain of blocks with so many entries each.
  init(_ counts: [Int], epoch: UInt64 = 0) {
    for count in counts { append(count, epoch: epoch) }
  }

  /// Adds a block.
  mutating func append(_ count: Int, epoch: UInt64 = 0) {
    let height = UInt64(blocks.count + 1)
    let entries = (0..<count).compactMap { Entry(Array("block \(height) entry \($0)".utf8)) }
    append(entries, epoch: epoch)
  }

  /// Adds a block with these entries.
  mutating func append(_ entries: [Entry], epoch: UInt64) {
    let height = UInt64(blocks.count + 1)
    log = log.appending(entries)
    let header = BlockHeader(
      epoch: epoch, view: height, height: height, parentView: height - 1, parent: parent, justification: .zero,
      log: log.head)
    let block = Block(header: header, entries: entries)
    parent = block.hash
    let certificate = Certificate(
      kind: .finalize, view: height, hash: block.hash, signers: MemberBits(bits: 7),
      signatures: (0..<3).map { VoteSignature([UInt8](repeating: $0, count: 64)) })
    blocks.append(FinalizedBlock(block: block, proof: FinalityProof(path: [], certificate: certificate)))
  }
}
