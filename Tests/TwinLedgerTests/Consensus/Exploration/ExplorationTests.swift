import Testing

@testable import TwinLedger

@Suite struct ExplorationTests {
  @Test(arguments: [2, 1, 3], [false]) func `Two views, one liar, any order: no fork`(liar: Int, c: Bool) throws {
    for lastView in UInt64(2)...(c ? 2 : 3) {
    var explorer = try Explorer(lastView: lastView, liar: liar, seesCommits: c, bound: 60_000_000)
    let t = ContinuousClock().now
    let outcome = explorer.run()
    print("liar \(liar), \(lastView) views \(c): \(outcome)", ContinuousClock().now - t)
    #expect(!outcome.fork)
    #expect(!outcome.wasCut)
    }
  }
}
