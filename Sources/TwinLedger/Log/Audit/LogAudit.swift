/// Verifies a whole log offline: every file against the checkpoint, the checkpoint against a policy.
///
/// Top down: the right edge gives the root, each tile the hashes of the tiles below, tiles of level 0 the entries. So
/// every byte of every file is tied to the signed root, and memory holds a few tiles whatever the log's size.
public struct LogAudit<Files: LogFiles> {
  private let reader: LogReader<Files>
  private let policy: LogPolicy
  /// Hears, now and then, how many entries have been verified.
  private let progress: (UInt64) -> Void

  /// Prepares the verification of a log.
  public init(_ files: Files, policy: LogPolicy, progress: @escaping (UInt64) -> Void = { _ in }) {
    reader = LogReader(files)
    self.policy = policy
    self.progress = progress
  }

  /// Verifies everything.
  ///
  /// - Parameter older: an earlier checkpoint of the same log that must be trusted too, and extended by the current one.
  /// - Throws: the first finding, in the order checkpoint, tiles, entries, other files; or `LogAuditError.store` when
  ///   the files could not be read at all.
  public func run(since older: SignedCheckpoint? = nil) throws(LogAuditError) -> LogAuditReport {
    let trusted = try trust(try read { r throws(LogStoreError) in try r.checkpoint() }, LogReader<Files>.checkpointPath)
    let checkpoint = trusted.checkpoint
    let minimum = try read { r throws(LogStoreError) in try r.minimumIndex() }
    guard minimum <= checkpoint.size else {
      throw .finding(LogFinding(LogReader<Files>.minimumIndexPath, "exceeds the log's \(checkpoint.size) entries"))
    }
    try verifyEdge(checkpoint)
    for level in (0..<8).reversed() { try verifyTiles(level: level, size: checkpoint.size, minimum: minimum) }
    let entries = try verifyEntries(size: checkpoint.size, minimum: minimum)
    let uncovered = try verifyOtherFiles(size: checkpoint.size, minimum: minimum)
    if let older { try verifyGrowth(from: try trust(older, "the older checkpoint").checkpoint, to: checkpoint) }
    return LogAuditReport(
      checkpoint: trusted, minimumIndex: minimum, entriesVerified: entries, uncoveredFiles: uncovered)
  }

  private func trust(_ signed: SignedCheckpoint, _ path: String) throws(LogAuditError) -> TrustedCheckpoint {
    switch policy.judge(signed) {
    case .trusted(let trusted): return trusted
    case .rejected(let reason): throw .finding(LogFinding(path, reason.description))
    }
  }

  /// The partial tiles of all levels give the root.
  private func verifyEdge(_ checkpoint: Checkpoint) throws(LogAuditError) {
    let root = try read { r throws(LogStoreError) in try r.root(size: checkpoint.size) }
    if root != checkpoint.root { throw .finding(try culprit(checkpoint)) }
  }

  /// Every full tile's root is the hash that the tile above has for it.
  private func verifyTiles(level: Int, size: UInt64, minimum: UInt64) throws(LogAuditError) {
    let (full, _) = TileCoordinate.tiles(of: .hashes(level: level), size: size)
    var above: (coordinate: TileCoordinate, hashes: [Digest32])?
    for number in 0..<full {
      let coordinate = TileCoordinate(.hashes(level: level), number: number)
      guard coordinate.endIndex > minimum else { continue }
      let hashes = try read { r throws(LogStoreError) in try r.hashes(at: coordinate) }
      guard let parent = TileCoordinate.holding(.hashes(level: level + 1), index: number, size: size) else { continue }
      if above?.coordinate != parent {
        above = (parent, try read { r throws(LogStoreError) in try r.hashes(at: parent) })
      }
      guard HashTile.root(of: hashes[...]) == above?.hashes[Int(number & 0xFF)] else {
        throw .finding(LogFinding(coordinate.path, "its hashes are not those that \(parent.path) has the root of"))
      }
      // A tile of level 0 took as long as its 256 entries will.
      if level == 0 { progress((number + 1) * 128) }
    }
  }

  /// Every entry's hash is the one that its tile of level 0 has.
  private func verifyEntries(size: UInt64, minimum: UInt64) throws(LogAuditError) -> UInt64 {
    let (full, partial) = TileCoordinate.tiles(of: .entries, size: size)
    var verified: UInt64 = 0
    for number in 0..<full + (partial > 0 ? 1 : 0) {
      let width = number < full ? TileCoordinate.fullWidth : partial
      let bundle = TileCoordinate(.entries, number: number, width: width)
      let tile = TileCoordinate(.hashes(level: 0), number: number, width: width)
      guard bundle.endIndex > minimum else { continue }
      let entries = try read { r throws(LogStoreError) in try r.entries(at: bundle) }
      let hashes = try read { r throws(LogStoreError) in try r.hashes(at: tile) }
      for (offset, pair) in zip(entries, hashes).enumerated() where Digest32(leaf: pair.0) != pair.1 {
        throw .finding(LogFinding(bundle.path, entry: number << 8 + UInt64(offset), "is not what was logged"))
      }
      verified += UInt64(width)
      progress(size / 2 + verified / 2)
    }
    return verified
  }

  /// Every other file of the log is the beginning of a verified one. What lies beyond the checkpoint, or below the
  /// minimum index, is counted.
  private func verifyOtherFiles(size: UInt64, minimum: UInt64) throws(LogAuditError) -> Int {
    var uncovered = 0
    let known = [LogReader<Files>.checkpointPath, LogReader<Files>.minimumIndexPath]
    for path in try read({ r throws(LogStoreError) in try r.files.paths() }) where !known.contains(path) {
      guard let coordinate = TileCoordinate(path: path) else {
        throw .finding(LogFinding(path, "does not belong to a log"))
      }
      guard coordinate.isCovered(bySize: size), coordinate.endIndex > minimum else {
        uncovered += 1
        continue
      }
      if !coordinate.isFull { try verifyBeginning(coordinate, size: size) }
    }
    return uncovered
  }

  private func verifyBeginning(_ older: TileCoordinate, size: UInt64) throws(LogAuditError) {
    let (full, partial) = TileCoordinate.tiles(of: older.content, size: size)
    var newer = older
    newer.width = older.number < full ? TileCoordinate.fullWidth : partial
    let reason = "is not the beginning of \(newer.path)"
    if case .entries = older.content {
      let got = try read { r throws(LogStoreError) in try r.entries(at: older) }
      let expected = try read { r throws(LogStoreError) in try r.entries(at: newer) }
      if !expected.starts(with: got) { throw .finding(LogFinding(older.path, reason)) }
    } else {
      let got = try read { r throws(LogStoreError) in try r.hashes(at: older) }
      let expected = try read { r throws(LogStoreError) in try r.hashes(at: newer) }
      if !expected.starts(with: got) { throw .finding(LogFinding(older.path, reason)) }
    }
  }

  private func verifyGrowth(from older: Checkpoint, to newer: Checkpoint) throws(LogAuditError) {
    let path = "the older checkpoint"
    guard older.origin == newer.origin else {
      throw .finding(LogFinding(path, "is of the log \(older.origin), not of \(newer.origin)"))
    }
    guard older.size <= newer.size else {
      throw .finding(LogFinding(path, "has \(older.size) entries, but the log only \(newer.size): it was cut"))
    }
    let root = try read { r throws(LogStoreError) in try r.root(size: older.size) }
    guard root == older.root else {
      throw .finding(LogFinding(path, "the log does not extend it: its first \(older.size) entries are others now"))
    }
  }

  // Reading

  /// Reads, turning what damage can cause into findings.
  private func read<Value>(
    _ body: (LogReader<Files>) throws(LogStoreError) -> Value
  ) throws(LogAuditError) -> Value {
    do throws(LogStoreError) {
      return try body(reader)
    } catch {
      switch error {
      case .damaged(let path, let reason): throw .finding(LogFinding(path, reason))
      case .missing(let path): throw .finding(LogFinding(path, "is missing"))
      default: throw .store(error)
      }
    }
  }

  /// Which file is to blame when tiles and checkpoint do not agree: rebuilds the tree from the entries.
  private func culprit(_ checkpoint: Checkpoint) throws(LogAuditError) -> LogFinding {
    let (full, partial) = TileCoordinate.tiles(of: .entries, size: checkpoint.size)
    var edge = TreeEdge()
    for number in 0..<full + (partial > 0 ? 1 : 0) {
      let width = number < full ? TileCoordinate.fullWidth : partial
      let bundle = TileCoordinate(.entries, number: number, width: width)
      for entry in try read({ r throws(LogStoreError) in try r.entries(at: bundle) }) {
        var filled: [(coordinate: TileCoordinate, bytes: [UInt8])] = []
        edge.append(entry, leaf: Digest32(leaf: entry)) { filled.append(($0, $1)) }
        for (coordinate, bytes) in filled where coordinate.content != .entries {
          let found = try read { r throws(LogStoreError) in try r.files.read(coordinate.path) }
          if found != bytes { return LogFinding(coordinate.path, "is not the tile of the entries") }
        }
      }
    }
    for (level, expected) in edge.hashes.enumerated() where !expected.isEmpty {
      let (full, width) = TileCoordinate.tiles(of: .hashes(level: level), size: edge.size)
      let coordinate = TileCoordinate(.hashes(level: level), number: full, width: width)
      let found = try read { r throws(LogStoreError) in try r.hashes(at: coordinate) }
      if found != expected { return LogFinding(coordinate.path, "is not the tile of the entries") }
    }
    return LogFinding(LogReader<Files>.checkpointPath, "its root is that of neither the tiles nor the entries")
  }
}
