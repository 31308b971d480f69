internal import ArgumentParser
internal import Foundation
internal import TwinLedger

/// `sat ledger simulate`: try to break the consensus.
struct LedgerSimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Try to break the ledger's consensus in simulated worlds.",
    discussion: """
      Each seed is one world: partitions, loss, crashes at any step, torn and flipped bytes on disk, members that lie. After
      every event the promises are checked. The same seed gives the same world everywhere: a failing one is printed with
      the command that replays it.

      Exit status: 0 when every promise held, 1 when one was broken.

      Example:
        sat ledger simulate --nodes 7 --byzantine 2 --seed 42 --schedules 1000
      """)

  @Option(help: "Members, 4 to 100.")
  var nodes = 4
  @Option(help: "Members that do what they like, at most (nodes - 1) / 3.")
  var byzantine = 1
  @Option(help: "The first seed.")
  var seed: UInt64 = 1
  @Option(help: "How many seeds to run, one after the other.")
  var schedules = 1
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
  }

  func validate() throws {
    guard schedules >= 1 else { throw ValidationError("--schedules is at least 1") }
  }

  func run() throws {
    let simulation: LedgerSimulation
    do throws(LedgerSimulationError) {
      simulation = try LedgerSimulation(nodes: nodes, byzantine: byzantine)
    } catch {
      throw Failure(error)
    }
    let begin = ContinuousClock.now
    let progress = Progress()
    var result = Result(
      nodes: nodes, byzantine: byzantine, firstSeed: seed, schedules: 0, events: 0, crashes: 0, finalEntries: 0,
      accused: 0, schedulesPerSecond: 0, lastTrace: "", failingSeed: nil, violation: nil)
    for offset in 0..<UInt64(schedules) {
      let run = simulation.run(seed: seed &+ offset)
      result.schedules += 1
      result.events += run.events
      result.crashes += run.crashes
      result.finalEntries += run.entries
      result.accused += run.accused
      result.lastTrace = String(run.trace, radix: 16)
      if let violation = run.violation {
        result.failingSeed = run.seed
        result.violation = "\(violation)"
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
      Replay: sat ledger simulate --nodes \(nodes) --byzantine \(byzantine) --seed \(seed)
      """
  }
}
