/// The right edge of a tiled tree: what is in its partial tiles, from which it grows.
struct TreeEdge: Sendable {
  /// Hashes of the partial tile of each level, fewer than 256 each.
  private(set) var hashes: [[Digest32]] = [[]]
  /// Entries of the partial bundle.
  private(set) var entries: [[UInt8]] = []
  /// The same edge as the roots of complete subtrees.
  private(set) var frontier = LogFrontier()

  /// Number of entries.
  var size: UInt64 { frontier.size }
  /// The root of the tree.
  var root: Digest32 { frontier.root }

  init() {}

  /// An edge as read from its files; their widths must be those of a tree of `size`.
  init(size: UInt64, hashes: [[Digest32]], entries: [[UInt8]]) {
    self.hashes = hashes.isEmpty ? [[]] : hashes
    self.entries = entries
    var peaks: [Digest32] = []
    for level in hashes.reversed() {
      var rest = level[...]
      for bit in (0..<8).reversed() where level.count >> bit & 1 == 1 {
        peaks.append(HashTile.root(of: rest.prefix(1 << bit)))
        rest = rest.dropFirst(1 << bit)
      }
    }
    frontier = LogFrontier(size: size, peaks: peaks) ?? LogFrontier()
  }

  /// Adds an entry with its leaf hash. Cost: one hash on average.
  ///
  /// - Parameter filled: given the files that it filled, lowest level first.
  mutating func append(
    _ entry: [UInt8], leaf: Digest32, filled: (_ coordinate: TileCoordinate, _ bytes: [UInt8]) -> Void
  ) {
    entries.append(entry)
    frontier.append(leaf: leaf) { height, root in
      guard height.isMultiple(of: 8) else { return }
      // A subtree of 256ᴸ leaves is complete: one more hash of level L.
      if height / 8 == hashes.count { hashes.append([]) }
      hashes[height / 8].append(root)
    }
    guard entries.count == TileCoordinate.fullWidth else { return }
    filled(TileCoordinate(.entries, number: size >> 8 - 1), EntryBundle.encode(entries))
    entries.removeAll(keepingCapacity: true)
    var level = 0
    while hashes[level].count == TileCoordinate.fullWidth {
      let number = size >> UInt64(8 * (level + 1)) - 1
      filled(TileCoordinate(.hashes(level: level), number: number), HashTile.encode(hashes[level]))
      hashes[level].removeAll(keepingCapacity: true)
      level += 1
    }
  }
}
