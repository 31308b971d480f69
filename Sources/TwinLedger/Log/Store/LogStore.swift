/// Writes a log: appends entries in batches, publishes checkpoints.
///
/// Files are put in place whole, those a checkpoint needs before the checkpoint, each brought to disk with its name. A
/// crash at any step leaves the old checkpoint or the new one, and every file it needs. What was appended and not
/// published is gone when the log is opened again.
public struct LogStore<Storage: LogStorage> {
  /// The log's name.
  public let origin: String
  /// The checkpoint published last.
  public private(set) var published: SignedCheckpoint
  private var storage: Storage
  /// The tree with everything appended.
  private var edge: TreeEdge
  /// Partial files in the folder.
  private var partials: [TileCoordinate] = []
  /// Roots after the batches that were appended and not yet published, by size.
  private var unpublished: [UInt64: MerkleHash] = [:]

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

  /// Appends a batch. When it returns, the entries' files are on disk, and `head` is ready to be signed.
  ///
  /// After an error nothing has been appended, and the same batch can be tried again.
  @discardableResult
  public mutating func append(_ batch: some Sequence<[UInt8]>) throws(LogStoreError) -> Checkpoint {
    var next = edge
    for (position, entry) in batch.enumerated() {
      guard entry.count <= EntryBundle.largestEntry else {
        throw .entryTooLarge(position: position, bytes: entry.count)
      }
      for (coordinate, bytes) in next.append(entry) { try storage.write(bytes, to: coordinate.path) }
    }
    for (coordinate, bytes) in next.partialFiles(beyond: edge) {
      try storage.write(bytes, to: coordinate.path)
      partials.append(coordinate)
    }
    try storage.synchroniseNames()
    edge = next
    unpublished[edge.size] = edge.root
    return head
  }

  /// Publishes a checkpoint of the log after one of the batches appended since the last; one of the same size, with
  /// more signatures, replaces the last.
  ///
  /// When it returns, the checkpoint survives a crash.
  public mutating func publish(_ signed: SignedCheckpoint) throws(LogStoreError) {
    let checkpoint = signed.checkpoint
    guard checkpoint == published.checkpoint || checkpoint == head || isAppended(checkpoint) else {
      throw .otherCheckpoint(size: checkpoint.size, expected: edge.size)
    }
    try writeCheckpoint(signed)
    published = signed
    unpublished = unpublished.filter { $0.key > checkpoint.size }
    try removeOutgrownPartials()
  }

  private func isAppended(_ checkpoint: Checkpoint) -> Bool {
    checkpoint.size > published.checkpoint.size
      && checkpoint == Checkpoint(origin: origin, size: checkpoint.size, root: unpublished[checkpoint.size] ?? .empty)
  }

  /// Allows entries below `minimumIndex` to be forgotten: removes full tiles and bundles that end at or below it. Indices
  /// and all other proofs stay as they are.
  public mutating func prune(below minimumIndex: UInt64) throws(LogStoreError) {
    guard minimumIndex <= published.checkpoint.size else {
      throw .beyondEnd(index: minimumIndex, size: published.checkpoint.size)
    }
    guard minimumIndex >= (try reader.minimumIndex()) else { return }
    try storage.write(Array("\(minimumIndex)\n".utf8), to: LogReader<Storage>.minimumIndexPath)
    try storage.synchroniseNames()
    for path in try storage.paths() {
      if let coordinate = TileCoordinate(path: path), coordinate.endIndex <= minimumIndex { try storage.remove(path) }
    }
    try storage.synchroniseNames()
    partials.removeAll { $0.endIndex <= minimumIndex }
  }

  private mutating func writeCheckpoint(_ signed: SignedCheckpoint) throws(LogStoreError) {
    try storage.write(signed.bytes, to: LogReader<Storage>.checkpointPath)
    try storage.synchroniseNames()
  }

  /// Removes the partial files of tiles that are full by now.
  private mutating func removeOutgrownPartials() throws(LogStoreError) {
    let size = published.checkpoint.size
    let outgrown = partials.filter { $0.number < TileCoordinate.tiles(of: $0.content, size: size).full }
    if outgrown.isEmpty { return }
    for coordinate in outgrown { try storage.remove(coordinate.path) }
    for coordinate in outgrown { try storage.remove(coordinate.folderOfPartials) }
    partials.removeAll(where: outgrown.contains)
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
    try removeOutgrownPartials()
    try storage.synchroniseNames()
  }

  private static func edge(of size: UInt64, reader: LogReader<Storage>) throws(LogStoreError) -> TreeEdge {
    func partial(_ content: TileCoordinate.Content) -> TileCoordinate? {
      let (full, width) = TileCoordinate.tiles(of: content, size: size)
      return width == 0 ? nil : TileCoordinate(content, number: full, width: width)
    }
    var hashes: [[MerkleHash]] = []
    for level in 0..<8 where size >> UInt64(8 * level) > 0 {
      if let coordinate = partial(.hashes(level: level)) {
        hashes.append(try reader.hashes(at: coordinate))
      } else {
        hashes.append([])
      }
    }
    var entries: [[UInt8]] = []
    if let coordinate = partial(.entries) { entries = try reader.entries(at: coordinate) }
    return TreeEdge(size: size, hashes: hashes, entries: entries)
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
