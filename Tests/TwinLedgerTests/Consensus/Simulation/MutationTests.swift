import Testing

@testable import TwinLedger

/// A rule that can be broken unnoticed is not tested: each is broken once, and must be noticed within so many worlds.
///
/// The bounds leave room above the counts in Docs/Consensus.md; `sat ledger simulate --mutations` makes that table.
@Suite struct MutationTests {
  @Test(arguments: 0..<MutationTable().count) func `A broken rule is noticed`(place: Int) {
    let row = MutationTable().row(place, bound: 600)
    print("mutation \(row.name): \(row.verdict ?? "NOT NOTICED") after \(row.count) worlds")
    #expect(row.verdict != nil, "\(row.name) broken, and nobody noticed in \(row.count) worlds")
  }
}
