internal import Crypto

/// A SHA-256 digest: the name of a block, of a member set; a leaf or a node of the log's Merkle tree.
///
/// Kept as four words, so that comparing and hashing it cost next to nothing and copying it allocates nothing.
public struct Digest32: Sendable, Hashable, Comparable, CustomStringConvertible {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// The digest of 32 zero bytes, which no SHA-256 input is known to have: it stands for "no block".
  public static let zero = Digest32(words: (0, 0, 0, 0))

  /// Bytes of a digest.
  public static let byteCount = 32

  private init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  private init(_ bytes: UnsafeRawBufferPointer) {
    func word(_ k: Int) -> UInt64 { UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * k, as: UInt64.self)) }
    words = (word(0), word(1), word(2), word(3))
  }

  /// Takes over 32 bytes; nil where there are more or fewer.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self =
      bytes.withContiguousStorageIfAvailable { Digest32(UnsafeRawBufferPointer($0)) }
      ?? Array(bytes).withUnsafeBytes { Digest32($0) }
  }

  /// The SHA-256 of `message`. Cost: linear in its length.
  public init(sha256 message: some Sequence<UInt8>) {
    self = Self.hashing { hash in
      let done: Void? = message.withContiguousStorageIfAvailable {
        hash.update(bufferPointer: UnsafeRawBufferPointer($0))
      }
      if done == nil { hash.update(data: Array(message)) }
    }
  }

  /// The SHA-256 of what `feed` hashes.
  static func hashing(_ feed: (inout SHA256) -> Void) -> Digest32 {
    var hash = SHA256()
    feed(&hash)
    return hash.finalize().withUnsafeBytes { Digest32($0) }
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      raw.storeBytes(of: words.0.bigEndian, toByteOffset: 0, as: UInt64.self)
      raw.storeBytes(of: words.1.bigEndian, toByteOffset: 8, as: UInt64.self)
      raw.storeBytes(of: words.2.bigEndian, toByteOffset: 16, as: UInt64.self)
      raw.storeBytes(of: words.3.bigEndian, toByteOffset: 24, as: UInt64.self)
      count = 32
    }
  }

  /// Lends the 32 bytes without allocating.
  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    let ordered = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
    withUnsafeBytes(of: ordered, body)
  }

  /// Lower-case hexadecimal, 64 digits.
  public var description: String { Hexadecimal.text(of: bytes) }

  /// Whether all 32 bytes agree.
  public static func == (left: Self, right: Self) -> Bool { left.words == right.words }

  /// The order of the bytes.
  public static func < (left: Self, right: Self) -> Bool { left.words < right.words }

  /// Feeds the first word: the others follow from nothing that one could choose together with it.
  public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
