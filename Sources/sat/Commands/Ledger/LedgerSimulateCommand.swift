internal import ArgumentParser
internal import Foundation
internal import TwinLedger

/// `sat ledger simulate`: try to break the consensus.
struct LedgerSimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Try to break the ledger's consensus in simulated worlds.",
    discussion: """
      Each seed is one world: partitions, loss, crashes at any step, torn and flipped bytes on disk, members that lie.
      After every event the promises are checked. The same seed gives the same world everywhere: a failing one is printed with
      the command that replays it.

      Four kinds of run: worlds of a chosen size (--twins, --torn narrow what is drawn); --damage, every cut and every
      flipped byte of one node's write-ahead log, each with a world that goes on; --mutations, each rule broken once,
      and how many worlds it takes until that is noticed; --costs, what a block costs where nothing goes wrong.

      Exit status: 0 when every promise held, 1 when one was broken.

      Example:
        sat ledger simulate --nodes 7 --byzantine 2 --seed 42 --schedules 1000
        sat ledger simulate --nodes 50 --costs
      """)

  @Option(help: "Members, 4 to 100.")
  var nodes = 4
  @Option(help: "Members that do what they like, at most (nodes - 1) / 3.")
  var byzantine = 1
  @Option(help: "The first seed.")
  var seed: UInt64 = 1
  @Option(help: "How many seeds to run, one after the other; with --mutations, how many at most for each rule.")
  var schedules: Int?
  @Flag(help: "Let every Byzantine member be twins: two honest replicas with one key.")
  var twins = false
  @Flag(help: "Let every crash tear what was not synced.")
  var torn = false
  @Flag(help: "Damage one node's write-ahead log in every way, and go on each time.")
  var damage = false
  @Option(help: "With --damage: try every so many-th byte only.")
  var stride = 1
  @Flag(help: "Break each rule once, and count the worlds until that is noticed.")
  var mutations = false
  @Flag(help: "Count what a block costs: delays, messages, bytes, verified signatures.")
  var costs = false
  @Flag(help: "Print every event of the world of --seed in words.")
  var narrate = false
  @Flag(help: "Print the result as JSON.")
  var json = false

  private struct Result: Encodable {
    var nodes: Int
    var byzantine: Int
    var firstSeed: UInt64
    var schedules: Int
    var events: Int
    var crashes: Int
    var finalEntries: Int
    var accused: Int
    var schedulesPerSecond: Double
    var lastTrace: String
    @OrNull var failingSeed: UInt64?
    @OrNull var violation: String?
    @OrNull var story: String?
  }

  func validate() throws {
    guard schedules ?? 1 >= 1 else { throw ValidationError("--schedules is at least 1") }
    guard stride >= 1 else { throw ValidationError("--stride is at least 1") }
    guard [damage, mutations, costs].count(where: { $0 }) <= 1 else {
      throw ValidationError("--damage, --mutations and --costs exclude each other: ask for one of them")
    }
  }

  func run() throws {
    if mutations { return try printMutations() }
    if costs { return try printCosts() }
    let simulation = try self.simulation()
    if damage { return try printDamage(simulation) }
    try printCampaign(simulation)
  }

  private func simulation() throws -> LedgerSimulation {
    var simulation: LedgerSimulation
    do throws(LedgerSimulationError) {
      simulation = try LedgerSimulation(nodes: nodes, byzantine: byzantine)
    } catch {
      throw Failure(error)
    }
    if twins { simulation.isTwins = true }
    if torn { simulation.isTorn = true }
    return simulation
  }

  private func printCampaign(_ simulation: LedgerSimulation) throws {
    let schedules = schedules ?? 1
    var narrator: (@Sendable (String) -> Void)?
    if narrate { narrator = { line in print(line) } }
    let begin = ContinuousClock.now
    let progress = Progress()
    var result = Result(
      nodes: nodes, byzantine: byzantine, firstSeed: seed, schedules: 0, events: 0, crashes: 0, finalEntries: 0,
      accused: 0, schedulesPerSecond: 0, lastTrace: "", failingSeed: nil, violation: nil, story: nil)
    for offset in 0..<UInt64(schedules) {
      let run = simulation.run(seed: seed &+ offset, narrator: narrator)
      result.schedules += 1
      result.events += run.events
      result.crashes += run.crashes
      result.finalEntries += run.entries
      result.accused += run.accused
      result.lastTrace = String(run.trace, radix: 16)
      if let violation = run.violation {
        result.failingSeed = run.seed
        result.violation = "\(violation)"
        result.story = run.story
        break
      }
      progress.show("\(result.schedules) of \(schedules) schedules, no promise broken")
    }
    progress.end()
    result.schedulesPerSecond = Double(result.schedules) / ((ContinuousClock.now - begin) / .seconds(1))
    try printResult(json ? jsonText(result) : text(result))
    if result.violation != nil { throw ExitCode(1) }
  }

  private func text(_ result: Result) -> String {
    let counts =
      "\(count(result.schedules, "schedule")) of \(nodes) members, \(byzantine) of them Byzantine: "
      + "\(count(result.events, "event")), \(result.crashes) crashes, "
      + "\(result.finalEntries) final entries"
    guard let seed = result.failingSeed, let violation = result.violation else {
      return counts + "; every promise held. Trace \(result.lastTrace)."
    }
    return """
      \(counts)
      BROKEN at seed \(seed): \(violation)
      In that world: \(result.story ?? "")
      Replay: sat ledger simulate --nodes \(nodes) --byzantine \(byzantine)\(narrowing) --seed \(seed)
      """
  }

  /// The options that narrow what a seed draws, as they were given.
  var narrowing: String { (twins ? " --twins" : "") + (torn ? " --torn" : "") }
}
