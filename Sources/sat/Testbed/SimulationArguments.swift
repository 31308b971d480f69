internal import ArgumentParser

/// What is simulated, for how long, and how it is recorded.
struct SimulationArguments: ParsableArguments {
  @Argument(help: "The plant; see 'sat testbed list'.")
  var name: String?
  @Option(help: ArgumentHelp("Simulate the water network of an EPANET input file instead.", valueName: "network.inp"))
  var water: String?
  @Option(help: ArgumentHelp("Simulate the grid of a MATPOWER case file instead.", valueName: "case.m"))
  var grid: String?
  @Option(parsing: .unconditional, help: "Seed of disturbances, noise and attacks; 7 unless chosen.")
  var seed: UInt64?
  @Option(parsing: .unconditional, help: "Simulated hours; 24 unless chosen, or what the input file says.")
  var hours: Double?
  @Option(parsing: .unconditional, help: "Simulated days, instead of hours.")
  var days: Double?
  @Option(parsing: .unconditional, help: ArgumentHelp("Time from row to row.", valueName: "60s"))
  var period: Period?
  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Attacks, by the ids that 'describe' lists.", valueName: "id"))
  var attack: [String] = []
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "When each attack begins, counted from the run's beginning; spread evenly unless chosen.", valueName: "6h"))
  var at: [Period] = []
  @Flag(help: "Let values travel over the plant's communication network, with latency, loss and queues.")
  var network = false
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Junctions whose pressure is recorded, with --water; all unless chosen.", valueName: "junction"))
  var tag: [String] = []

  func validate() throws {
    let sources = [name, water, grid].compactMap(\.self).count
    guard sources > 0 else { throw Failure("say what to simulate: a testbed's name, --water FILE or --grid FILE") }
    guard sources == 1 else {
      throw Failure("a testbed's name, --water and --grid exclude each other; give one of them")
    }
    if hours != nil && days != nil { throw Failure("--hours and --days exclude each other; give one of them") }
    if water == nil && !tag.isEmpty { throw Failure("--tag chooses junctions of a --water network; leave it out") }
    if at.count > attack.count {
      throw Failure("--at has \(count(at.count, "time")) for \(count(attack.count, "attack")); give at most one each")
    }
    if water != nil && !attack.isEmpty { throw Failure("--attack needs a testbed's name or --grid; leave it out") }
    if water != nil && network { throw Failure("--network needs a testbed's name or --grid; leave it out") }
    if water != nil && seed != nil {
      throw Failure("--seed has nothing to decide: nothing in a --water network is random; leave it out")
    }
  }

  /// Seconds to simulate; `nil` when nobody chose.
  var duration: Double? { hours.map { $0 * 3600 } ?? days.map { $0 * 86_400 } }
}
