import Testing

@testable import TwinLedger

/// Rule 12: the members change by a quorum's approval and a final block.
@Suite struct MembershipTests {
  /// A change to the members `keys`, node by key, approved by `approvers` of the four.
  private func change(_ cluster: Cluster, to nodes: [Int], keys: [Int: Int] = [:], approvers: [Int] = [0, 1, 2]) throws
    -> Entry
  {
    let members = try MemberSet(nodes.map { Cluster.member($0, scheme: cluster.scheme, key: keys[$0]) })
    let approvals = cluster.certificate(.reconfigure, view: 0, hash: members.hash, by: approvers)
    return try #require(Entry(Reconfiguration(members: members, approvals: approvals)))
  }

  @Test func `Rule 12: a joiner and a leaver change places, and the chain goes on`() throws {
    var cluster = try Cluster()
    cluster.start(4)
    cluster.submit("before", to: 1)
    cluster.run(limit: 5_000) { cluster in (0...4).allSatisfy { cluster.log(of: $0).count == 1 } }
    cluster.give(.submitted([try change(cluster, to: [1, 2, 3, 4])]), to: Cluster.name(2))
    let changed = cluster.run(limit: 10_000) { cluster in (0...4).allSatisfy { cluster.replica($0).context.epoch == 1 } }
    #expect(changed != nil)
    #expect(cluster.replica(4).position == 3 && cluster.replica(4).standing == .voting)
    #expect(cluster.replica(0).standing == .observing(.notAMember))
    cluster.submit("after", to: 4)
    let steps = cluster.run(limit: 10_000) { cluster in (0...4).allSatisfy { cluster.log(of: $0).last == "after" } }
    #expect(steps != nil)
    #expect(cluster.hasReport(0) { $0 == .retired })
    #expect(cluster.sent.contains { parcel in
      guard parcel.sender == Cluster.name(4), case .vote = parcel.message.content else { return false }
      return parcel.message.epoch == 1
    })
  }

  @Test func `Rule 12: a change that no quorum approved enters neither pool nor block`() throws {
    var cluster = try Cluster()
    let thin = try change(cluster, to: [1, 2, 3, 4], approvers: [1, 2])
    cluster.deliver(.entries([thin]), from: 1)
    #expect(cluster.replica().pool.isEmpty)
    let genesis = ChainTip.genesis(chainID: cluster.configuration.chainID, members: cluster.members)
    let justification = Justification(parent: nil, skips: [])
    let header = BlockHeader(
      epoch: 0, view: 1, height: 1, parentView: 0, parent: genesis.hash, justification: justification.hash,
      log: LogFrontier().appending([thin]).head)
    let block = Block(header: header, entries: [thin])
    let signature = cluster.vote(.propose, view: 1, hash: block.hash, by: 1).signature
    cluster.deliver(.proposal(Proposal(block: block, justification: justification, signature: signature)), from: 1)
    #expect(cluster.votes(of: 0, .notarize).isEmpty)
  }

  @Test func `Rule 12: votes of the old epoch count for nothing in the new one`() throws {
    var cluster = try Cluster()
    cluster.give(.submitted([try change(cluster, to: [0, 1, 2, 3, 4])]), to: Cluster.name(1))
    cluster.run(limit: 5_000) { cluster in (0..<4).allSatisfy { cluster.replica($0).context.epoch == 1 } }
    let old = cluster.certificate(.skip, view: 1, by: [0, 1, 2, 3])
    cluster.give(.message(Message(epoch: 1, .certificate(old)), from: Cluster.name(1)), to: Cluster.name(0))
    #expect(cluster.replica().view == 1)
    #expect(cluster.hasReport(0) { $0 == .misbehaviour(Cluster.name(1), .badCertificate) })
  }

  @Test func `Rule 12: only empty blocks follow the one that ends the epoch, and they are not kept`() throws {
    var cluster = try Cluster()
    // FINAL votes of the first block get lost, so that the old members must append to it.
    cluster.loses = { parcel in
      if case .vote(let vote) = parcel.message.content { vote.kind == .finalize && vote.view == 1 } else { false }
    }
    cluster.give(.submitted([try change(cluster, to: [0, 1, 2, 3, 4])]), to: Cluster.name(1))
    cluster.submit("too late", to: 1)
    cluster.run(limit: 10_000) { cluster in (0..<4).allSatisfy { cluster.replica($0).context.epoch == 1 } }
    let end = try #require(cluster.chains[Cluster.name(0)]?.last { $0.block.header.epoch == 0 })
    #expect(end.proof?.path.isEmpty == false)
    #expect(end.proof?.leads(from: end.block) == true)
    let steps = cluster.run(limit: 20_000) { cluster in (0..<4).allSatisfy { cluster.log(of: $0).last == "too late" } }
    #expect(steps != nil)
    #expect(Set((0..<4).map { cluster.log(of: $0).count }) == [2])
  }

  @Test func `Rule 12: one who slept through the change catches up into the new epoch`() throws {
    var cluster = try Cluster()
    cluster.silent = [Cluster.name(3)]
    cluster.give(.submitted([try change(cluster, to: [0, 1, 2, 3, 4])]), to: Cluster.name(1))
    cluster.run(limit: 10_000) { cluster in (0..<3).allSatisfy { cluster.replica($0).context.epoch == 1 } }
    cluster.start(4)
    cluster.run(limit: 10_000) { $0.replica(4).context.epoch == 1 }
    cluster.submit("after", to: 1)
    cluster.run(limit: 20_000) { cluster in (0..<3).allSatisfy { cluster.log(of: $0).last == "after" } }
    cluster.silent = []
    let steps = cluster.run(limit: 20_000) { $0.log(of: 3).last == "after" }
    #expect(steps != nil)
  }

  @Test func `Rule 12: a member that lost its memory votes again under a new key`() throws {
    var cluster = try Cluster()
    cluster.start(0, recollection: .damaged)
    cluster.give(
      .submitted([try change(cluster, to: [0, 1, 2, 3], keys: [0: 40], approvers: [1, 2, 3])]), to: Cluster.name(1))
    cluster.run(limit: 10_000) { cluster in (1..<4).allSatisfy { cluster.replica($0).context.epoch == 1 } }
    cluster.start(0, key: 40, recollection: .firstStart)
    cluster.submit("after", to: 0)
    cluster.run(limit: 20_000) { cluster in (0..<4).allSatisfy { cluster.log(of: $0).last == "after" } }
    #expect(cluster.replica().standing == .voting)
    #expect(cluster.log(of: 0).last == "after")
  }
}
