/// Reads a log: checkpoint, entries and proofs, all from static files.
public struct LogReader<Files: LogFiles>: TileSource {
  /// Where the files are.
  public let files: Files

  package static var checkpointPath: String { "checkpoint" }
  static var minimumIndexPath: String { "minimum-index" }

  /// A log whose files are there.
  public init(_ files: Files) { self.files = files }

  /// The checkpoint published last, not verified.
  public func checkpoint() throws(LogStoreError) -> SignedCheckpoint {
    guard let bytes = try files.read(Self.checkpointPath) else { throw .noLog }
    do throws(CheckpointError) {
      return try SignedCheckpoint(bytes)
    } catch {
      throw .damaged(path: Self.checkpointPath, reason: error.description)
    }
  }

  /// Entries below it may have been pruned.
  public func minimumIndex() throws(LogStoreError) -> UInt64 {
    guard let bytes = try files.read(Self.minimumIndexPath) else { return 0 }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasSuffix("\n"), let index = UInt64(canonicalDecimal: text.dropLast()) else {
      throw .damaged(path: Self.minimumIndexPath, reason: "is no number")
    }
    return index
  }

  /// The hashes of a tile; a partial one that is not there is taken from the wider one in its place.
  public func hashes(at coordinate: TileCoordinate) throws(LogStoreError) -> [Digest32] {
    let (bytes, path, width) = try file(at: coordinate)
    do throws(TileError) {
      return Array(try HashTile.decode(bytes, width: width).prefix(coordinate.width))
    } catch {
      throw .damaged(path: path, reason: error.description)
    }
  }

  /// The entries of a bundle; a partial one that is not there is taken from the wider one in its place.
  public func entries(at coordinate: TileCoordinate) throws(LogStoreError) -> [[UInt8]] {
    let (bytes, path, width) = try file(at: coordinate)
    do throws(TileError) {
      return Array(try EntryBundle.decode(bytes, width: width).prefix(coordinate.width))
    } catch {
      throw .damaged(path: path, reason: error.description)
    }
  }

  /// One entry of a tree of `size` entries.
  public func entry(_ index: UInt64, size: UInt64) throws(LogStoreError) -> [UInt8] {
    guard let coordinate = TileCoordinate.holding(.entries, index: index, size: size) else {
      throw .beyondEnd(index: index, size: size)
    }
    return try entries(at: coordinate)[Int(index & 0xFF)]
  }

  /// Proves that an entry is in the tree of `size` entries.
  public func inclusionProof(of index: UInt64, size: UInt64) throws(LogStoreError) -> MerkleProof {
    guard index < size else { throw .beyondEnd(index: index, size: size) }
    var nodes = TileNodes(self, size: size)
    return try MerkleProof.inclusion(of: index, size: size, nodes: &nodes)
  }

  /// Proves that the tree of `size` entries begins with that of `oldSize`; empty when there was none.
  public func consistencyProof(from oldSize: UInt64, size: UInt64) throws(LogStoreError) -> MerkleProof {
    guard oldSize <= size else { throw .beyondEnd(index: oldSize, size: size) }
    if oldSize == 0 { return MerkleProof([]) }
    var nodes = TileNodes(self, size: size)
    return try MerkleProof.consistency(of: 0..<oldSize, size: size, nodes: &nodes)
  }

  /// The root of the tree of the first `size` entries.
  public func root(size: UInt64) throws(LogStoreError) -> Digest32 {
    var nodes = TileNodes(self, size: size)
    return try nodes.hash(of: 0..<size)
  }

  /// The file at a place, or the wider one that has taken it: full, or as wide as the published checkpoint has it.
  private func file(
    at coordinate: TileCoordinate
  ) throws(LogStoreError) -> (bytes: [UInt8], path: String, width: Int) {
    if let bytes = try files.read(coordinate.path) { return (bytes, coordinate.path, coordinate.width) }
    if !coordinate.isFull {
      let whole = TileCoordinate(coordinate.content, number: coordinate.number)
      if let bytes = try files.read(whole.path) { return (bytes, whole.path, whole.width) }
      let size = try checkpoint().checkpoint.size
      let (full, partial) = TileCoordinate.tiles(of: coordinate.content, size: size)
      var wider = coordinate
      wider.width = coordinate.number < full ? TileCoordinate.fullWidth : coordinate.number == full ? partial : 0
      if wider.width > coordinate.width, let bytes = try files.read(wider.path) {
        return (bytes, wider.path, wider.width)
      }
    }
    let minimum = try minimumIndex()
    throw coordinate.endIndex <= minimum ? .pruned(minimumIndex: minimum) : .missing(path: coordinate.path)
  }
}
