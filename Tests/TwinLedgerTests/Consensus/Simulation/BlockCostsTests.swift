import Testing

@testable import TwinLedger

/// Fifty members, one millisecond one way: what a block costs, against what the protocol's arithmetic says.
@Suite struct BlockCostsTests {
  @Test(arguments: [4, 50]) func `A block is final after three delays, and costs what it must`(nodes: Int) throws {
    let costs = try BlockCosts(nodes: nodes, delay: 1_000_000, blocks: 5)
    #expect(costs.longestUntilFinal == 3 * costs.delay)
    let (n, blocks) = (costs.nodes, costs.blocks)
    // NOTAR and FINAL of each member to each other one; one proposal to each other member.
    #expect(costs.votes.messages == blocks * 2 * n * (n - 1))
    #expect(costs.proposals.messages == blocks * (n - 1))
    #expect(costs.others.messages == 0)
    // Version, epoch, tag, kind, view, hash, signer and a signature of 64 bytes with its length.
    #expect(costs.votes.bytes == costs.votes.messages * (1 + 8 + 1 + 1 + 8 + 32 + 2 + 2 + 64))
    // A quorum of NOTARs and one of FINALs, less the own ones, and the leader's word.
    let quorum = (n + (n - 1) / 3 + 2) / 2
    #expect(costs.verifications <= blocks * n * (2 * quorum))
  }

  @Test func `Fifty members: some 4,900 votes and 0.7 MB a block over the whole cluster`() throws {
    let costs = try BlockCosts(nodes: 50, blocks: 5)
    #expect(costs.votes.messages / costs.blocks == 4_900)
    let bytes = (costs.votes.bytes + costs.proposals.bytes) / costs.blocks
    #expect((650_000...750_000).contains(bytes), "\(bytes) bytes")
  }
}
