/// The nodes of a tree, looked up in its tiles.
public struct TileNodes<Tiles: TileSource>: MerkleNodes {
  /// Where tiles come from.
  private let source: Tiles
  /// The tree's number of leaves.
  private let size: UInt64
  /// The last tiles used, most recent last; proofs go through one tile a level.
  private var recent: [(coordinate: TileCoordinate, hashes: [Digest32])] = []

  /// The nodes of the tree of `size` leaves whose tiles `source` has.
  public init(_ source: Tiles, size: UInt64) {
    self.source = source
    self.size = size
  }

  /// The root of a perfect subtree.
  public mutating func hash(level: Int, index: UInt64) throws(Tiles.Failure) -> Digest32 {
    let (tileLevel, depth) = (level / 8, UInt64(level % 8))
    let first = index << depth
    guard let coordinate = TileCoordinate.holding(.hashes(level: tileLevel), index: first, size: size) else {
      preconditionFailure("a tree of \(size) has no subtree \(index) at level \(level)")
    }
    let hashes = try tile(at: coordinate)
    let offset = Int(first & 0xFF)
    return HashTile.root(of: hashes[offset..<offset + 1 << Int(depth)])
  }

  private mutating func tile(at coordinate: TileCoordinate) throws(Tiles.Failure) -> [Digest32] {
    if let position = recent.lastIndex(where: { $0.coordinate == coordinate }) { return recent[position].hashes }
    let hashes = try source.hashes(at: coordinate)
    if recent.count == 8 { recent.removeFirst() }
    recent.append((coordinate, hashes))
    return hashes
  }
}
