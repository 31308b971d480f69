import Foundation
import Testing

@testable import TwinLedger

/// Exhaustive search with the real machine, n = 4, one liar; member v mod 4 leads view v.
///
/// Set SAT_NIGHTLY for the searches of three views that take minutes.
@Suite struct ExplorationTests {
  static let isNightly = ProcessInfo.processInfo.environment["SAT_NIGHTLY"] != nil

  private func explore(
    _ views: UInt64, liar: Int, mutations: RuleMutations = [], seesCommits: Bool = false, bound: Int = 150_000_000
  ) throws -> Explorer.Outcome {
    var explorer = try Explorer(
      lastView: views, liar: liar, mutations: mutations, seesCommits: seesCommits, bound: bound)
    return explorer.run()
  }

  @Test(arguments: 0..<4) func `Two views, any order, what replicas commit included: no fork`(liar: Int) throws {
    let outcome = try explore(2, liar: liar, seesCommits: true)
    print("exploration, 2 views, liar \(liar): \(outcome)")
    #expect(!outcome.fork && !outcome.wasCut)
    #expect(outcome.states > 1_000)
  }

  @Test(arguments: isNightly ? [0, 1, 2, 3] : [0, 1]) func `Three views, any order: no fork`(liar: Int) throws {
    let outcome = try explore(3, liar: liar)
    print("exploration, 3 views, liar \(liar): \(outcome)")
    #expect(!outcome.fork && !outcome.wasCut)
    #expect(outcome.states > 100_000)
  }

  /// A rule, the views and the liar that show why it is there.
  struct Mutation: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var rule: RuleMutations
    var views: UInt64 = 2
    var liar = 1
    var seesCommits = false
  }

  private static let mutations = [
    Mutation(testDescription: "quorum − 1", rule: .quorumMinusOne),
    Mutation(testDescription: "rule 3, two NOTARs", rule: .rule3DoubleNotarize),
    Mutation(testDescription: "rule 3, J unchecked", rule: .rule3UncheckedJustification, liar: 2),
    Mutation(testDescription: "rule 4, FINAL after SKIP", rule: .rule4FinalizeAfterSkip),
    Mutation(testDescription: "rule 5, SKIP after FINAL", rule: .rule5SkipAfterFinalize, views: 3),
    Mutation(testDescription: "rule 7, notarized is final", rule: .rule7CommitNotarized, seesCommits: true),
    Mutation(testDescription: "rule 7, naive fast path", rule: .rule7NaiveFastPath, seesCommits: true),
  ]

  @Test(arguments: mutations) func `A weakened rule lets the chain fork`(mutation: Mutation) throws {
    let outcome = try explore(
      mutation.views, liar: mutation.liar, mutations: mutation.rule, seesCommits: mutation.seesCommits,
      bound: 3_000_000)
    print("exploration, \(mutation.testDescription): \(outcome)")
    #expect(outcome.fork)
  }
}
