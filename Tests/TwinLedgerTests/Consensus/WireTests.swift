import Testing

@testable import TwinLedger

@Suite struct WireTests {
  /// One message of every kind, with every optional part present and absent.
  private func messages() throws -> [Message] {
    let cluster = try Cluster()
    let first = cluster.proposal(view: 1, text: ["a", "b"])
    let second = cluster.proposal(
      view: 4, text: [], on: first, skips: [2, 3].map { cluster.certificate(.skip, view: $0) })
    let certificate = cluster.certificate(.finalize, view: 4, hash: second.block.hash)
    let proof = FinalityProof(path: [second.block.header], certificate: certificate)
    let votes = [VoteKind.notarize, .skip, .finalize].enumerated().map {
      cluster.vote($1, view: 9, hash: $1 == .skip ? .zero : first.block.hash, by: $0)
    }
    let evidence = try #require(EquivocationEvidence(epoch: 0, votes[2], cluster.vote(.skip, view: 9, by: 2)))
    let approvals = cluster.certificate(.reconfigure, view: 0, hash: cluster.members.hash)
    let change = Reconfiguration(members: cluster.members, approvals: approvals)
    let marked = [try #require(Entry(evidence)), try #require(Entry(change))]
    let frontier = LogFrontier().appending(marked + first.block.entries + marked)
    let contents: [Message.Content] = [
      .proposal(first), .proposal(second), .certificate(certificate), .entries(marked), .entries([]),
      .status(Status(nonce: 7, view: 5, height: 2, certificates: [certificate], votes: votes)),
      .status(Status(nonce: 0, view: 1, height: 0, certificates: [], votes: [])), .statusRequest(.max),
      .fetch(Fetch(height: 3, log: frontier.head, view: 2, hash: first.block.hash)), .branch([first, second]),
      .blocks([FinalizedBlock(block: first.block, proof: proof), FinalizedBlock(block: second.block, proof: nil)]),
      .snapshot(
        Snapshot(
          anchor: FinalizedBlock(block: first.block, proof: proof), frontier: frontier, consistency: frontier.peaks)),
    ]
    return (contents + votes.map { .vote($0) }).enumerated().map { Message(epoch: UInt64($0), $1) }
  }

  @Test func `Every message is read as it was written`() throws {
    for message in try messages() {
      #expect(try Message(encoded: message.encoded) == message)
    }
  }

  @Test func `There is one encoding: what is read is written with the same bytes`() throws {
    for message in try messages() {
      let bytes = message.encoded
      for place in bytes.indices {
        var other = bytes
        other[place] ^= 1 << UInt8(place % 8)
        if let read = try? Message(encoded: other) { #expect(read.encoded == other) }
      }
    }
  }

  @Test func `A message cut anywhere, or with more behind it, is refused`() throws {
    for message in try messages() {
      let bytes = message.encoded
      for count in bytes.indices { #expect(throws: WireError.self) { try Message(encoded: Array(bytes[..<count])) } }
      #expect(throws: WireError.trailing(1)) { try Message(encoded: bytes + [0]) }
    }
  }

  @Test func `Counts and lengths above their bounds are refused before anything is reserved`() throws {
    let huge = [UInt8](repeating: 0xff, count: 64)
    for kind in UInt8(1)...10 {
      #expect(throws: WireError.self) { try Message(encoded: [1] + [UInt8](repeating: 0, count: 8) + [kind] + huge) }
    }
    #expect(
      throws: WireError.tooLarge(what: "frame", value: UInt64(WireLimits.frame + 1), limit: UInt64(WireLimits.frame))
    ) {
      try Message(encoded: [UInt8](repeating: 1, count: WireLimits.frame + 1))
    }
  }

  @Test func `A vote has 126 signed bytes: name, chain, epoch, members, type, view, hash`() throws {
    let cluster = try Cluster()
    let hash = Digest32(sha256: [1])
    let statement = cluster.context.statement(.finalize, view: 0x0102, hash: hash)
    let expected =
      Array("SAT-LEDGER-V1".utf8) + cluster.configuration.chainID.bytes + [0, 0, 0, 0, 0, 0, 0, 0]
      + cluster.members.hash.bytes + [3, 0, 0, 0, 0, 0, 0, 1, 2] + hash.bytes
    #expect(statement == expected)
    #expect(statement.count == 126)
  }

  @Test func `Every record is read as it was written`() throws {
    let cluster = try Cluster()
    let records: [WriteAheadRecord] = [
      .vote(epoch: 3, kind: .propose, view: 9, hash: Digest32(sha256: [1])), .floor(epoch: 1, view: 2),
      .certificate(epoch: 0, cluster.certificate(.skip, view: 2)), .proposal(cluster.proposal(view: 1, text: ["a"])),
    ]
    for record in records { #expect(try WriteAheadRecord(code: record.code, body: record.body) == record) }
  }
}
