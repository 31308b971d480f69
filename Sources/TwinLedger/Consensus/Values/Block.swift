/// A header and the entries that it puts into the log.
public struct Block: Sendable, Hashable {
  /// What the hash covers.
  public let header: BlockHeader
  /// The entries, in log order.
  public let entries: [Entry]
  /// The block's name, computed once.
  public let hash: Digest32

  /// Creates a block. Whether the entries give the header's log is checked where the parent's log is known.
  public init(header: BlockHeader, entries: [Entry]) {
    self.header = header
    self.entries = entries
    hash = header.hash
  }

  /// Its view.
  public var view: UInt64 { header.view }
  /// Bytes of all entries together.
  public var entryBytes: Int { entries.reduce(0) { $0 + $1.bytes.count } }
}
