import Testing
import TwinLedger

/// A crash, or a full disk, at every single step of a log's life.
@Suite struct LogCrashTests {
  /// A life of batches that fill tiles, two appends before one checkpoint, and pruning.
  ///
  /// - Returns: size of the last checkpoint whose publication was acknowledged, and of the one in the making.
  private func live(
    _ storage: FaultyStorage, retrying: Bool = false
  ) throws -> (acknowledged: Int, attempted: Int) {
    var (acknowledged, attempted) = (-1, 0)
    func attempt(_ body: () throws(LogStoreError) -> Void) throws -> Bool {
      do throws(LogStoreError) {
        try body()
        return true
      } catch {
        guard retrying, case .diskFull = error else { return false }
        try body()
        return true
      }
    }
    var made: LogStore<FaultyStorage>?
    let empty = try SignedCheckpoint(
      Checkpoint(origin: Keys.origin, size: 0, root: .empty), keys: [Keys.signer()], time: 1)
    guard
      try attempt({ () throws(LogStoreError) in
        // A log half made has a checkpoint already or nothing at all.
        made =
          try storage.files["checkpoint"] == nil
          ? LogStore.create(in: storage, checkpoint: empty) : LogStore.open(storage, origin: Keys.origin)
      }), var store = made
    else { return (acknowledged, attempted) }
    acknowledged = 0
    for (batch, isPublished) in [(3, true), (251, true), (4, true), (300, false), (255, true), (1, true)] {
      let size = Int(store.head.size)
      let entries = numberedEntries(size..<size + batch)
      guard try attempt({ () throws(LogStoreError) in try store.append(entries) }) else { break }
      guard isPublished else { continue }
      attempted = size + batch
      let signed = try SignedCheckpoint(store.head, keys: [Keys.signer()], time: 1)
      guard try attempt({ () throws(LogStoreError) in try store.publish(signed) }) else { break }
      acknowledged = attempted
      if attempted == 813 {
        guard try attempt({ () throws(LogStoreError) in try store.prune(below: 512) }) else { break }
      }
    }
    return (acknowledged, attempted)
  }

  @Test func `after a crash at any step the old checkpoint or the new one holds, and the log goes on`() throws {
    let whole = FaultyStorage()
    #expect(try live(whole) == (814, 814))
    var recoveries = 0
    for step in 1...whole.steps {
      for seed: UInt64 in 0..<3 {
        let storage = FaultyStorage(fault: (step, .crash))
        let (acknowledged, attempted) = try live(storage)
        let disk = FaultyStorage(storage.survivors(seed: seed << 32 | UInt64(step)))
        guard disk.files["checkpoint"] != nil else {
          #expect(acknowledged < 0, "step \(step), seed \(seed): an acknowledged log is gone")
          continue
        }
        let published = Int(try LogReader(disk).checkpoint().checkpoint.size)
        #expect([max(acknowledged, 0), attempted].contains(published), "step \(step), seed \(seed): \(published)")
        // What a reader finds before anyone recovers it holds already.
        #expect(throws: Never.self, "step \(step), seed \(seed)") { try readAll(disk) }
        var store = try LogStore.open(disk, origin: Keys.origin)
        try store.record(numberedEntries(published..<published + 400))
        let report = try LogAudit(disk, policy: testPolicy()).run()
        #expect(report.checkpoint.checkpoint.size == UInt64(published + 400) && report.uncoveredFiles == 0)
        recoveries += 1
      }
    }
    #expect(recoveries > 150)
  }

  /// Every entry that is not pruned, with its proof.
  private func readAll(_ storage: FaultyStorage) throws {
    let reader = LogReader(storage)
    let checkpoint = try reader.checkpoint().checkpoint
    let minimum = try reader.minimumIndex()
    for index in stride(from: minimum, to: checkpoint.size, by: 37) {
      let entry = try reader.entry(index, size: checkpoint.size)
      #expect(entry == Array("entry \(index)".utf8))
      try reader.inclusionProof(of: index, size: checkpoint.size)
        .verifyInclusion(of: Digest32(leaf: entry), at: index, size: checkpoint.size, root: checkpoint.root)
    }
  }

  @Test func `a disk that is full at any step loses nothing, and the same step succeeds when there is room`() throws {
    let whole = FaultyStorage()
    _ = try live(whole)
    for step in 1...whole.steps {
      let stopped = FaultyStorage(fault: (step, .diskFull))
      let (acknowledged, _) = try live(stopped)
      if acknowledged > 0 { try readAll(stopped) }
      let retried = FaultyStorage(fault: (step, .diskFull))
      #expect(try live(retried, retrying: true) == (814, 814), "step \(step)")
      #expect(try LogAudit(retried, policy: testPolicy()).run().checkpoint.checkpoint.size == 814)
    }
  }
}
