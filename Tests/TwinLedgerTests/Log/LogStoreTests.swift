import Testing
import TwinLedger

/// A log on disk: grows in batches, is read from static files, refuses what is not its own.
@Suite struct LogStoreTests {
  @Test func `a log that grew in batches of any size is the log of its entries`() throws {
    let storage = FaultyStorage()
    var store = try LogStore.create(in: storage)
    var size = 0
    for batch in [1, 0, 2, 250, 3, 1, 255, 256, 257, 1, 600] {
      try store.record(numberedEntries(size..<size + batch))
      size += batch
      let tree = LeafNodes.root(numberedEntries(0..<size).map { Digest32(leaf: $0) }[...])
      #expect(store.published.checkpoint == Checkpoint(origin: Keys.origin, size: UInt64(size), root: tree))
      let report = try LogAudit(storage, policy: testPolicy()).run()
      #expect(report.entriesVerified == UInt64(size) && report.uncoveredFiles == 0)
      // Opening it again gives the same tree.
      #expect(try LogStore.open(FaultyStorage(storage.files), origin: Keys.origin).head == store.head)
    }
    // No partial file of a full tile is left.
    let outgrown = storage.files.keys.filter { path in
      TileCoordinate(path: path).map { !$0.isFull && storage.files[String(path.prefix { $0 != "." })] != nil } ?? false
    }
    #expect(outgrown.isEmpty, "\(outgrown)")
  }

  @Test func `a tree of 70,000 entries has the specified files, and proofs from them verify`() throws {
    let storage = FaultyStorage()
    var store = try LogStore.create(in: storage)
    try store.record(numberedEntries(0..<70_000))
    var count: [String: Int] = [:]
    for path in storage.files.keys {
      guard let coordinate = TileCoordinate(path: path) else { continue }
      count["\(coordinate.content) \(coordinate.isFull ? 256 : coordinate.width)", default: 0] += 1
    }
    #expect(
      count == [
        "hashes(level: 0) 256": 273, "hashes(level: 0) 112": 1, "hashes(level: 1) 256": 1, "hashes(level: 1) 17": 1,
        "hashes(level: 2) 1": 1, "entries 256": 273, "entries 112": 1,
      ])
    let reader = store.reader
    let head = store.head
    for index: UInt64 in [0, 255, 256, 65_535, 65_536, 69_888, 69_999] {
      let proof = try reader.inclusionProof(of: index, size: 70_000)
      let entry = try reader.entry(index, size: 70_000)
      #expect(entry == Array("entry \(index)".utf8))
      try proof.verifyInclusion(of: Digest32(leaf: entry), at: index, size: 70_000, root: head.root)
    }
    for old: UInt64 in [1, 255, 256, 65_536, 65_537, 69_999, 70_000] {
      let proof = try reader.consistencyProof(from: old, size: 70_000)
      try proof.verifyConsistency(
        oldSize: old, oldRoot: reader.root(size: old), newSize: 70_000, newRoot: head.root)
    }
    #expect(throws: LogStoreError.beyondEnd(index: 70_000, size: 70_000)) { try reader.entry(70_000, size: 70_000) }
    #expect(throws: LogStoreError.beyondEnd(index: 70_000, size: 70_000)) {
      try reader.inclusionProof(of: 70_000, size: 70_000)
    }
  }

  @Test func `pruning forgets entries below the minimum and nothing else`() throws {
    let storage = FaultyStorage()
    var store = try LogStore.create(in: storage)
    try store.record(numberedEntries(0..<70_000))
    let before = try store.reader.inclusionProof(of: 69_999, size: 70_000)
    try store.prune(below: 66_000)
    #expect(throws: LogStoreError.pruned(minimumIndex: 66_000)) { try store.reader.entry(65_535, size: 70_000) }
    #expect(try store.reader.entry(66_000, size: 70_000) == Array("entry 66000".utf8))
    #expect(try store.reader.inclusionProof(of: 69_999, size: 70_000) == before)
    #expect(try store.reader.root(size: 66_000) != .empty)
    let report = try LogAudit(storage, policy: testPolicy()).run()
    #expect(report.minimumIndex == 66_000 && report.entriesVerified == 70_000 - 257 * 256)
    // It grows on where it was, and a smaller minimum brings nothing back.
    try store.record(numberedEntries(70_000..<70_300))
    try store.prune(below: 5)
    #expect(try store.reader.minimumIndex() == 66_000)
    #expect(try LogAudit(storage, policy: testPolicy()).run().checkpoint.checkpoint.size == 70_300)
    #expect(try LogStore.open(FaultyStorage(storage.files), origin: Keys.origin).head == store.head)
    #expect(throws: LogStoreError.beyondEnd(index: 70_301, size: 70_300)) { try store.prune(below: 70_301) }
  }

  @Test func `more signatures for the same entries replace the checkpoint, other entries do not`() throws {
    let storage = FaultyStorage()
    var store = try LogStore.create(in: storage)
    try store.record(numberedEntries(0..<3))
    var signed = store.published
    signed.add(try Keys.signer("w.example", .cosignature).sign(signed.note.text, time: 9))
    try store.publish(signed)
    #expect(try store.reader.checkpoint() == signed && signed.note.signatures.count == 2)
    let other = try SignedCheckpoint(MemoryTree(count: 3).checkpoint(3), keys: [Keys.signer()], time: 1)
    #expect(throws: LogStoreError.otherCheckpoint(size: 3, expected: 3)) { try store.publish(other) }
    try store.append(numberedEntries(3..<4))
    try store.publish(signed)
    let older = try SignedCheckpoint(MemoryTree(count: 2).checkpoint(2), keys: [Keys.signer()], time: 1)
    #expect(throws: LogStoreError.otherCheckpoint(size: 2, expected: 4)) { try store.publish(older) }
    #expect(throws: LogStoreError.entryTooLarge(position: 1, bytes: 65_536)) {
      try store.append([[], [UInt8](repeating: 0, count: 65_536)])
    }
    #expect(store.head.size == 4)
  }

  @Test func `what was appended and not published is gone when the log is opened again`() throws {
    let storage = FaultyStorage()
    var store = try LogStore.create(in: storage)
    try store.record(numberedEntries(0..<10))
    try store.append(numberedEntries(900..<1500))
    var again = try LogStore.open(storage, origin: Keys.origin)
    #expect(again.head.size == 10)
    try again.record(numberedEntries(10..<300))
    let report = try LogAudit(storage, policy: testPolicy()).run()
    #expect(report.entriesVerified == 300 && report.uncoveredFiles == 0)
  }

  @Test func `a checkpoint is published while the log grows on, and the rest is proven from memory`() throws {
    for (first, more) in [(10, 3), (250, 300), (256, 700), (300, 66_000)] {
      let storage = FaultyStorage()
      var store = try LogStore.create(in: storage)
      let entries = numberedEntries(0..<first + more)
      try store.append(entries[..<first])
      let signed = try SignedCheckpoint(store.head, keys: [Keys.signer()], time: 1)
      try store.append(entries[first...])
      let head = store.head
      for index in [0, first - 1, first, first + more - 1] {
        let proof = try store.inclusionProof(of: UInt64(index), size: head.size)
        let leaf = Digest32(leaf: entries[index])
        #expect(throws: Never.self) {
          try proof.verifyInclusion(of: leaf, at: UInt64(index), size: head.size, root: head.root)
        }
      }
      let publication = try store.publication(of: signed)
      try store.append(numberedEntries(first + more..<first + more + 5))
      var place = storage
      try place.carryOut(publication)
      store.confirm(publication)
      #expect(store.published.checkpoint == signed.checkpoint)
      #expect(try LogAudit(storage, policy: testPolicy()).run().entriesVerified == UInt64(first))
      #expect(try LogStore.open(FaultyStorage(storage.files), origin: Keys.origin).head.size == UInt64(first))
      try store.publish(SignedCheckpoint(store.head, keys: [Keys.signer()], time: 1))
      let report = try LogAudit(storage, policy: testPolicy()).run()
      #expect(report.entriesVerified == UInt64(first + more + 5) && report.uncoveredFiles == 0)
      #expect(store.unwrittenBytes == 0)
    }
  }

  @Test func `full tiles leave memory without a checkpoint, and nothing is said about them`() throws {
    let storage = FaultyStorage()
    var store = try LogStore.create(in: storage)
    let entries = numberedEntries(0..<1000).map { Entry($0)! }
    var tree = LogFrontier()
    tree = tree.appending(entries)
    store.append(entries, root: tree.root)
    #expect(store.unwrittenBytes > 0 && store.frontier == tree)
    let publication = try store.publication(of: nil)
    var place = storage
    try place.carryOut(publication)
    store.confirm(publication)
    #expect(store.unwrittenBytes == 0 && store.published.checkpoint.size == 0)
    let proof = try store.inclusionProof(of: 3, size: 1000)
    try proof.verifyInclusion(of: entries[3].leaf, at: 3, size: 1000, root: tree.root)
    let growth = try store.consistencyProof(from: 300, size: 1000)
    let older = LogFrontier().appending(Array(entries.prefix(300)))
    #expect(older.head.isConsistent(with: tree.head, proof: growth.hashes))
    try store.publish(SignedCheckpoint(store.head, keys: [Keys.signer()], time: 1))
    #expect(try LogAudit(storage, policy: testPolicy()).run().entriesVerified == 1000)
  }

  @Test func `a folder has one writer, and only the log that it has`() throws {
    let folder = TemporaryLogFolder()
    var store: LogStore? = try LogStore.create(in: LogFolder(writing: folder.path))
    try store?.record(numberedEntries(0..<300))
    #expect(throws: LogStoreError.locked(path: folder.path)) { try LogFolder(writing: folder.path) }
    // Readers need no lock.
    #expect(try LogAudit(LogFolder(reading: folder.path), policy: testPolicy()).run().entriesVerified == 300)
    store = nil
    #expect(throws: LogStoreError.otherLog(expected: "other.example", found: Keys.origin)) {
      try LogStore.open(LogFolder(writing: folder.path), origin: "other.example")
    }
    #expect(throws: LogStoreError.notEmpty(path: "checkpoint")) {
      try LogStore.create(in: LogFolder(writing: folder.path))
    }
    var again = try LogStore.open(LogFolder(writing: folder.path), origin: Keys.origin)
    try again.record(numberedEntries(300..<600))
    let paths = try LogFolder(reading: folder.path).paths()
    #expect(paths == paths.sorted() && paths.contains("tile/entries/002.p/88") && !paths.contains("tile/0/001.p/44"))
    #expect(try LogAudit(LogFolder(reading: folder.path), policy: testPolicy()).run().entriesVerified == 600)
  }

  @Test func `folders that cannot be one are refused`() throws {
    let folder = TemporaryLogFolder()
    try folder.write([1], to: "file")
    #expect(throws: LogStoreError.system(path: folder.path + "/file", code: 20)) {
      try LogFolder(writing: folder.path + "/file")
    }
    #expect(throws: LogStoreError.noLog) { try LogStore.open(LogFolder(writing: folder.path), origin: "x") }
    #expect(throws: LogStoreError.noLog) { try LogReader(LogFolder(reading: folder.path + "/none")).checkpoint() }
    try folder.write([], to: "checkpoint/file")
    #expect(throws: LogStoreError.damaged(path: "checkpoint", reason: "is not a file")) {
      try LogReader(LogFolder(reading: folder.path)).checkpoint()
    }
  }

  @Test func `a log whose tiles are not those of its checkpoint is not opened for writing`() throws {
    let storage = FaultyStorage()
    var store = try LogStore.create(in: storage)
    try store.record(numberedEntries(0..<5))
    var files = storage.files
    files["tile/0/000.p/5"]?[40] ^= 1
    #expect(throws: LogStoreError.damaged(path: "checkpoint", reason: "its root is not that of the tiles")) {
      try LogStore.open(FaultyStorage(files), origin: Keys.origin)
    }
    var spoiled = storage.files
    spoiled["tile/entries/000.p/5"]?[4] ^= 1
    let reason = "the last entries are not those of the tile"
    #expect(throws: LogStoreError.damaged(path: "tile/entries", reason: reason)) {
      try LogStore.open(FaultyStorage(spoiled), origin: Keys.origin)
    }
    files["tile/0/000.p/5"] = nil
    #expect(throws: LogStoreError.missing(path: "tile/0/000.p/5")) {
      try LogStore.open(FaultyStorage(files), origin: Keys.origin)
    }
  }
}
