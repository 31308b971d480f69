import Crypto
import Foundation
import NIOCore
import Testing
import TwinLedger

@testable import TwinNode

/// Whole nodes on loopback.
@Suite(.timeLimit(.minutes(2)), .serialized) struct LedgerNodeTests {
  @Test func `Entries become final in one order for everybody, with proofs that a quorum cosigned`() async throws {
    let ledger = try await LedgerUnderTest()
    try await ledger.startAll()
    let client = try await ledger.connect(to: 1)
    var seen: [UInt64] = []
    for number in 0..<20 { seen += try await client.submit([Array("entry \(number)".utf8)]).indices }
    #expect(seen == Array(0..<20))
    let entries = (0..<300).map { Array("proven \($0)".utf8) }
    let receipt = try await client.submit(entries, wantsProof: true)
    #expect(receipt.indices.sorted() == Array(20..<320))
    let policy = try ledger.policy()
    for (entry, (index, text)) in zip(entries, zip(receipt.indices, receipt.proofs)) {
      let proof = try LogProof(Array(text.utf8))
      #expect(proof.index == index)
      let trusted = try proof.verify(entry: entry, policy: policy)
      #expect(trusted.cosigners.count >= 3)
    }
    client.close()
    await ledger.stopAll()
  }

  @Test func `One of four may be down, come back, and has the same chain`() async throws {
    let ledger = try await LedgerUnderTest()
    for number in 0..<3 { try await ledger.start(number) }
    let client = try await ledger.connect(to: 0)
    for number in 0..<30 { _ = try await client.submit([Array("entry \(number)".utf8)]) }
    try await ledger.start(3)
    let late = try await ledger.connect(to: 3)
    let receipt = try await late.submit([Array("late".utf8)], wantsProof: true)
    #expect(receipt.indices == [30])
    await ledger.stopAll()
    let folders = try (0..<4).map { try ledger.entries(of: $0) }
    #expect(folders.allSatisfy { $0 == folders[0] })
    #expect(folders[0].count == 31)
  }

  @Test func `All nodes stop at once and go on where they were`() async throws {
    let ledger = try await LedgerUnderTest()
    try await ledger.startAll()
    var client = try await ledger.connect(to: 2)
    for number in 0..<10 { _ = try await client.submit([Array("before \(number)".utf8)]) }
    await ledger.stopAll()
    try await ledger.startAll()
    client = try await ledger.connect(to: 3)
    #expect(try await client.submit([Array("after".utf8)]).indices == [10])
    await ledger.stopAll()
  }

  @Test func `A log whose files are gone, or lag behind, is made again from the blocks`() async throws {
    let ledger = try await LedgerUnderTest()
    try await ledger.startAll()
    let client = try await ledger.connect(to: 2)
    let entries = (0..<700).map { Array("entry \($0)".utf8) }
    _ = try await client.submit(entries)
    await ledger.stopAll()
    try FileManager.default.removeItem(atPath: ledger.folder + "/1/log")
    let (directory, genesis) = try ledger.opened(1)
    // What the blocks have is in the log at once, in memory; a checkpoint brings it to its files.
    var stores = try LedgerStores(directory, genesis: genesis)
    let last = try stores.blocks.block(at: stores.blocks.height).block.header.log
    #expect(stores.log.head.size == 700 && stores.log.frontier.head == last)
    #expect(stores.log.published.checkpoint.size == 0)
    let signed = try SignedCheckpoint(
      stores.log.head, keys: [SignerKey(name: "test", algorithm: .ed25519, seed: [UInt8](repeating: 1, count: 32))],
      time: 1)
    let publication = try stores.log.publication(of: signed)
    var folder = stores.folder
    try folder.carryOut(publication)
    stores.confirm(publication)
    let reader = stores.log.reader
    for index: UInt64 in [0, 255, 256, 699] {
      let proof = try reader.inclusionProof(of: index, size: 700)
      let leaf = Digest32(leaf: try reader.entry(index, size: 700))
      #expect(throws: Never.self) { try proof.verifyInclusion(of: leaf, at: index, size: 700, root: last.root) }
    }
    directory.release()
  }

  @Test func `After a change of members the nodes restart with the members in force`() async throws {
    let ledger = try await LedgerUnderTest(count: 5)
    try await ledger.startAll()
    let client = try await ledger.connect(to: 0)
    _ = try await client.submit([Array("before".utf8)])
    let smaller = try MemberSet(Array(ledger.members.members.dropLast()))
    let context = VotingContext(chainID: ledger.file.chainID, epoch: 0, members: ledger.members)
    let approvals = try (0..<4).map {
      try MembershipApproval(of: smaller, in: context, by: Ed25519Signer(ledger.keys[$0]))
    }
    let change = try #require(
      Entry(MembershipApproval.change(to: smaller, approvals: approvals, in: context, with: Ed25519Verifier())))
    #expect(try await client.submit([change.bytes]).indices == [1])
    // Once the last block is the change itself, once there are blocks of the new epoch.
    for index in UInt64(2)...3 {
      await ledger.stopAll()
      for number in 0..<4 { try await ledger.start(number) }
      let again = try await ledger.connect(to: 0)
      #expect(try await again.submit([Array("after \(index)".utf8)], wantsProof: true).indices == [index])
      let status = try JSONDecoder().decode(LedgerStatus.self, from: Data(await again.status()))
      #expect(status.epoch == 1)
    }
    await ledger.stopAll()
  }

  @Test func `A plant that comes later reads the whole chain and votes with the others`() async throws {
    let ledger = try await LedgerUnderTest()
    try await ledger.startAll()
    let client = try await ledger.connect(to: 0)
    for number in 0..<40 { _ = try await client.submit([Array("before \(number)".utf8)]) }
    let key = Curve25519.Signing.PrivateKey()
    let port = try await LedgerUnderTest.freePorts(1)[0]
    let newcomer = Member(
      id: NodeID("newcomer")!, address: "127.0.0.1:\(port)", algorithm: .ed25519,
      publicKey: Array(key.publicKey.rawRepresentation))
    // It takes the place of the last member.
    let next = try MemberSet(Array(ledger.members.members.dropLast()) + [newcomer])
    #expect(throws: LedgerNodeError.notAMember) {
      try LedgerNodeConfiguration(ledger.file, key: key, directory: ledger.folder + "/new")
    }
    var configuration = try LedgerNodeConfiguration(
      ledger.file, key: key, name: newcomer.id, directory: ledger.folder + "/new")
    try LedgerDirectory.create(
      at: ledger.folder + "/new", chain: ledger.file.chainID, member: newcomer.id, publicKey: newcomer.publicKey)
    #expect(LedgerDirectory.owner(of: ledger.folder + "/new") == newcomer.id)
    await #expect(throws: LedgerNodeError.noAddress) { _ = try await LedgerNode.start(configuration) { _ in } }
    configuration.listen = ("127.0.0.1", port)
    configuration.clients = [PeerKey(of: ledger.client)]
    let node = try await LedgerNode.start(configuration) { _ in }
    let context = VotingContext(chainID: ledger.file.chainID, epoch: 0, members: ledger.members)
    let approvals = try (0..<3).map {
      try MembershipApproval(of: next, in: context, by: Ed25519Signer(ledger.keys[$0]))
    }
    let change = try #require(
      Entry(MembershipApproval.change(to: next, approvals: approvals, in: context, with: Ed25519Verifier())))
    #expect(try await client.submit([change.bytes]).indices == [40])
    // With the leaver gone and one member down, nothing is final without the newcomer.
    await ledger.stop(3)
    await ledger.stop(2)
    _ = try await client.submit([Array("after".utf8)])
    let late = try await LedgerClient.connect(to: LedgerNode.peer(newcomer), key: ledger.client)
    #expect(try await late.submit([Array("its own".utf8)]).indices == [42])
    let status = try JSONDecoder().decode(LedgerStatus.self, from: Data(await late.status()))
    #expect(status.epoch == 1 && status.standing == "voting")
    #expect(try MemberFile(Array(status.memberFile.utf8)).members == next)
    await node.stop()
    await ledger.stopAll()
    let stored = try BlockStore(path: ledger.folder + "/new/blocks").blocks(after: 0, bytes: .max, count: .max)
    #expect(try stored.flatMap { $0.block.entries.map(\.bytes) } == ledger.entries(of: 0))
  }

  @Test func `What a ledger does not take is refused at once`() async throws {
    let ledger = try await LedgerUnderTest()
    try await ledger.startAll()
    let client = try await ledger.connect(to: 0)
    _ = try await client.submit([Array("once".utf8)])
    await #expect(throws: TransportError.self) { _ = try await client.submit([Array("once".utf8)]) }
    let smaller = try MemberSet(Array(ledger.members.members.dropLast()), unsafeSingle: true)
    // Approved in another epoch: nobody of this one counts it.
    let context = VotingContext(chainID: ledger.file.chainID, epoch: 1, members: ledger.members)
    let approvals = try (0..<4).map {
      try MembershipApproval(of: smaller, in: context, by: Ed25519Signer(ledger.keys[$0]))
    }
    let change = try #require(
      Entry(MembershipApproval.change(to: smaller, approvals: approvals, in: context, with: Ed25519Verifier())))
    await #expect(throws: TransportError.self) { _ = try await client.submit([change.bytes]) }
    await ledger.stopAll()
  }

  @Test func `A snapshot that nobody asked for is not taken, and stops no node`() async throws {
    let ledger = try await LedgerUnderTest()
    try await ledger.startAll()
    let client = try await ledger.connect(to: 0)
    for number in 0..<5 { _ = try await client.submit([Array("entry \(number)".utf8)]) }
    await ledger.stopAll()
    let blocks = try ledger.blocks(of: 1)
    let place = try #require(blocks.lastIndex { $0.proof?.path.isEmpty == true })
    let before = LogFrontier().appending(blocks[..<place].flatMap(\.block.entries))
    let snapshot = Snapshot(anchor: blocks[place], frontier: before, consistency: [])
    // A node that has nothing yet hears of it from a member.
    try FileManager.default.removeItem(atPath: ledger.folder + "/0")
    try ledger.create(0)
    try await ledger.start(0)
    let liar = try await LedgerClient.connect(
      to: LedgerNode.peer(ledger.members.members[0]), key: ledger.keys[3])
    liar.send(NodeFrame.consensus(Message(epoch: 0, .snapshot(snapshot))))
    let asked = try JSONDecoder().decode(LedgerStatus.self, from: Data(await liar.status()))
    #expect(asked.height == 0)
    await ledger.stopAll()
  }

  @Test func `A directory is refused to a second process and to another chain`() async throws {
    let ledger = try await LedgerUnderTest()
    try await ledger.start(0)
    await #expect(throws: LedgerNodeError.inUse(ledger.folder + "/0")) { try await ledger.start(0) }
    await ledger.stopAll()
    #expect(throws: LedgerNodeError.otherChain(ledger.folder + "/0")) {
      try LedgerDirectory(
        path: ledger.folder + "/0", chain: Digest32(sha256: [1]), member: ledger.members.members[0].id)
    }
    #expect(throws: LedgerNodeError.otherMember(ledger.folder + "/1", "node-1")) {
      try LedgerDirectory(
        path: ledger.folder + "/1", chain: ledger.file.chainID, member: ledger.members.members[0].id)
    }
  }

  @Test func `A node whose votes were cut away does not vote any more`() async throws {
    let ledger = try await LedgerUnderTest()
    try await ledger.startAll()
    let client = try await ledger.connect(to: 1)
    for number in 0..<5 { _ = try await client.submit([Array("entry \(number)".utf8)]) }
    await ledger.stop(0)
    #expect(truncate(ledger.folder + "/0/votes", 0) == 0)
    let (notices, tell) = AsyncStream.makeStream(of: ObservationReason.self)
    try await ledger.start(0) { notice in
      if case .replica(.observing(let reason)) = notice { tell.yield(reason) }
    }
    #expect(await notices.first { _ in true } == .damagedMemory)
    let asked = try await ledger.connect(to: 0)
    await #expect(throws: TransportError.self) { try await asked.submit([[1]]) }
    #expect(try await client.submit([Array("without it".utf8)]).indices == [5])
    await ledger.stopAll()
  }
}
