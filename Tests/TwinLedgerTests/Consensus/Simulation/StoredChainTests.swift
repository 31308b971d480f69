import Testing

@testable import TwinLedger

/// What a simulated node finds on its disk after a crash.
@Suite struct StoredChainTests {
  @Test func `A chain stored as a snapshot remembers who its members are`() throws {
    let cast = try Cast(
      count: 4, identities: [0, 1, 2, 3], isHonest: [true, true, true, true], scheme: SimulatedScheme(worldSeed: 1))
    let genesis = ChainTip.genesis(chainID: cast.chainID, members: cast.members)
    let moved = cast.members.members.map {
      Member(id: $0.id, address: $0.address + ", moved", algorithm: $0.algorithm, publicKey: $0.publicKey)
    }
    let later = try MemberSet(moved)
    let block = Block(
      header: BlockHeader(
        epoch: 1, view: 3, height: 5, parentView: 2, parent: .zero, justification: .zero, log: LogFrontier().head),
      entries: [])
    let snapshot = Snapshot(
      anchor: FinalizedBlock(block: block, proof: nil), frontier: LogFrontier(), consistency: [])
    var chain = StoredChain(genesis: genesis, members: cast.members)
    let bytes = StoredChain.frame(snapshot, members: later)
    #expect(chain.load(bytes) == bytes.count)
    #expect(chain.tip.epoch == 1 && chain.tip.height == 5)
    #expect(chain.members == later)
    for length in 0..<bytes.count {
      var torn = StoredChain(genesis: genesis, members: cast.members)
      #expect(torn.load(Array(bytes[..<length])) == 0 && torn.members == cast.members)
    }
  }
}
