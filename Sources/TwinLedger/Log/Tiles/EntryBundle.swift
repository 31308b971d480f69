/// A file of up to 256 consecutive entries, each behind its length as a big-endian 16-bit number.
///
/// Source: C2SP tlog-tiles, section "Log entries".
public enum EntryBundle {
  /// Most bytes of one entry.
  public static let largestEntry = Int(UInt16.max)

  /// The bytes of a bundle. Entries must not be larger than `largestEntry`.
  public static func encode(_ entries: some Sequence<[UInt8]>) -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries {
      precondition(entry.count <= largestEntry, "an entry of \(entry.count) bytes")
      bytes.append(UInt8(entry.count >> 8))
      bytes.append(UInt8(entry.count & 0xFF))
      bytes += entry
    }
    return bytes
  }

  /// The entries of a bundle of exactly `width` entries.
  public static func decode(_ bytes: [UInt8], width: Int) throws(TileError) -> [[UInt8]] {
    var entries: [[UInt8]] = []
    var position = 0
    while position < bytes.count {
      guard entries.count < width else { throw .surplusBytes(bytes.count - position) }
      guard position + 2 <= bytes.count else { throw .truncatedEntry(entries.count) }
      let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
      position += 2
      guard position + length <= bytes.count else { throw .truncatedEntry(entries.count) }
      entries.append(Array(bytes[position..<position + length]))
      position += length
    }
    guard entries.count == width else { throw .width(expected: width, got: entries.count) }
    return entries
  }
}
