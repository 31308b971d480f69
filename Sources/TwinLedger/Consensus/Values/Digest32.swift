internal import Crypto

/// A SHA-256 digest: the name of a block, of a member set, of a log's content.
///
/// Kept as four words, so that comparing and hashing it cost next to nothing and copying it allocates nothing.
public struct Digest32: Sendable, Hashable, Comparable, CustomStringConvertible {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// The digest of 32 zero bytes, which no SHA-256 input is known to have: it stands for "no block".
  public static let zero = Digest32(words: (0, 0, 0, 0))

  private init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// The digest in the first 32 of these bytes, or nil where there are fewer.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count >= 32 else { return nil }
    var words = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
    for (position, byte) in bytes.prefix(32).enumerated() {
      switch position / 8 {
      case 0: words.0 = words.0 << 8 | UInt64(byte)
      case 1: words.1 = words.1 << 8 | UInt64(byte)
      case 2: words.2 = words.2 << 8 | UInt64(byte)
      default: words.3 = words.3 << 8 | UInt64(byte)
      }
    }
    self.words = words
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
    return hash.finalize().withUnsafeBytes { bytes in
      func word(_ k: Int) -> UInt64 { UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * k, as: UInt64.self)) }
      return Digest32(words: (word(0), word(1), word(2), word(3)))
    }
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

  /// Feeds the digest's words.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}
