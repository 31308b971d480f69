import Testing

@testable import TwinLedger

/// Rules 8 to 12, whole clusters on a network without chance.
@Suite struct LivenessTests {
  @Test(arguments: [4, 7, 10, 16]) func `Rule 8: the entries of all nodes become final in one order`(n: Int) throws {
    var cluster = try Cluster(n)
    for k in 0..<n { cluster.submit("entry \(k)", to: k) }
    let steps = cluster.run(limit: 100) { cluster in (0..<n).allSatisfy { cluster.log(of: $0).count == n } }
    #expect(steps != nil)
    #expect(Set((0..<n).map { cluster.log(of: $0) }).count == 1)
  }

  @Test func `Rule 8: an idle cluster sets no view timer and makes no block`() throws {
    var cluster = try Cluster()
    cluster.submit("a", to: 0)
    cluster.run(limit: 20) { cluster in (0..<4).allSatisfy { cluster.log(of: $0) == ["a"] } }
    let heights = (0..<4).map { cluster.replica($0).tip.height }
    cluster.run(limit: 3_000) { _ in false }
    #expect((0..<4).map { cluster.replica($0).tip.height } == heights)
    #expect((0..<4).allSatisfy { cluster.replica($0).deadline(of: .view) == nil })
  }

  @Test func `Rule 8: a dead leader's views are skipped after 3Δ, and at once after two of its turns`() throws {
    var cluster = try Cluster()
    cluster.silent = [Cluster.name(2)]
    var waits: [Int] = []
    for k in 0..<24 {
      cluster.submit("entry \(k)", to: 0)
      waits.append(
        try #require(
          cluster.run(limit: 2_000) { cluster in [0, 1, 3].allSatisfy { cluster.log(of: $0).count == k + 1 } }))
    }
    #expect(waits.max() ?? 0 >= 150)
    #expect(waits.suffix(12).allSatisfy { $0 <= 10 }, "\(waits)")
  }

  @Test(arguments: [RuleMutations(), .rule4FinalizeWithoutCertificate])
  func `Rule 4: FINAL without a certificate would stall a view whose leader equivocates`(mutations: RuleMutations)
    throws
  {
    var cluster = try Cluster(mutations: mutations)
    cluster.silent = [Cluster.name(1)]
    cluster.deliver(.proposal(cluster.proposal(view: 1, text: ["a"])), from: 1, to: 0)
    cluster.deliver(.proposal(cluster.proposal(view: 1, text: ["b"])), from: 1, to: 2)
    cluster.deliver(.proposal(cluster.proposal(view: 1, text: ["c"])), from: 1, to: 3)
    cluster.submit("d", to: 0)
    let steps = cluster.run(limit: 10_000) { cluster in [0, 2, 3].allSatisfy { cluster.log(of: $0).contains("d") } }
    #expect((steps != nil) == mutations.isEmpty)
  }

  @Test func `Rule 8: the timeout grows by half a view and is held at its cap`() throws {
    var cluster = try Cluster { $0.longestView = .milliseconds(400) }
    #expect(cluster.replica().timeout == .milliseconds(150))
    cluster.deliver(.certificate(cluster.certificate(.skip, view: 1)), from: 1)
    #expect(cluster.replica().timeout == .milliseconds(225))
    cluster.deliver(.certificate(cluster.certificate(.skip, view: 8)), from: 1)
    #expect(cluster.replica().timeout == .milliseconds(400))
  }

  @Test func `Rule 8: who still skips a view that others left is given its certificate`() throws {
    var cluster = try Cluster()
    let hash = Digest32(sha256: [1])
    cluster.deliver(.certificate(cluster.certificate(.notarize, view: 1, hash: hash)), from: 1)
    cluster.deliver(.vote(cluster.vote(.skip, view: 1, by: 3)), from: 3)
    cluster.deliver(.vote(cluster.vote(.skip, view: 1, by: 3)), from: 3)
    let given = cluster.sent.filter {
      if case .certificate(let certificate) = $0.message.content { certificate.hash == hash } else { false }
    }
    #expect(given.map(\.receiver) == [Cluster.name(3)])
  }

  @Test func `Rule 9: nothing is sent before the disk says that it is written`() throws {
    var cluster = try Cluster()
    cluster.stuckDisks = [Cluster.name(0)]
    cluster.sent = []
    cluster.deliver(.proposal(cluster.proposal(view: 1, text: ["a"])), from: 1)
    #expect(cluster.votes(of: 0, .notarize).isEmpty)
    #expect(cluster.memories[Cluster.name(0)]?.contains { if case .vote = $0 { true } else { false } } == true)
    cluster.give(.persisted(through: 1), to: Cluster.name(0))
    #expect(cluster.votes(of: 0, .notarize).isEmpty, "the first record is the proposal, the vote comes after it")
    cluster.give(.persisted(through: 2), to: Cluster.name(0))
    #expect(cluster.votes(of: 0, .notarize).count == 1)
  }

  @Test func `Rule 9: a vote that was not written yet makes no certificate`() throws {
    var cluster = try Cluster()
    cluster.stuckDisks = [Cluster.name(0)]
    let proposal = cluster.proposal(view: 1, text: ["a"])
    cluster.deliver(.proposal(proposal), from: 1)
    for k in 1...2 {
      cluster.deliver(.vote(cluster.vote(.notarize, view: 1, hash: proposal.block.hash, by: k)), from: k)
    }
    #expect(cluster.replica().view == 1)
    cluster.give(.persisted(through: 2), to: Cluster.name(0))
    #expect(cluster.replica().view == 2)
  }

  @Test func `Rule 9: a restarted replica stands by its votes`() throws {
    var cluster = try Cluster()
    let first = cluster.proposal(view: 1, text: ["a"])
    cluster.deliver(.proposal(first), from: 1)
    cluster.start(0)
    cluster.deliver(.proposal(cluster.proposal(view: 1, text: ["b"])), from: 1)
    cluster.deliver(
      .certificate(cluster.certificate(.notarize, view: 1, hash: first.block.hash, by: [1, 2, 3])), from: 1)
    cluster.start(0)
    #expect(cluster.replica().view == 2, "the certificate was written down before FINAL")
    for k in 1...3 { cluster.deliver(.vote(cluster.vote(.skip, view: 1, by: k)), from: k) }
    #expect(Set(cluster.votes(of: 0, .notarize).map(\.hash)) == [first.block.hash])
    #expect(cluster.votes(of: 0, .skip).isEmpty)
  }

  @Test func `Rule 9: after a bad last record a replica asks, and votes only above the highest view + 1`() throws {
    var cluster = try Cluster()
    for k in 1...3 {
      for view in UInt64(1)...5 {
        cluster.deliver(.certificate(cluster.certificate(.skip, view: view)), from: 0, to: k)
      }
    }
    cluster.start(0, recollection: .tornTail([], nonce: 99))
    cluster.submit("a", to: 1)
    cluster.run(limit: 2_000) { cluster in (0..<4).allSatisfy { cluster.log(of: $0) == ["a"] } }
    #expect((0..<4).allSatisfy { cluster.log(of: $0) == ["a"] })
    #expect(cluster.hasReport(0) { $0 == .recovered(above: 7) })
    let views = cluster.sent.compactMap { parcel -> UInt64? in
      guard parcel.sender == Cluster.name(0), case .vote(let vote) = parcel.message.content else { return nil }
      return vote.view
    }
    #expect(views.allSatisfy { $0 > 7 })
    #expect(cluster.memories[Cluster.name(0)]?.contains(.floor(epoch: 0, view: 7)) == true)
  }

  @Test func `Rule 9: answers without proof or to another question do not end a recovery`() throws {
    var cluster = try Cluster()
    cluster.silent = [Cluster.name(0)]
    cluster.start(0, recollection: .tornTail([], nonce: 99))
    for k in 1...3 {
      cluster.deliver(.status(Status(nonce: 98, view: 1, height: 0, certificates: [], votes: [])), from: k)
      cluster.deliver(.status(Status(nonce: 99, view: 9, height: 0, certificates: [], votes: [])), from: k)
    }
    #expect(cluster.replica().standing == .recovering(nonce: 99, answers: MemberBits()))
    for k in 1...3 {
      cluster.deliver(.status(Status(nonce: 99, view: 1, height: 0, certificates: [], votes: [])), from: k)
    }
    #expect(cluster.replica().standing == .voting)
  }

  @Test func `Rule 9: a replica with a damaged memory watches and never votes`() throws {
    var cluster = try Cluster()
    cluster.start(0, recollection: .damaged)
    cluster.submit("a", to: 1)
    cluster.run(limit: 1_000) { cluster in (0..<4).allSatisfy { cluster.log(of: $0) == ["a"] } }
    #expect(cluster.log(of: 0) == ["a"])
    #expect(cluster.votes(of: 0, .notarize).isEmpty && cluster.votes(of: 0, .finalize).isEmpty)
    #expect(cluster.hasReport(0) { $0 == .observing(.damagedMemory) })
  }

  @Test func `Rule 9: a disk that refuses to write silences the replica`() throws {
    var cluster = try Cluster()
    cluster.give(.diskFailed, to: Cluster.name(0))
    cluster.deliver(.proposal(cluster.proposal(view: 1, text: ["a"])), from: 1)
    #expect(cluster.votes(of: 0, .notarize).isEmpty)
  }

  @Test func `Rule 9: all replicas crash at once and go on`() throws {
    var cluster = try Cluster()
    for k in 0..<12 { cluster.submit("entry \(k)", to: k % 4) }
    for _ in 0..<7 { cluster.step() }
    cluster.wire = []
    for k in 0..<4 { cluster.start(k) }
    for k in 0..<12 { cluster.submit("entry \(k)", to: k % 4) }
    cluster.run(limit: 20_000) { cluster in (0..<4).allSatisfy { Set(cluster.log(of: $0)).count == 12 } }
    #expect(Set((0..<4).map { cluster.log(of: $0) }).count == 1)
    #expect(Set(cluster.log(of: 0)).count == 12)
  }

  @Test func `Rule 10: lost votes and certificates are said again in a standstill`() throws {
    var cluster = try Cluster()
    cluster.submit("a", to: 1)
    cluster.loses = { if case .vote(let vote) = $0.message.content { vote.kind == .finalize } else { false } }
    cluster.run(limit: 200) { _ in false }
    #expect((0..<4).allSatisfy { cluster.log(of: $0).isEmpty })
    cluster.loses = { _ in false }
    let steps = cluster.run(limit: 20_000) { cluster in (0..<4).allSatisfy { cluster.log(of: $0) == ["a"] } }
    #expect(steps != nil)
  }

  @Test func `Rule 10: a replica bound by FINAL that lost the certificate shows its block to those who skipped`() throws
  {
    // Member 3 leads view 1, shows its block to member 0 only, and is never heard of again.
    var cluster = try Cluster { $0.leaderOffset = 2 }
    cluster.silent = [Cluster.name(3)]
    let proposal = cluster.proposal(view: 1, text: ["a"], by: 3)
    let hash = proposal.block.hash
    let memory: [WriteAheadRecord] = [
      .proposal(proposal), .vote(epoch: 0, kind: .notarize, view: 1, hash: hash),
      .vote(epoch: 0, kind: .finalize, view: 1, hash: hash),
    ]
    cluster.start(0, recollection: .intact(memory))
    cluster.submit("b", to: 1)
    let steps = cluster.run(limit: 20_000) { cluster in (0..<3).allSatisfy { cluster.log(of: $0) == ["a", "b"] } }
    #expect(steps != nil)
    #expect(cluster.votes(of: 1, .skip).first?.view == 1, "the others gave up view 1 before they saw its block")
  }

  @Test func `Rule 2: a leader whose crash left it the block of its proposal makes no second one`() throws {
    var cluster = try Cluster()
    let proposal = cluster.proposal(view: 1, text: ["a"])
    // The records of PROPOSE and NOTAR were not synchronised.
    cluster.start(1, recollection: .intact([.proposal(proposal)]))
    cluster.submit("b", to: 1)
    let sent = cluster.sent.compactMap { parcel -> Digest32? in
      guard case .proposal(let other) = parcel.message.content, parcel.sender == Cluster.name(1) else { return nil }
      return other.block.hash
    }
    #expect(Set(sent).isSubset(of: [proposal.block.hash]))
    #expect(cluster.votes(of: 1, .notarize).map(\.hash) == [proposal.block.hash])
  }

  @Test func `Rule 11: a replica that was away fetches what it missed`() throws {
    var cluster = try Cluster()
    cluster.silent = [Cluster.name(3)]
    for k in 0..<100 {
      cluster.submit("entry \(k)", to: 0)
      cluster.run(limit: 2_000) { $0.log(of: 0).count == k + 1 }
    }
    cluster.silent = []
    let steps = cluster.run(limit: 3_000) { $0.log(of: 3).count == 100 }
    #expect(steps != nil)
    #expect(cluster.log(of: 3) == cluster.log(of: 0))
  }

  @Test func `Rule 11: a body that was lost is fetched although its certificate is here`() throws {
    var cluster = try Cluster()
    cluster.loses = { parcel in
      if case .proposal = parcel.message.content { parcel.receiver == Cluster.name(3) } else { false }
    }
    cluster.submit("a", to: 1)
    let steps = cluster.run(limit: 500) { $0.log(of: 3) == ["a"] }
    #expect(steps != nil)
  }

  @Test func `Rule 11: a wish goes on from the blocks that its answer brought`() throws {
    var cluster = try Cluster()
    let first = cluster.proposal(view: 1, text: ["a"])
    let missing = cluster.certificate(.notarize, view: 4, hash: Digest32(sha256: [4]))
    cluster.deliver(.certificate(missing), from: 1)
    cluster.silent = [Cluster.name(1), Cluster.name(2), Cluster.name(3)]
    func heights(_ cluster: Cluster) -> [UInt64] {
      cluster.sent.compactMap { if case .fetch(let fetch) = $0.message.content { fetch.height } else { nil } }
    }
    cluster.run(limit: 100) { !heights($0).isEmpty }
    let proof = FinalityProof(path: [], certificate: cluster.certificate(.finalize, view: 1, hash: first.block.hash))
    cluster.deliver(.blocks([FinalizedBlock(block: first.block, proof: proof)]), from: 1)
    #expect(heights(cluster) == [0, 1])
  }

  @Test func `Rule 8: who gives up a view in which nothing waits is given the last final certificate`() throws {
    var cluster = try Cluster()
    let first = cluster.proposal(view: 1, text: ["a"])
    let certificate = cluster.certificate(.finalize, view: 1, hash: first.block.hash)
    cluster.deliver(.proposal(first), from: 1)
    cluster.deliver(.certificate(certificate), from: 1)
    cluster.sent = []
    cluster.deliver(.vote(cluster.vote(.skip, view: 2, by: 3)), from: 3)
    #expect(cluster.sent.map(\.message.content) == [.certificate(certificate)])
  }

  @Test func `Rule 11: blocks without proof, out of order or with other entries are refused`() throws {
    var cluster = try Cluster()
    let first = cluster.proposal(view: 1, text: ["a"])
    let second = cluster.proposal(view: 2, text: ["b"], on: first)
    let certificate = cluster.certificate(.finalize, view: 2, hash: second.block.hash)
    let proof = FinalityProof(path: [], certificate: certificate)
    let good = [FinalizedBlock(block: first.block, proof: nil), FinalizedBlock(block: second.block, proof: proof)]
    var thin = certificate
    thin.signers = MemberBits(bits: 3)
    thin.signatures.removeLast()
    let other = Block(header: first.block.header, entries: [try #require(Entry([66]))])
    let bad: [[FinalizedBlock]] = [
      [FinalizedBlock(block: first.block, proof: nil), FinalizedBlock(block: second.block, proof: nil)],
      [FinalizedBlock(block: second.block, proof: proof)],
      [FinalizedBlock(block: first.block, proof: proof)],
      [FinalizedBlock(block: other, proof: nil), FinalizedBlock(block: second.block, proof: proof)],
      [good[0], FinalizedBlock(block: second.block, proof: FinalityProof(path: [], certificate: thin))],
    ]
    for blocks in bad {
      cluster.deliver(.blocks(blocks), from: 1)
      #expect(cluster.log(of: 0).isEmpty)
      #expect(cluster.hasReport(0) { $0 == .misbehaviour(Cluster.name(1), .badCatchUp) })
      cluster.reports = [:]
    }
    cluster.deliver(.blocks(good), from: 1)
    #expect(cluster.log(of: 0) == ["a", "b"])
  }

  @Test func `Rule 11: without the check of growth a snapshot of another log would be taken over`() throws {
    #expect(MutationTable.directed.map(\.rule) == [.rule11BelieveSnapshots])
    #expect(try adoptsForeignSnapshot(mutations: .rule11BelieveSnapshots))
    #expect(try !adoptsForeignSnapshot(mutations: []))
  }

  /// q members sign a log that did not grow out of ours.
  private func adoptsForeignSnapshot(mutations: RuleMutations) throws -> Bool {
    var cluster = try Cluster(mutations: mutations)
    let first = cluster.proposal(view: 1, text: ["a"])
    let proof = FinalityProof(path: [], certificate: cluster.certificate(.finalize, view: 1, hash: first.block.hash))
    cluster.deliver(.blocks([FinalizedBlock(block: first.block, proof: proof)]), from: 1)
    let frontier = LogFrontier().appending(["x", "b", "c"].compactMap { Entry(Array($0.utf8)) })
    let entry = try #require(Entry([100]))
    let header = BlockHeader(
      epoch: 0, view: 9, height: 4, parentView: 8, parent: .zero, justification: .zero,
      log: frontier.appending([entry]).head)
    let block = Block(header: header, entries: [entry])
    let final = FinalityProof(path: [], certificate: cluster.certificate(.finalize, view: 9, hash: block.hash))
    cluster.deliver(
      .snapshot(
        Snapshot(anchor: FinalizedBlock(block: block, proof: final), frontier: frontier, consistency: [])), from: 1)
    return cluster.replica().tip.height == 4
  }

  @Test func `Rule 11: a snapshot is accepted only where its log grew out of ours`() throws {
    var cluster = try Cluster()
    let first = cluster.proposal(view: 1, text: ["a"])
    cluster.deliver(
      .blocks([
        FinalizedBlock(
          block: first.block,
          proof: FinalityProof(path: [], certificate: cluster.certificate(.finalize, view: 1, hash: first.block.hash)))
      ]), from: 1)
    func snapshot(old: String) throws -> Snapshot {
      let leaves = [old, "b", "c"].compactMap { Entry(Array($0.utf8)) }
      let frontier = LogFrontier().appending(leaves)
      let entry = try #require(Entry([100]))
      let header = BlockHeader(
        epoch: 0, view: 9, height: 4, parentView: 8, parent: .zero, justification: .zero,
        log: frontier.appending([entry]).head)
      let block = Block(header: header, entries: [entry])
      let proof = FinalityProof(path: [], certificate: cluster.certificate(.finalize, view: 9, hash: block.hash))
      // From 1 leaf to 3: the sibling of leaf 0, then leaf 2. Source: RFC 9162, section 2.1.4.1.
      return Snapshot(
        anchor: FinalizedBlock(block: block, proof: proof), frontier: frontier,
        consistency: [leaves[1].leaf, leaves[2].leaf])
    }
    cluster.deliver(.snapshot(try snapshot(old: "x")), from: 1)
    #expect(cluster.replica().tip.height == 1)
    #expect(cluster.hasReport(0) { $0 == .misbehaviour(Cluster.name(1), .badCatchUp) })
    let honest = try snapshot(old: "a")
    cluster.deliver(.snapshot(honest), from: 1)
    #expect(cluster.replica().tip.height == 4)
    #expect(cluster.replica().view == 10)
    #expect(cluster.adopted[Cluster.name(0)] == [honest])
  }
}
