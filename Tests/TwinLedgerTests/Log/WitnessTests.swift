import Testing
import TwinLedger

/// A witness answers exactly as the specification says.
@Suite struct WitnessTests {
  private func witness() throws -> Witness {
    Witness(key: try Keys.signer("w.example", .cosignature, seed: 5), logs: [try Keys.signer().verifier])
  }

  private func request(
    _ tree: MemoryTree, from old: Int, to new: Int, keys: [SignerKey]? = nil
  ) throws -> AddCheckpointRequest {
    let signed = try SignedCheckpoint(tree.checkpoint(new), keys: keys ?? [Keys.signer()], time: 1)
    return AddCheckpointRequest(oldSize: UInt64(old), consistency: tree.consistency(old, new), signed: signed)
  }

  @Test func `a log that grows is cosigned step by step, and asked again gives the same answer`() throws {
    let witness = try witness()
    let tree = MemoryTree(count: 20)
    var records = MemoryRecords()
    let key = try Keys.signer("w.example", .cosignature, seed: 5).verifier
    for (old, new) in [(0, 0), (0, 1), (1, 1), (1, 3), (3, 16), (16, 20), (20, 20)] {
      let request = try request(tree, from: old, to: new)
      let response = witness.respond(to: request.body, time: 1_700_000_000, records: &records)
      #expect(response.status == 200, "\(old) to \(new): \(response)")
      var signed = request.signed
      let note = try SignedNote(Array((signed.note.text + "\n" + response.body).utf8))
      signed.add(note.signatures[0])
      #expect(key.verify(note.signatures[0], on: signed.note.text) == 1_700_000_000)
      #expect(records.checkpoints[Keys.origin] == tree.checkpoint(new))
    }
  }

  @Test func `each refusal has its status, and changes no record`() throws {
    let witness = try witness()
    let (tree, fork) = (MemoryTree(count: 20), MemoryTree(count: 20, seed: 1))
    var records = MemoryRecords(checkpoints: [Keys.origin: tree.checkpoint(5)])
    var stranger = try request(tree, from: 5, to: 9)
    var other = tree
    other.origin = "unknown.example"
    stranger.signed = try SignedCheckpoint(other.checkpoint(9), keys: [Keys.signer()], time: 1)
    let good = try request(tree, from: 5, to: 9)
    var (long, short, swapped) = (good, good, good)
    long.consistency.hashes.append(.empty)
    short.consistency.hashes.removeLast()
    swapped.consistency.hashes.swapAt(0, 1)
    let cases: [(String, [UInt8], Int, String)] = [
      ("no request at all", [], 400, "malformed request\n"),
      (
        "too many hashes",
        Array(("old 5\n" + String(repeating: "\(Digest32.empty.base64)\n", count: 64) + "\n").utf8)
          + good.signed.bytes, 400, "malformed request\n"
      ),
      ("unknown log", stranger.body, 404, "unknown log\n"),
      (
        "another key",
        try request(tree, from: 5, to: 9, keys: [Keys.signer(Keys.origin, .ed25519, seed: 8)]).body, 403, ""
      ),
      ("old above new", AddCheckpointRequest(oldSize: 10, consistency: .init([]), signed: good.signed).body, 400, ""),
      ("old too small", try request(tree, from: 3, to: 9).body, 409, "5\n"),
      ("old too large", try request(tree, from: 7, to: 9).body, 409, "5\n"),
      ("forgotten", try request(tree, from: 0, to: 9).body, 409, "5\n"),
      ("a fork of the same size", try request(fork, from: 5, to: 5).body, 409, "5\n"),
      ("a fork that grew", try request(fork, from: 5, to: 9).body, 422, ""),
      ("a hash too many", long.body, 422, ""), ("a hash too few", short.body, 422, ""),
      ("hashes swapped", swapped.body, 422, ""),
    ]
    for (name, body, status, text) in cases {
      let response = witness.respond(to: body, time: 1, records: &records)
      #expect(response.status == status && (text.isEmpty || response.body == text), "\(name): \(response)")
      #expect((response.contentType == "text/x.tlog.size") == (status == 409), "\(name)")
      #expect(records.checkpoints[Keys.origin] == tree.checkpoint(5), "\(name)")
    }
    var fresh = MemoryRecords()
    var proofFromNothing = try request(tree, from: 0, to: 9)
    proofFromNothing.consistency.hashes = [.empty]
    #expect(witness.respond(to: proofFromNothing.body, time: 1, records: &fresh).status == 422)
    #expect(fresh.checkpoints.isEmpty)
  }

  @Test func `who loses a race gets the winner's size and no signature`() throws {
    let tree = MemoryTree(count: 9)
    var records = MemoryRecords(checkpoints: [Keys.origin: tree.checkpoint(1)])
    records.raceWinner = tree.checkpoint(5)
    let response = try witness().respond(to: request(tree, from: 1, to: 3).body, time: 1, records: &records)
    #expect(response.status == 409 && response.body == "5\n")
    #expect(records.checkpoints[Keys.origin] == tree.checkpoint(5))
  }

  @Test func `a record that cannot be kept gives no signature`() throws {
    var records = MemoryRecords()
    records.fails = true
    let response = try witness().respond(
      to: request(MemoryTree(count: 2), from: 0, to: 2).body, time: 1, records: &records)
    #expect(response.status == 500 && !response.body.contains("\u{2014}"))
  }

  @Test func `records in a folder survive a crash at any step, and no signature outlives its record`() throws {
    let tree = MemoryTree(count: 9)
    let witness = try witness()
    for step in 1...6 {
      for seed: UInt64 in 0..<4 {
        let storage = FaultyStorage(fault: (step, .crash))
        var records = WitnessFolder(storage)
        var signed = 0
        for (old, new) in [(0, 2), (2, 5), (5, 9)] {
          if witness.respond(to: try request(tree, from: old, to: new).body, time: 1, records: &records).status == 200 {
            signed = new
          }
        }
        let left = WitnessFolder(FaultyStorage(storage.survivors(seed: seed << 32 | UInt64(step))))
        let size = Int(try left.latest(of: Keys.origin)?.size ?? 0)
        #expect(size >= signed, "step \(step), seed \(seed): \(size) kept, \(signed) cosigned")
      }
    }
    let storage = FaultyStorage()
    var records = WitnessFolder(storage)
    #expect(witness.respond(to: try request(tree, from: 0, to: 2).body, time: 1, records: &records).status == 200)
    #expect(try WitnessFolder(storage).latest(of: Keys.origin) == tree.checkpoint(2))
    let file = try #require(storage.files.keys.first)
    var spoiled = WitnessFolder(FaultyStorage([file: [1, 2]]))
    #expect(throws: LogStoreError.damaged(path: file, reason: "is no record of \(Keys.origin)")) {
      try spoiled.latest(of: Keys.origin)
    }
    #expect(witness.respond(to: try request(tree, from: 2, to: 5).body, time: 1, records: &spoiled).status == 500)
  }

  @Test(
    .enabled(if: LogVectors.arePresent, "needs the published vectors in the folder \"shared\" beside the repository"))
  func `the published requests are answered as published, in either order`() throws {
    let facts = try PublishedLogFacts.read().witness_add_checkpoint
    let digits = facts.log_pubkey_hex.compactMap(\.hexDigitValue)
    let publicKey = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    let log = try VerifierKey(name: facts.origin, algorithm: .ed25519, publicKey: publicKey)
    let witness = Witness(key: try Keys.signer("w.example", .cosignature), logs: [log])
    let bodies = facts.requests.map { request in
      let proof = request.proof.map { $0 + "\n" }.joined()
      let text = "\(facts.origin)\n\(request.size)\n\(request.root)\n\n\u{2014} \(facts.origin) \(request.sig)\n"
      return Array("old \(request.old)\n\(proof)\n\(text)".utf8)
    }
    for (order, statuses) in [([0, 1], [200, 200]), ([0, 2], [200, 200]), ([0, 2, 1], [200, 200, 409])] {
      var records = MemoryRecords()
      let got = order.map { witness.respond(to: bodies[$0], time: 1, records: &records).status }
      #expect(got == statuses, "\(order)")
    }
    var records = MemoryRecords()
    #expect(bodies.map { witness.respond(to: $0, time: 1, records: &records).status } == [200, 200, 409])
  }
}
