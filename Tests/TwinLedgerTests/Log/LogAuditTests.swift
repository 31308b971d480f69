import Testing
import TwinLedger

/// Verification names the first thing that is wrong, and misses nothing.
@Suite struct LogAuditTests {
  private func log(_ batches: [Int], keys: [SignerKey]? = nil) throws -> [String: [UInt8]] {
    let storage = FaultyStorage()
    var store = try LogStore.create(in: storage, keys: keys)
    var size = 0
    for batch in batches {
      try store.record(numberedEntries(size..<size + batch), keys: keys)
      size += batch
    }
    return storage.files
  }

  private func finding(_ files: [String: [UInt8]], policy: LogPolicy? = nil) throws -> LogFinding? {
    do throws(LogAuditError) {
      _ = try LogAudit(FaultyStorage(files), policy: policy ?? testPolicyOrNone()).run()
      return nil
    } catch .finding(let finding) {
      return finding
    } catch .store(let error) {
      throw error
    }
  }

  private func testPolicyOrNone() -> LogPolicy { (try? testPolicy()) ?? LogPolicy(requiringAll: []) }

  @Test func `every changed bit of every file of a small log is found`() throws {
    let keys = [try Keys.signer(), try Keys.signer("w.example", .cosignature, seed: 6)]
    let files = try log([2, 1, 4], keys: keys)
    let policy = LogPolicy(requiringAll: keys.map(\.verifier))
    #expect(try finding(files, policy: policy) == nil)
    #expect(
      files.keys.sorted() == [
        "checkpoint", "tile/0/000.p/2", "tile/0/000.p/3", "tile/0/000.p/7", "tile/entries/000.p/2",
        "tile/entries/000.p/3", "tile/entries/000.p/7",
      ])
    for (path, bytes) in files {
      for position in bytes.indices {
        for bit in 0..<8 {
          var altered = files
          altered[path]?[position] ^= 1 << bit
          let found = try finding(altered, policy: policy)
          #expect(found != nil, "\(path), byte \(position), bit \(bit)")
          // An older partial file is only as good as the newer one; everything else is named itself.
          if let found, path.hasSuffix("/7") || path == "checkpoint" {
            #expect(found.path == path, "\(path), byte \(position): \(found)")
          }
        }
      }
      var (longer, shorter, missing) = (files, files, files)
      longer[path]?.append(0)
      shorter[path]?.removeLast()
      missing[path] = nil
      #expect(try finding(longer, policy: policy) != nil && finding(shorter, policy: policy) != nil, "\(path)")
      let isNeeded = path.hasSuffix("/7")
      if path != "checkpoint" { #expect(try (finding(missing, policy: policy) != nil) == isNeeded, "\(path)") }
    }
  }

  @Test func `in a log of many tiles the wrong file and entry are named`() throws {
    let files = try log([66_000, 70])
    #expect(try finding(files) == nil)
    for (path, position, entry) in [
      ("tile/entries/001", 2000, UInt64(256 + 2000 / 11)), ("tile/entries/258.p/22", 5, 66_048),
      ("tile/0/003", 77, nil),
      ("tile/0/258.p/22", 40, nil), ("tile/1/000", 8000, nil), ("tile/1/001.p/2", 1, nil), ("tile/2/000.p/1", 31, nil),
    ] as [(String, Int, UInt64?)] {
      try #require(files[path] != nil, "\(path)")
      var altered = files
      altered[path]?[position] ^= 0x10
      let found = try #require(try finding(altered), "\(path)")
      #expect(found.path == path, "\(found)")
      if let entry { #expect(found.entry == entry, "\(found)") }
    }
    var swapped = files
    swapped["tile/entries/001"] = files["tile/entries/002"]
    #expect(try finding(swapped)?.entry == 256)
    var cut = files
    cut["tile/0/100"] = nil
    #expect(try finding(cut)?.description == "tile/0/100: is missing")
    var stray = files
    stray["tile/0/notes.txt"] = []
    #expect(try finding(stray)?.path == "tile/0/notes.txt")
  }

  @Test func `a log is held to an older checkpoint: cut, forked and foreign ones are found`() throws {
    let policy = try testPolicy()
    let files = try log([10, 300])
    let tree = numberedEntries(0..<400)
    func signed(_ entries: [[UInt8]], origin: String = Keys.origin) throws -> SignedCheckpoint {
      let root = LeafNodes.root(entries.map { Digest32(leaf: $0) }[...])
      let key = try Keys.signer(origin)
      return try SignedCheckpoint(
        Checkpoint(origin: origin, size: UInt64(entries.count), root: root), keys: [key], time: 1)
    }
    let audit = LogAudit(FaultyStorage(files), policy: policy)
    for size in [0, 1, 10, 255, 256, 257, 310] { _ = try audit.run(since: signed(Array(tree[..<size]))) }
    var forked = tree
    forked[3] = [0]
    for (older, word) in [
      (try signed(Array(tree[..<311])), "cut"), (try signed(Array(forked[..<10])), "does not extend"),
      (try signed(Array(tree[..<10]), origin: "other.example"), "no trusted key"),
    ] {
      #expect {
        try audit.run(since: older)
      } throws: { error in
        if case .finding(let finding) = error as? LogAuditError { finding.reason.contains(word) } else { false }
      }
    }
  }

  @Test func `files beyond the checkpoint, as in a copy of a living log, are counted and do no harm`() throws {
    let storage = FaultyStorage()
    var store = try LogStore.create(in: storage)
    try store.record(numberedEntries(0..<10))
    try store.append(numberedEntries(10..<800))
    var place = storage
    try place.carryOut(store.publication(of: nil))
    #expect(try LogAudit(storage, policy: testPolicy()).run().uncoveredFiles == 6)
  }
}
