/// Whatever has the tiles of a log: a folder, a server, memory.
public protocol TileSource<Failure> {
  /// What can go wrong when a tile is read.
  associatedtype Failure: Error

  /// The hashes of a tile, exactly as many as `coordinate` is wide.
  func hashes(at coordinate: TileCoordinate) throws(Failure) -> [Digest32]
}
