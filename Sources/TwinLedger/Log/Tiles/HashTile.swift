/// A file of up to 256 consecutive hashes of one level.
///
/// Source: C2SP tlog-tiles, section "Merkle Tree".
public enum HashTile {
  /// The bytes of a tile.
  public static func encode(_ hashes: some Collection<MerkleHash>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(hashes.count * MerkleHash.byteCount)
    for hash in hashes { hash.append(to: &bytes) }
    return bytes
  }

  /// The hashes of a tile of exactly `width` hashes.
  public static func decode(_ bytes: [UInt8], width: Int) throws(TileError) -> [MerkleHash] {
    guard bytes.count == width * MerkleHash.byteCount else {
      throw .byteCount(expected: width * MerkleHash.byteCount, got: bytes.count)
    }
    return (0..<width).compactMap { MerkleHash(bytes[$0 * MerkleHash.byteCount..<($0 + 1) * MerkleHash.byteCount]) }
  }

  /// The root over the first hashes of a tile: 2ˡ of them from a multiple of 2ˡ on.
  static func root(of hashes: ArraySlice<MerkleHash>) -> MerkleHash {
    var range = CompactRange()
    for hash in hashes { range.append(hash) }
    return range.root
  }
}
