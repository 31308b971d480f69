/// One entry of the ledger: bytes that become one leaf of the log.
///
/// Most entries are audit events, and mean nothing to the consensus. Bytes that begin with `mark` are the consensus'
/// own: a change of the member set or evidence against a member, and must decode as such.
public struct Entry: Sendable, Hashable {
  /// An entry has 1 ... this many bytes; the bound is that of C2SP tlog-tiles' entry bundles.
  public static let maximumBytes = 65_535
  /// The first bytes of the consensus' own entries; the byte after it says which.
  public static let mark = Array("SAT-LEDGER-V1/".utf8)

  /// The entry's bytes.
  public let bytes: [UInt8]
  /// Its leaf hash in the log: SHA-256 of a zero byte and the entry. Source: RFC 6962, section 2.1.
  public let leaf: Digest32

  /// Creates an entry, or nil where it is empty or too long. Cost: one SHA-256.
  public init?(_ bytes: [UInt8]) {
    guard !bytes.isEmpty, bytes.count <= Self.maximumBytes else { return nil }
    self.init(checked: bytes)
  }

  init(checked bytes: [UInt8]) {
    self.bytes = bytes
    leaf = Digest32(leaf: bytes)
  }

  /// Whether the entry speaks to the consensus.
  public var isMarked: Bool { bytes.starts(with: Self.mark) }

  /// Whether both have the same bytes.
  public static func == (left: Self, right: Self) -> Bool { left.leaf == right.leaf }

  /// Feeds the leaf hash, which stands for the bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(leaf) }
}
