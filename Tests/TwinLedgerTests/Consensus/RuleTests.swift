import Testing

@testable import TwinLedger

/// Rules 1 to 7 and 13, one replica (member 0 of 4) among crafted messages. Member v mod 4 leads view v.
@Suite struct RuleTests {
  @Test(arguments: [VoteKind.notarize, .skip, .finalize])
  func `Rule 1: a view is entered on a certificate of the one before it`(kind: VoteKind) throws {
    var cluster = try Cluster()
    #expect(cluster.replica().view == 1)
    let hash = kind == .skip ? Digest32.zero : Digest32(sha256: [1])
    cluster.deliver(.certificate(cluster.certificate(kind, view: 4, hash: hash)), from: 1)
    #expect(cluster.replica().view == 5)
  }

  @Test func `Rule 1: two votes open no view, a third does`() throws {
    var cluster = try Cluster()
    for k in 1...2 {
      cluster.deliver(.vote(cluster.vote(.notarize, view: 1, hash: Digest32(sha256: [1]), by: k)), from: k)
    }
    #expect(cluster.replica().view == 1)
    cluster.deliver(.vote(cluster.vote(.notarize, view: 1, hash: Digest32(sha256: [1]), by: 3)), from: 3)
    #expect(cluster.replica().view == 2)
  }

  @Test func `Rule 1: a certificate with a bad, missing or foreign signature opens nothing`() throws {
    var cluster = try Cluster()
    var forged = cluster.certificate(.skip, view: 1)
    forged.signatures[2] = cluster.vote(.skip, view: 2, by: 2).signature
    let thin = cluster.certificate(.skip, view: 1, by: [1, 2])
    var short = cluster.certificate(.skip, view: 1)
    short.signatures.removeLast()
    var foreign = cluster.certificate(.skip, view: 1)
    foreign.signers = MemberBits(bits: 0b1_0011)
    for bad in [forged, thin, short, foreign] { cluster.deliver(.certificate(bad), from: 1) }
    #expect(cluster.replica().view == 1)
    #expect(cluster.hasReport(0) { $0 == .misbehaviour(Cluster.name(1), .badCertificate) })
  }

  @Test func `Rule 2: the leader extends the highest notarized block and proves the views in between skipped`() throws {
    var cluster = try Cluster()
    cluster.silent = [Cluster.name(1), Cluster.name(2), Cluster.name(3)]
    let parent = cluster.proposal(view: 1, text: ["a"])
    cluster.deliver(.proposal(parent), from: 1)
    cluster.deliver(.certificate(cluster.certificate(.notarize, view: 1, hash: parent.block.hash)), from: 1)
    for view in UInt64(2)...3 { cluster.deliver(.certificate(cluster.certificate(.skip, view: view)), from: 1) }
    cluster.submit("b", to: 0)
    let proposals = cluster.sent.compactMap { parcel -> Proposal? in
      guard case .proposal(let proposal) = parcel.message.content else { return nil }
      return proposal
    }
    let block = try #require(proposals.first).block
    #expect(Set(proposals).count == 1)
    #expect(block.view == 4)
    #expect(block.header.parent == parent.block.hash)
    #expect(proposals[0].justification.skips.map(\.view) == [2, 3])
    #expect(block.header.justification == proposals[0].justification.hash)
  }

  @Test func `Rule 2: a leader that lacks a SKIP certificate does not propose`() throws {
    var cluster = try Cluster()
    cluster.submit("b", to: 0)
    for view in [UInt64(1), 3] { cluster.deliver(.certificate(cluster.certificate(.skip, view: view)), from: 1) }
    #expect(cluster.replica().view == 4)
    #expect(!cluster.sent.contains { if case .proposal = $0.message.content { true } else { false } })
  }

  @Test func `Rule 3: NOTAR goes to the first proposal of the leader, and to no second one`() throws {
    var cluster = try Cluster()
    let (first, second) = (cluster.proposal(view: 1, text: ["a"]), cluster.proposal(view: 1, text: ["b"]))
    cluster.deliver(.proposal(first), from: 1)
    cluster.deliver(.proposal(second), from: 1)
    #expect(cluster.votes(of: 0, .notarize).map(\.hash) == [first.block.hash])
  }

  @Test func `Rule 3: a proposal of one who does not lead is refused`() throws {
    var cluster = try Cluster()
    cluster.deliver(.proposal(cluster.proposal(view: 1, text: ["a"], by: 2)), from: 2)
    #expect(cluster.votes(of: 0, .notarize).isEmpty)
    #expect(cluster.hasReport(0) { $0 == .misbehaviour(Cluster.name(2), .badSignature) })
  }

  @Test func `Rule 3: a proposal that skips a view without its certificate is refused`() throws {
    var cluster = try Cluster()
    let honest = cluster.certificate(.skip, view: 1)
    cluster.deliver(.certificate(honest), from: 1)
    let unproven = cluster.proposal(view: 2, text: ["a"])
    var forged = honest
    forged.view = 3
    let wrongView = cluster.proposal(view: 2, text: ["a"], skips: [forged])
    cluster.deliver(.proposal(unproven), from: 2)
    cluster.deliver(.proposal(wrongView), from: 2)
    #expect(cluster.votes(of: 0, .notarize).isEmpty)
    let proven = cluster.proposal(view: 2, text: ["a"], skips: [honest])
    cluster.deliver(.proposal(proven), from: 2)
    #expect(cluster.votes(of: 0, .notarize).map(\.hash) == [proven.block.hash])
  }

  @Test func `Rule 3: a justification other than the header's is refused`() throws {
    var cluster = try Cluster()
    var proposal = cluster.proposal(view: 2, text: ["a"], skips: [cluster.certificate(.skip, view: 1)])
    proposal.justification.skips = [cluster.certificate(.skip, view: 1, by: [1, 2, 3])]
    cluster.deliver(.proposal(proposal), from: 2)
    #expect(cluster.votes(of: 0, .notarize).isEmpty)
  }

  @Test func `Rule 3: a justification carries a replica into the view`() throws {
    var cluster = try Cluster()
    let skips = (1...4).map { cluster.certificate(.skip, view: $0) }
    let proposal = cluster.proposal(view: 5, text: ["a"], skips: skips)
    cluster.deliver(.proposal(proposal), from: 1)
    #expect(cluster.replica().view == 5)
    #expect(cluster.votes(of: 0, .notarize).map(\.view) == [5])
  }

  @Test func `Rule 3: a block whose log is not its parent's, grown by its entries, is refused`() throws {
    var cluster = try Cluster()
    let honest = cluster.proposal(view: 1, text: ["a"])
    let block = Block(header: honest.block.header, entries: [try #require(Entry([66]))])
    cluster.deliver(
      .proposal(Proposal(block: block, justification: honest.justification, signature: honest.signature)), from: 1)
    #expect(cluster.votes(of: 0, .notarize).isEmpty)
  }

  @Test func `Rule 4: FINAL follows the NOTAR certificate`() throws {
    var cluster = try Cluster()
    let proposal = cluster.proposal(view: 1, text: ["a"])
    cluster.deliver(.proposal(proposal), from: 1)
    #expect(cluster.votes(of: 0, .finalize).isEmpty)
    cluster.deliver(
      .certificate(cluster.certificate(.notarize, view: 1, hash: proposal.block.hash, by: [1, 2, 3])), from: 1)
    #expect(cluster.votes(of: 0, .finalize).map(\.hash) == [proposal.block.hash])
  }

  @Test func `Rule 4: no FINAL after SKIP`() throws {
    var cluster = try Cluster()
    let proposal = cluster.proposal(view: 1, text: ["a"])
    for k in 2...3 { cluster.deliver(.vote(cluster.vote(.skip, view: 1, by: k)), from: k) }
    #expect(cluster.votes(of: 0, .skip).map(\.view) == [1])
    cluster.deliver(
      .certificate(cluster.certificate(.notarize, view: 1, hash: proposal.block.hash, by: [1, 2, 3])), from: 1)
    cluster.deliver(.proposal(proposal), from: 1)
    #expect(cluster.votes(of: 0, .finalize).isEmpty)
  }

  @Test func `Rule 5: no SKIP of a view after FINAL in it`() throws {
    var cluster = try Cluster(mutations: .rule4FinalizeWithoutCertificate)
    // With FINAL given early the replica is still in the view when the others skip it.
    cluster.deliver(.proposal(cluster.proposal(view: 1, text: ["a"])), from: 1)
    #expect(cluster.votes(of: 0, .finalize).count == 1)
    for k in 1...3 { cluster.deliver(.vote(cluster.vote(.skip, view: 1, by: k)), from: k) }
    #expect(cluster.votes(of: 0, .skip).isEmpty)
  }

  @Test func `Rule 5: SKIP when the leader gives up, or f + 1 others do, or the timer fires`() throws {
    var byLeader = try Cluster()
    byLeader.deliver(.vote(byLeader.vote(.skip, view: 1, by: 1)), from: 1)
    #expect(byLeader.votes(of: 0, .skip).count == 1)
    var byOne = try Cluster()
    byOne.deliver(.vote(byOne.vote(.skip, view: 1, by: 2)), from: 2)
    #expect(byOne.votes(of: 0, .skip).isEmpty)
    byOne.deliver(.vote(byOne.vote(.skip, view: 1, by: 3)), from: 3)
    #expect(byOne.votes(of: 0, .skip).count == 1)
    var byTimer = try Cluster()
    byTimer.silent = [Cluster.name(1), Cluster.name(2), Cluster.name(3)]
    byTimer.submit("a", to: 0)
    let steps = byTimer.run(limit: 1_000) { !$0.votes(of: 0, .skip).isEmpty }
    #expect(steps == 150, "3Δ at Δ = 50 ms, one step a millisecond")
  }

  @Test func `Rule 7: a FINAL certificate commits all ancestors in order`() throws {
    var cluster = try Cluster()
    let first = cluster.proposal(view: 1, text: ["a"])
    let second = cluster.proposal(view: 2, text: ["b"], on: first)
    cluster.deliver(.proposal(first), from: 1)
    cluster.deliver(.proposal(second), from: 2)
    #expect(cluster.log(of: 0).isEmpty)
    cluster.deliver(.certificate(cluster.certificate(.finalize, view: 2, hash: second.block.hash)), from: 2)
    #expect(cluster.log(of: 0) == ["a", "b"])
    #expect(cluster.replica().tip.log.head == second.block.header.log)
    #expect(cluster.chains[Cluster.name(0)]?.map { $0.proof == nil } == [true, false])
  }

  @Test func `Rule 7: what is notarized is shown and not committed`() throws {
    var cluster = try Cluster()
    let first = cluster.proposal(view: 1, text: ["a"])
    cluster.deliver(.proposal(first), from: 1)
    let certificate = cluster.certificate(.notarize, view: 1, hash: first.block.hash)
    var replica = cluster.replica()
    let effects = replica.receive(
      .message(Message(epoch: 0, .certificate(certificate)), from: Cluster.name(1)), at: cluster.now)
    #expect(effects.contains(.provisional(first.block)))
    #expect(!effects.contains { if case .commit = $0 { true } else { false } })
  }

  @Test func `Rule 13: each pair of conflicting signatures is evidence, reported once and submitted as an entry`()
    throws
  {
    var cluster = try Cluster()
    let (one, other) = (Digest32(sha256: [1]), Digest32(sha256: [2]))
    let pairs: [(Vote, Vote)] = [
      (cluster.vote(.notarize, view: 1, hash: one, by: 1), cluster.vote(.notarize, view: 1, hash: other, by: 1)),
      (cluster.vote(.finalize, view: 1, hash: one, by: 2), cluster.vote(.skip, view: 1, by: 2)),
      (cluster.vote(.skip, view: 2, by: 3), cluster.vote(.finalize, view: 2, hash: one, by: 3)),
    ]
    for (first, second) in pairs {
      for vote in [first, second, second] { cluster.deliver(.vote(vote), from: vote.signer) }
      let evidence = try #require(EquivocationEvidence(epoch: 0, first, second))
      #expect(evidence.isProven(in: cluster.context, with: cluster.scheme))
      #expect(cluster.reports[Cluster.name(0)]?.filter { $0 == .equivocation(evidence) }.count == 1)
    }
    #expect(cluster.replica().pool.count == 3)
  }

  @Test func `Rule 13: two proposals of one leader in one view are evidence`() throws {
    var cluster = try Cluster()
    cluster.deliver(.proposal(cluster.proposal(view: 1, text: ["a"])), from: 1)
    cluster.deliver(.proposal(cluster.proposal(view: 1, text: ["b"])), from: 1)
    #expect(
      cluster.hasReport(0) {
        if case .equivocation(let evidence) = $0 { evidence.first.kind == .propose } else { false }
      })
  }

  @Test func `Rule 13: nobody can be accused with another's signature`() throws {
    var cluster = try Cluster()
    let one = cluster.vote(.notarize, view: 1, hash: Digest32(sha256: [1]), by: 1)
    var forged = cluster.vote(.notarize, view: 1, hash: Digest32(sha256: [2]), by: 2)
    forged.signer = 1
    let evidence = try #require(EquivocationEvidence(epoch: 0, one, forged))
    #expect(!evidence.isProven(in: cluster.context, with: cluster.scheme))
    let entry = try #require(Entry(evidence))
    cluster.deliver(.entries([entry]), from: 2)
    #expect(cluster.replica().pool.isEmpty)
  }

  @Test func `Rule 13: two contradicting certificates name at least f + 1 culprits`() throws {
    let cluster = try Cluster(7)
    let signers = (Array(0..<5), Array(2..<7))
    let one = cluster.certificate(.finalize, view: 3, hash: Digest32(sha256: [1]), by: signers.0)
    let other = cluster.certificate(.skip, view: 3, by: signers.1)
    let culprits = Replica.culprits(epoch: 0, one, other)
    #expect(culprits.map(\.first.signer) == [2, 3, 4])
    #expect(culprits.allSatisfy { $0.isProven(in: cluster.context, with: cluster.scheme) })
  }

  @Test func `A vote in another member's name is refused`() throws {
    var cluster = try Cluster()
    cluster.deliver(.vote(cluster.vote(.skip, view: 1, by: 1)), from: 2)
    #expect(cluster.votes(of: 0, .skip).isEmpty)
    #expect(cluster.hasReport(0) { $0 == .misbehaviour(Cluster.name(2), .foreignVote) })
  }
}
