/// A file of up to 256 consecutive hashes of one level.
///
/// Source: C2SP tlog-tiles, section "Merkle Tree".
public enum HashTile {
  /// The bytes of a tile.
  public static func encode(_ hashes: some Collection<Digest32>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(hashes.count * Digest32.byteCount)
    for hash in hashes { hash.append(to: &bytes) }
    return bytes
  }

  /// The hashes of a tile of exactly `width` hashes.
  public static func decode(_ bytes: [UInt8], width: Int) throws(TileError) -> [Digest32] {
    guard bytes.count == width * Digest32.byteCount else {
      throw .byteCount(expected: width * Digest32.byteCount, got: bytes.count)
    }
    return (0..<width).compactMap { Digest32(bytes[$0 * Digest32.byteCount..<($0 + 1) * Digest32.byteCount]) }
  }

  /// The root over the first hashes of a tile: 2ˡ of them from a multiple of 2ˡ on.
  static func root(of hashes: ArraySlice<Digest32>) -> Digest32 {
    var frontier = LogFrontier()
    for hash in hashes { frontier.append(leaf: hash) }
    return frontier.root
  }
}
