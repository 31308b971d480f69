/// What a block's hash covers.
public struct BlockHeader: Sendable, Hashable {
  /// The epoch in which it was proposed.
  public var epoch: UInt64
  /// The view in which it was proposed; its leader follows from it.
  public var view: UInt64
  /// How many blocks lie between it and genesis, itself included.
  public var height: UInt64
  /// The parent's view; 0 where the parent is the epoch's genesis.
  public var parentView: UInt64
  /// The parent's hash.
  public var parent: Digest32
  /// The hash of the justification: proposals commit to why they may extend that parent (rule 2).
  public var justification: Digest32
  /// The log after this block's entries: so a final certificate is a quorum's word on the whole log.
  public var log: LogHead

  /// Creates a header.
  public init(
    epoch: UInt64, view: UInt64, height: UInt64, parentView: UInt64, parent: Digest32, justification: Digest32,
    log: LogHead
  ) {
    self.epoch = epoch
    self.view = view
    self.height = height
    self.parentView = parentView
    self.parent = parent
    self.justification = justification
    self.log = log
  }

  /// The block's name: SHA-256 over a prefix of its own and the canonical encoding.
  public var hash: Digest32 {
    var writer = WireWriter()
    writer.raw(Array("SAT-LEDGER-V1 block".utf8))
    write(to: &writer)
    return Digest32(sha256: writer.bytes)
  }
}
