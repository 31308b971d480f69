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
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Attacks: types A1 to A8 of 'sat attack list', or ids that 'describe' lists.", valueName: "type"))
  var attack: [String] = []
  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Variant of each typed attack; 1 unless chosen.", valueName: "1"))
  var variant: [Int] = []
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Level of each typed attack: 0 naive, 1 inside limits, 2 model-aware, 3 white-box; 1 unless chosen.",
      valueName: "1"))
  var level: [Int] = []
  @Option(
    name: .customLong("for"), parsing: .upToNextOption,
    help: ArgumentHelp("How long each typed attack lasts; 1h unless chosen.", valueName: "1h"))
  var lasting: [Period] = []
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Sensor, actuator or set point that each typed attack aims at; the seed's choice unless given.",
      valueName: "tag"))
  var target: [String] = []
  @Option(
    help: ArgumentHelp("Trained model that attackers of level 2 and 3 play against.", valueName: "plant.satmodel"))
  var model: String?
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Benign troubles of 'sat attack list', labelled normal.", valueName: "id"))
  var trouble: [String] = []
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "When each attack begins, counted from the run's beginning; spread evenly unless chosen.", valueName: "6h"))
  var at: [Period] = []
  @Flag(
    help: "Let values travel over the plant's communication network; A2, A5, A6 and A7's write act on its messages.")
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
    try requireAttacks(for: [("--variant", variant.count), ("--level", level.count), ("--for", lasting.count)])
    try requireAttacks(for: [("--target", target.count), ("--model", model == nil ? 0 : 1)])
    if water != nil && !trouble.isEmpty { throw Failure("--trouble needs a testbed's name; leave it out") }
    if water != nil && !attack.isEmpty { throw Failure("--attack needs a testbed's name or --grid; leave it out") }
    if water != nil && network { throw Failure("--network needs a testbed's name or --grid; leave it out") }
    if water != nil && seed != nil {
      throw Failure("--seed has nothing to decide: nothing in a --water network is random; leave it out")
    }
  }

  /// Options that say more about attacks need attacks; one value counts for all of them.
  private func requireAttacks(for options: [(name: String, count: Int)]) throws(Failure) {
    for option in options where option.count > attack.count {
      throw Failure(
        "\(option.name) has \(count(option.count, "value")) for \(count(attack.count, "attack")); give at most one each"
      )
    }
  }

  /// Seconds to simulate; `nil` when nobody chose.
  var duration: Double? { hours.map { $0 * 3600 } ?? days.map { $0 * 86_400 } }
}
