internal import Crypto

/// A SHA-256 hash of a leaf or a node of the log's Merkle tree: 32 bytes.
///
/// Source: RFC 9162, section 2.1.1. A leaf's hash begins with the byte 0, a node's with 1, so that neither can be taken
/// for the other.
public struct MerkleHash: Sendable, Hashable {
  private var words: (UInt64, UInt64, UInt64, UInt64)

  /// Bytes of a hash.
  public static let byteCount = 32

  /// The root of a tree without leaves: the hash of no bytes.
  public static let empty = MerkleHash(SHA256.hash(data: [UInt8]()))

  private init(_ digest: SHA256.Digest) {
    words = (0, 0, 0, 0)
    digest.withUnsafeBytes { source in withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: source) } }
  }

  /// Takes over 32 bytes; `nil` when there are more or fewer.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    words = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
  }

  /// The hash of a leaf: SHA-256 of the byte 0 and the entry.
  public init(leaf entry: some Collection<UInt8>) {
    var hasher = SHA256()
    withUnsafeBytes(of: UInt8(0)) { hasher.update(bufferPointer: $0) }
    let isContiguous: Void? = entry.withContiguousStorageIfAvailable {
      hasher.update(bufferPointer: UnsafeRawBufferPointer($0))
    }
    if isContiguous == nil { Array(entry).withUnsafeBytes { hasher.update(bufferPointer: $0) } }
    self.init(hasher.finalize())
  }

  /// The hash of a node: SHA-256 of the byte 1 and the hashes of both children.
  public init(left: MerkleHash, right: MerkleHash) {
    self = withUnsafeTemporaryAllocation(byteCount: 1 + 2 * Self.byteCount, alignment: 8) { buffer in
      buffer[0] = 1
      withUnsafeBytes(of: left.words) { UnsafeMutableRawBufferPointer(rebasing: buffer[1..<33]).copyMemory(from: $0) }
      withUnsafeBytes(of: right.words) { UnsafeMutableRawBufferPointer(rebasing: buffer[33...]).copyMemory(from: $0) }
      var hasher = SHA256()
      hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
      return MerkleHash(hasher.finalize())
    }
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

  /// Appends the 32 bytes to `destination`.
  func append(to destination: inout [UInt8]) {
    withUnsafeBytes(of: words) { destination.append(contentsOf: $0) }
  }

  /// Whether both have the same bytes.
  public static func == (left: Self, right: Self) -> Bool { left.words == right.words }

  /// Feeds the bytes to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}

extension MerkleHash: CustomStringConvertible {
  /// Standard base64, as checkpoints and proofs write it.
  public var description: String { Base64.encode(bytes) }
}
