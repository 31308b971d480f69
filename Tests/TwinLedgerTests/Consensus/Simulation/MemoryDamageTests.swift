import Testing

@testable import TwinLedger

/// Rule 9, over whole nodes: a damaged write-ahead log costs at most the node's vote.
@Suite struct MemoryDamageTests {
  struct Share: Sendable, CustomTestStringConvertible {
    var nodes: Int
    var byzantine: Int
    var seeds: ClosedRange<UInt64>
    var stride: Int
    var testDescription: String { "\(nodes) members, \(byzantine) Byzantine, every \(stride)th byte" }
  }

  @Test(arguments: [
    Share(nodes: 4, byzantine: 0, seeds: 1...6, stride: 61), Share(nodes: 4, byzantine: 1, seeds: 1...6, stride: 61),
    Share(nodes: 7, byzantine: 1, seeds: 1...2, stride: 211),
  ])
  func `Cut or flipped anywhere: no second vote, and no final entry is lost`(share: Share) throws {
    let campaign = MemoryDamage(try LedgerSimulation(nodes: share.nodes, byzantine: share.byzantine))
    var (runs, asking, damaged) = (0, 0, 0)
    for seed in share.seeds {
      let result = campaign.run(seed: seed, stride: share.stride)
      runs += result.runs
      asking += result.asking
      damaged += result.damaged
      let replay = "sat ledger simulate --damage --nodes \(share.nodes) --byzantine \(share.byzantine) --seed \(seed)"
      #expect(result.violation == nil, "\(result); replay: \(replay)")
    }
    print("damaged logs: \(share.testDescription): \(runs) damages, \(asking) asked, \(damaged) fell silent")
    #expect(runs > 50 && damaged > 0)
  }

  @Test(arguments: [RuleMutations.rule9IgnoreTornTail, .rule9ForgetVotes])
  func `A node that forgets is caught`(mutation: RuleMutations) throws {
    var simulation = try LedgerSimulation(nodes: 4, byzantine: 0)
    simulation.mutations = mutation
    let campaign = MemoryDamage(simulation)
    #expect((1...40).contains { campaign.run(seed: $0, stride: 32).violation != nil })
  }
}
