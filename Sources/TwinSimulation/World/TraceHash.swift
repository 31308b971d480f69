/// A 64-bit digest of everything that happened in a world, in order: two runs with one seed must end with one value.
///
/// Each word is multiplied into the state and the state rotated, as in wyhash; one multiplication a word. It finds
/// differences between runs and is no defence against anyone.
public struct TraceHash: Sendable, Equatable {
  /// The digest of what was fed so far.
  public private(set) var value: UInt64

  /// Creates the digest of nothing.
  public init(seed: UInt64 = 0) { value = seed ^ 0xA076_1D64_78BD_642F }

  /// Feeds one word.
  public mutating func feed(_ word: UInt64) {
    let (high, low) = (value ^ word).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    value = (high ^ low) &+ 0x8EBC_6AF0_9C88_C6E3
  }

  /// Feeds one number.
  public mutating func feed(_ number: Int64) { feed(UInt64(bitPattern: number)) }

  /// Feeds one number.
  public mutating func feed(_ number: Int) { feed(UInt64(bitPattern: Int64(number))) }

  /// Feeds bytes and their count.
  public mutating func feed(bytes: [UInt8]) {
    feed(bytes.count)
    bytes.withUnsafeBytes { source in
      var offset = 0
      while offset + 8 <= source.count {
        feed(UInt64(littleEndian: source.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        offset += 8
      }
      var rest: UInt64 = 0
      while offset < source.count {
        rest = rest << 8 | UInt64(source[offset])
        offset += 1
      }
      feed(rest)
    }
  }
}
