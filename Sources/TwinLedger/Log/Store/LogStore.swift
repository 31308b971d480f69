/// Writes a log: appends entries in batches, publishes checkpoints.
///
/// What is appended is in memory until a checkpoint is published. Then its files are put in place whole, those that the
/// checkpoint needs before the checkpoint, each brought to disk with its name. A crash at any step leaves the old
/// checkpoint or the new one, and every file it needs. What was appended and not published is gone when the log is
/// opened again: whoever acknowledges entries earlier keeps them elsewhere, as a ledger's node does with its blocks.
public struct LogStore<Storage: LogStorage> {
  /// The log's name.
  public let origin: String
  /// The checkpoint published last.
  public private(set) var published: SignedCheckpoint
  /// Bytes of full tiles and bundles that are in memory alone.
  public private(set) var unwrittenBytes = 0
  private var storage: Storage
  /// The tree with everything appended.
  private var edge: TreeEdge
  /// Full files that are in memory alone, in the order in which they were filled.
  private var unwritten: [(coordinate: TileCoordinate, bytes: [UInt8])] = []
  /// Partial files in the folder.
  private var partials: [TileCoordinate] = []
  /// The log after the latest batches that were appended and not yet published, in order.
  private var unpublished: [LogHead] = []
  /// So many of them are kept at least.
  private static var keptHeads: Int { 4_096 }

  /// Begins a log in an empty place.
  ///
  /// - Parameter checkpoint: the signed checkpoint of size 0, which carries the log's origin.
  public static func create(in storage: Storage, checkpoint: SignedCheckpoint) throws(LogStoreError) -> LogStore {
    if let path = try storage.paths().first(where: { !$0.hasSuffix(LogFolder.unfinished) }) {
      throw .notEmpty(path: path)
    }
    guard checkpoint.checkpoint.size == 0 else {
      throw .otherCheckpoint(size: checkpoint.checkpoint.size, expected: 0)
    }
    var store = LogStore(storage: storage, published: checkpoint, edge: TreeEdge())
    try store.writeCheckpoint(checkpoint)
    return store
  }

  /// Opens a log and removes what was written and not published.
  ///
  /// - Parameter origin: refuses the folder of any other log.
  public static func open(_ storage: Storage, origin: String) throws(LogStoreError) -> LogStore {
    let reader = LogReader(storage)
    let signed = try reader.checkpoint()
    let checkpoint = signed.checkpoint
    guard checkpoint.origin == origin else { throw .otherLog(expected: origin, found: checkpoint.origin) }
    let edge = try Self.edge(of: checkpoint.size, reader: reader)
    guard edge.root == checkpoint.root else {
      throw .damaged(path: LogReader<Storage>.checkpointPath, reason: "its root is not that of the tiles")
    }
    // These entries go into the next files, so they must be those that the root stands for.
    guard edge.entries.map({ Digest32(leaf: $0) }) == edge.hashes[0] else {
      throw .damaged(path: "tile/entries", reason: "the last entries are not those of the tile")
    }
    var store = LogStore(storage: storage, published: signed, edge: edge)
    try store.removeUnpublished()
    return store
  }

  private init(storage: Storage, published: SignedCheckpoint, edge: TreeEdge) {
    origin = published.checkpoint.origin
    self.storage = storage
    self.published = published
    self.edge = edge
  }

  /// The state to be signed and published: everything appended so far.
  public var head: Checkpoint { Checkpoint(origin: origin, size: edge.size, root: edge.root) }

  /// Reads what is published.
  public var reader: LogReader<Storage> { LogReader(storage) }

  /// Where the log ends, as one needs it to append.
  public var frontier: LogFrontier { edge.frontier }

  /// Appends a batch, in memory.
  ///
  /// After an error nothing has been appended.
  ///
  /// - Returns: the checkpoint after it, ready to be signed and published.
  @discardableResult
  public mutating func append(_ batch: some Collection<[UInt8]>) throws(LogStoreError) -> Checkpoint {
    for (position, entry) in batch.enumerated() where entry.count > EntryBundle.largestEntry {
      throw .entryTooLarge(position: position, bytes: entry.count)
    }
    for entry in batch { add(entry, leaf: Digest32(leaf: entry)) }
    remember(edge.root)
    return head
  }

  /// Appends a batch whose leaves are hashed already, in memory. Cost: one hash an entry.
  ///
  /// - Parameter root: the tree's root after the batch, as a quorum signed it.
  public mutating func append(_ batch: [Entry], root: Digest32) {
    for entry in batch { add(entry.bytes, leaf: entry.leaf) }
    remember(root)
  }

  private mutating func remember(_ root: Digest32) {
    if unpublished.count >= 2 * Self.keptHeads { unpublished.removeFirst(Self.keptHeads) }
    unpublished.append(LogHead(size: edge.size, root: root))
  }

  private mutating func add(_ entry: [UInt8], leaf: Digest32) {
    edge.append(entry, leaf: leaf) { coordinate, bytes in
      unwritten.append((coordinate, bytes))
      unwrittenBytes += bytes.count
    }
  }

  /// Publishes a checkpoint of the log after one of the batches appended since the last; one of the same size, with
  /// more signatures, replaces the last.
  ///
  /// When it returns, the checkpoint and all its files survive a crash. After an error it can be tried again.
  public mutating func publish(_ signed: SignedCheckpoint) throws(LogStoreError) {
    let publication = try publication(of: signed)
    try storage.carryOut(publication)
    confirm(publication)
  }

  /// What publishes a checkpoint, to be carried out elsewhere and then reported to `confirm`; one at a time.
  ///
  /// - Parameter signed: as for `publish`; `nil` to move full tiles out of memory.
  public func publication(of signed: SignedCheckpoint?) throws(LogStoreError) -> LogPublication {
    guard let signed else {
      return LogPublication(checkpoint: nil, files: unwritten, fullCount: unwritten.count, outgrown: [])
    }
    let checkpoint = signed.checkpoint
    guard checkpoint == published.checkpoint || checkpoint == head || isAppended(checkpoint) else {
      throw .otherCheckpoint(size: checkpoint.size, expected: edge.size)
    }
    let size = checkpoint.size
    let new = try partialFiles(of: size)
    let outgrown = (partials + new.map(\.coordinate)).filter {
      $0.number < TileCoordinate.tiles(of: $0.content, size: size).full
    }
    return LogPublication(
      checkpoint: signed, files: unwritten + new, fullCount: unwritten.count, outgrown: outgrown)
  }

  /// Takes note that a publication was carried out on this log's storage.
  public mutating func confirm(_ publication: LogPublication) {
    for (_, bytes) in unwritten.prefix(publication.fullCount) { unwrittenBytes -= bytes.count }
    unwritten.removeFirst(publication.fullCount)
    guard let checkpoint = publication.checkpoint else { return }
    published = checkpoint
    unpublished.removeAll { $0.size <= checkpoint.checkpoint.size }
    partials = (partials + publication.partials).filter { !publication.outgrown.contains($0) }
  }

  /// The partial files that a tree of `size` entries has, and the folder has not.
  private func partialFiles(
    of size: UInt64
  ) throws(LogStoreError) -> [(coordinate: TileCoordinate, bytes: [UInt8])] {
    var files: [(coordinate: TileCoordinate, bytes: [UInt8])] = []
    func coordinate(_ content: TileCoordinate.Content) -> TileCoordinate? {
      let (full, width) = TileCoordinate.tiles(of: content, size: size)
      let coordinate = TileCoordinate(content, number: full, width: width)
      return width == 0 || partials.contains(coordinate) ? nil : coordinate
    }
    if let coordinate = coordinate(.entries) {
      files.append((coordinate, EntryBundle.encode(try entries(at: coordinate))))
    }
    for level in 0..<8 {
      guard let coordinate = coordinate(.hashes(level: level)) else { continue }
      files.append((coordinate, HashTile.encode(try hashes(at: coordinate))))
    }
    return files
  }

  /// The entries of a bundle: of the edge, of those in memory, or of a file.
  private func entries(at coordinate: TileCoordinate) throws(LogStoreError) -> [[UInt8]] {
    if coordinate.number == edge.size >> 8 { return Array(edge.entries.prefix(coordinate.width)) }
    if let bytes = unwrittenBytes(at: coordinate), let entries = try? EntryBundle.decode(bytes, width: 256) {
      return Array(entries.prefix(coordinate.width))
    }
    return try reader.entries(at: coordinate)
  }

  private func unwrittenBytes(at coordinate: TileCoordinate) -> [UInt8]? {
    unwritten.last { $0.coordinate.content == coordinate.content && $0.coordinate.number == coordinate.number }?.bytes
  }

  private func isAppended(_ checkpoint: Checkpoint) -> Bool {
    checkpoint.size > published.checkpoint.size
      && checkpoint.extensions.isEmpty && checkpoint.origin == origin
      && unpublished.contains { $0.size == checkpoint.size && $0.root == checkpoint.root }
  }

  /// Allows entries below `minimumIndex` to be forgotten: removes full tiles and bundles that end at or below it. Indices
  /// and all other proofs stay as they are.
  public mutating func prune(below minimumIndex: UInt64) throws(LogStoreError) {
    guard minimumIndex <= published.checkpoint.size else {
      throw .beyondEnd(index: minimumIndex, size: published.checkpoint.size)
    }
    guard minimumIndex >= (try reader.minimumIndex()) else { return }
    try storage.write(Array("\(minimumIndex)\n".utf8), to: LogReader<Storage>.minimumIndexPath)
    try storage.synchronise()
    for path in try storage.paths() {
      if let coordinate = TileCoordinate(path: path), coordinate.endIndex <= minimumIndex { try storage.remove(path) }
    }
    try storage.synchronise()
    partials.removeAll { $0.endIndex <= minimumIndex }
  }

  private mutating func writeCheckpoint(_ signed: SignedCheckpoint) throws(LogStoreError) {
    try storage.write(signed.bytes, to: LogReader<Storage>.checkpointPath)
    try storage.synchronise()
  }

  /// Removes what a crash left behind: files that no published checkpoint covers, pruned ones and unfinished ones.
  private mutating func removeUnpublished() throws(LogStoreError) {
    let minimum = try reader.minimumIndex()
    for path in try storage.paths() {
      let coordinate = TileCoordinate(path: path)
      if let coordinate, coordinate.isCovered(bySize: edge.size), coordinate.endIndex > minimum {
        if !coordinate.isFull { partials.append(coordinate) }
      } else if coordinate != nil || path.hasSuffix(LogFolder.unfinished) {
        try storage.remove(path)
      }
    }
    let outgrown = partials.filter { $0.number < TileCoordinate.tiles(of: $0.content, size: edge.size).full }
    for coordinate in outgrown { try storage.remove(coordinate.path) }
    for coordinate in outgrown { try storage.remove(coordinate.folderOfPartials) }
    partials.removeAll(where: outgrown.contains)
    try storage.synchronise()
  }

  private static func edge(of size: UInt64, reader: LogReader<Storage>) throws(LogStoreError) -> TreeEdge {
    func partial(_ content: TileCoordinate.Content) -> TileCoordinate? {
      let (full, width) = TileCoordinate.tiles(of: content, size: size)
      return width == 0 ? nil : TileCoordinate(content, number: full, width: width)
    }
    var hashes: [[Digest32]] = []
    for level in 0..<8 where size >> UInt64(8 * level) > 0 {
      if let coordinate = partial(.hashes(level: level)) {
        hashes.append(try reader.hashes(at: coordinate))
      } else {
        hashes.append([])
      }
    }
    var entries: [[UInt8]] = []
    if let coordinate = partial(.entries) {
      entries = try reader.entries(at: coordinate)
    }
    return TreeEdge(size: size, hashes: hashes, entries: entries)
  }
}

extension LogStore: TileSource {
  /// The hashes of a tile of the log as it is in memory, published or not.
  public func hashes(at coordinate: TileCoordinate) throws(LogStoreError) -> [Digest32] {
    guard case .hashes(let level) = coordinate.content else { return try reader.hashes(at: coordinate) }
    if level < edge.hashes.count, coordinate.number == edge.size >> UInt64(8 * (level + 1)) {
      return Array(edge.hashes[level].prefix(coordinate.width))
    }
    if let bytes = unwrittenBytes(at: coordinate), let hashes = try? HashTile.decode(bytes, width: 256) {
      return Array(hashes.prefix(coordinate.width))
    }
    return try reader.hashes(at: coordinate)
  }

  /// Proves that an entry is in the tree of `size` entries, published or not.
  public func inclusionProof(of index: UInt64, size: UInt64) throws(LogStoreError) -> MerkleProof {
    guard index < size, size <= edge.size else { throw .beyondEnd(index: index, size: min(size, edge.size)) }
    var nodes = TileNodes(self, size: size)
    return try MerkleProof.inclusion(of: index, size: size, nodes: &nodes)
  }

  /// Proves that the tree of `size` entries, published or not, begins with that of `oldSize`; empty when there was none.
  public func consistencyProof(from oldSize: UInt64, size: UInt64) throws(LogStoreError) -> MerkleProof {
    guard oldSize <= size, size <= edge.size else { throw .beyondEnd(index: oldSize, size: min(size, edge.size)) }
    if oldSize == 0 { return MerkleProof([]) }
    var nodes = TileNodes(self, size: size)
    return try MerkleProof.consistency(of: 0..<oldSize, size: size, nodes: &nodes)
  }
}

extension TileCoordinate {
  /// Whether a tree of `size` leaves has everything in this file.
  func isCovered(bySize size: UInt64) -> Bool {
    let (full, partial) = TileCoordinate.tiles(of: content, size: size)
    return number < full || (number == full && !isFull && width <= partial)
  }

  /// The folder that holds the partial files of this tile.
  var folderOfPartials: String { TileCoordinate(content, number: number).path + ".p" }
}
