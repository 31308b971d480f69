import Testing

@testable import TwinLedger

/// CI's share of the campaigns that `make nightly` runs in full: the same worlds, fewer of them.
@Suite struct CampaignTests {
  /// Worlds of one kind.
  struct Share: CustomTestStringConvertible, Sendable {
    var nodes: Int
    var byzantine: Int
    var worlds: Int
    var isTwins: Bool?
    var isTorn: Bool?
    var options: String { (isTwins == true ? " --twins" : "") + (isTorn == true ? " --torn" : "") }
    var testDescription: String { "\(worlds) worlds of \(nodes) members, \(byzantine) Byzantine\(options)" }
  }

  /// Seeds from here on, so that CI and the nightly target do not run the same worlds.
  static let firstSeed: UInt64 = 2_000_000_000

  private static let shares = [
    Share(nodes: 4, byzantine: 1, worlds: 600), Share(nodes: 4, byzantine: 0, worlds: 150),
    Share(nodes: 4, byzantine: 1, worlds: 150, isTwins: true),
    Share(nodes: 4, byzantine: 1, worlds: 150, isTorn: true), Share(nodes: 7, byzantine: 2, worlds: 100),
    Share(nodes: 10, byzantine: 3, worlds: 20), Share(nodes: 16, byzantine: 5, worlds: 6),
  ]

  @Test(arguments: shares) func `Every promise holds in simulated worlds`(share: Share) throws {
    var simulation = try LedgerSimulation(nodes: share.nodes, byzantine: share.byzantine)
    simulation.isTwins = share.isTwins
    simulation.isTorn = share.isTorn
    var (events, crashes, entries) = (0, 0, 0)
    for seed in Self.firstSeed..<Self.firstSeed + UInt64(share.worlds) {
      let run = simulation.run(seed: seed)
      events += run.events
      crashes += run.crashes
      entries += run.entries
      let replay =
        "sat ledger simulate --nodes \(share.nodes) --byzantine \(share.byzantine)\(share.options) --seed \(seed)"
      #expect(run.violation == nil, "\(run.violation.map { "\($0)" } ?? ""); \(run.story); replay: \(replay)")
    }
    print("simulation: \(share.testDescription): \(events) events, \(crashes) crashes, \(entries) final entries")
    #expect(crashes > 0 && entries > share.worlds, "worlds in which nothing happens prove nothing")
  }

  /// Seeds that once broke a promise, each with what was wrong. A cure changes what happens in a world, so these prove less
  /// than they did; they are here because they cost next to nothing.
  private static let formerFailures: [(nodes: Int, byzantine: Int, seeds: [UInt64])] = [
    // A chain that was stored as a snapshot forgot who the members were.
    (
      4, 1,
      [
        100_073_120, 100_079_895, 200_023_558, 200_053_871, 200_059_201, 200_088_259, 200_096_128,
        // A torn crash left a leader the block of a proposal that it had not sent.
        30_001_395, 40_001_516,
        // A liar made the entry that the world waited for.
        1_045_164, 1_065_160,
        // A liar's claims to a longer chain kept the others from fetching a block's body.
        610_005_049,
      ]
    ),
    // The second: a fetch waited ever longer, and a member that could not lead was waited for.
    (4, 0, [2_000_000_065, 704_300_353]), (7, 2, [300_013_628, 300_015_687]), (10, 3, [400_006_200]),
  ]

  @Test(arguments: formerFailures) func `Worlds that once broke a promise keep it`(
    nodes: Int, byzantine: Int, seeds: [UInt64]
  ) throws {
    let simulation = try LedgerSimulation(nodes: nodes, byzantine: byzantine)
    for seed in seeds {
      let run = simulation.run(seed: seed)
      #expect(run.violation == nil, "seed \(seed): \(run.violation.map { "\($0)" } ?? "")")
    }
  }

  @Test func `One seed is one world`() throws {
    for (nodes, byzantine) in [(4, 1), (7, 2)] {
      let simulation = try LedgerSimulation(nodes: nodes, byzantine: byzantine)
      for seed in UInt64(1)...6 { #expect(simulation.run(seed: seed) == simulation.run(seed: seed)) }
    }
  }
}
