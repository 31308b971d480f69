internal import ArgumentParser
internal import TwinModel
internal import TwinTestbeds

/// `sat testbed list`: the plants that come with the program.
struct TestbedListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the plants that come with the program.",
    discussion: """
      Example:
        sat testbed list
        sat testbed list --json
      """)

  @Flag(help: "Print the list as JSON.")
  var json = false

  /// One plant, for programs.
  private struct Line: Encodable {
    var name: String
    var aliases: [String]
    var summary: String
    var sensors: Int
    var actuators: Int
    var loops: Int
    var zones: Int
    var scanPeriodSeconds: Double
    var rowPeriodSeconds: Double
    var attacks: [String]

    init(_ testbed: Testbed) {
      name = testbed.name
      aliases = testbed.aliases
      summary = testbed.summary
      sensors = testbed.sensors.count
      actuators = testbed.actuators.count
      loops = testbed.site.loops.count
      zones = testbed.site.zones.count
      scanPeriodSeconds = testbed.scanPeriod
      rowPeriodSeconds = testbed.rowPeriod
      attacks = testbed.attacks.map(\.id)
    }
  }

  func run() throws {
    let lines = Testbed.all.map(Line.init)
    if json { return try printResult(jsonText(lines)) }
    let heads = ["name", "sensors", "actuators", "loops", "zones", "scan", "rows every", "what it is"]
    let cells = lines.map { line in
      [line.name] + [line.sensors, line.actuators, line.loops, line.zones].map(String.init)
        + [Wording.span(line.scanPeriodSeconds), Wording.span(line.rowPeriodSeconds), line.summary]
    }
    try printResult(Columns.aligned([heads] + cells, right: [1, 2, 3, 4, 5, 6]).joined(separator: "\n"))
  }
}
