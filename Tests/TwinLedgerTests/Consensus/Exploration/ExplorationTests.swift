import Testing

@testable import TwinLedger

@Suite struct ExplorationTests {
  @Test(arguments: 0..<4) func `Two views, one liar, any order: no fork`(liar: Int) throws {
    var explorer = try Explorer(lastView: 2, liar: liar, bound: 2_000_000)
    let outcome = explorer.run()
    print("liar \(liar), 2 views: \(outcome)")
    #expect(!outcome.fork)
    #expect(!outcome.wasCut)
  }
}
