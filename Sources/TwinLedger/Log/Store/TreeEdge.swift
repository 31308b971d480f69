/// The right edge of a tiled tree: what is in its partial tiles, from which it grows.
struct TreeEdge: Sendable {
  /// Number of entries.
  private(set) var size: UInt64 = 0
  /// Hashes of the partial tile of each level, fewer than 256 each.
  private(set) var hashes: [[MerkleHash]] = [[]]
  /// Entries of the partial bundle.
  private(set) var entries: [[UInt8]] = []

  init() {}

  /// An edge as read from its files; their widths must be those of a tree of `size`.
  init(size: UInt64, hashes: [[MerkleHash]], entries: [[UInt8]]) {
    self.size = size
    self.hashes = hashes.isEmpty ? [[]] : hashes
    self.entries = entries
  }

  /// The root of the tree.
  var root: MerkleHash {
    var peaks: [MerkleHash] = []
    for level in hashes.reversed() {
      var rest = level[...]
      for bit in (0..<8).reversed() where level.count >> bit & 1 == 1 {
        peaks.append(HashTile.root(of: rest.prefix(1 << bit)))
        rest = rest.dropFirst(1 << bit)
      }
    }
    return CompactRange(size: size, peaks: peaks)?.root ?? .empty
  }

  /// Adds an entry.
  ///
  /// - Returns: the files that it filled, lowest level first.
  mutating func append(_ entry: [UInt8]) -> [(TileCoordinate, bytes: [UInt8])] {
    hashes[0].append(MerkleHash(leaf: entry))
    entries.append(entry)
    size += 1
    guard entries.count == TileCoordinate.fullWidth else { return [] }
    var filled = [(TileCoordinate(.entries, number: size >> 8 - 1), bytes: EntryBundle.encode(entries))]
    entries = []
    var level = 0
    while hashes[level].count == TileCoordinate.fullWidth {
      let number = size >> UInt64(8 * (level + 1)) - 1
      filled.append((TileCoordinate(.hashes(level: level), number: number), bytes: HashTile.encode(hashes[level])))
      if level + 1 == hashes.count { hashes.append([]) }
      hashes[level + 1].append(HashTile.root(of: hashes[level][...]))
      hashes[level] = []
      level += 1
    }
    return filled
  }

  /// The partial files that this edge has and a smaller one of the same tree has not.
  func partialFiles(beyond older: TreeEdge) -> [(TileCoordinate, bytes: [UInt8])] {
    var files: [(TileCoordinate, bytes: [UInt8])] = []
    func add(_ content: TileCoordinate.Content, width: Int, _ bytes: @autoclosure () -> [UInt8]) {
      let before = TileCoordinate.tiles(of: content, size: older.size)
      let (full, _) = TileCoordinate.tiles(of: content, size: size)
      guard width > 0, before != (full, width) else { return }
      files.append((TileCoordinate(content, number: full, width: width), bytes: bytes()))
    }
    add(.entries, width: entries.count, EntryBundle.encode(entries))
    for (level, hashes) in hashes.enumerated() {
      add(.hashes(level: level), width: hashes.count, HashTile.encode(hashes))
    }
    return files
  }
}
