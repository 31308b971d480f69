internal import ArgumentParser
internal import Foundation
internal import TwinTestbeds

/// `sat demo`: the main job on a plant that the program simulates itself.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Show the main job on a simulated plant under attack: learn, watch, judge.",
    discussion: """
      Without a name: simulates a water-treatment cell in normal operation, learns it, attacks it, and judges what was
      found. With the name of a plant (tennessee-eastman, grid, city, water-cell): learns it in less than a minute, then
      shows it under attack live, with what it reports, what was expected, and the evidence as it arises. Nothing is
      needed from elsewhere. Recordings, model and what was found are left in a folder, to go on from there.

      Live, each plant is learned from a stretch that half a minute allows: 20 days of tennessee-eastman and eight days
      of grid, one row a minute; 28 days of city, one row in five minutes; seven days of water-cell, one row in 30 s.
      That is less than a guarded plant should give it, so an alarm without an attack may come.

      Example:
        sat demo
        sat demo tennessee-eastman
        sat demo grid --seed 3 --output demo-3 --plain
      """)

  @Argument(help: "The plant to show live; without one, the water cell step by step.")
  var plant: String?
  @Option(
    name: [.short, .long],
    help: "The folder for recordings, model and report; demo-output unless chosen, or demo-output/PLANT.")
  var output: String?
  @Option(help: "Seed of the plant, of its attacks and of training.")
  var seed: UInt64 = 7
  @Option(help: "Days of normal operation to learn from; 7 unless chosen, or what suits the plant.")
  var days: Double?
  @Option(help: "Hours to be watched, with a plant's name; 24 unless chosen, 48 for city.")
  var hours: Double?
  @Flag(help: "No colours and no progress line, for logs.")
  var plain = false
  @Flag(help: "Print the result as JSON and nothing else.")
  var json = false

  func validate() throws {
    if let days, !(0.5...60).contains(days) { throw Failure("--days must lie between 0.5 and 60") }
    guard let hours else { return }
    if plant == nil { throw Failure("--hours is for a plant that is shown live; name one, as in 'sat demo grid'") }
    if !(1...240).contains(hours) { throw Failure("--hours must lie between 1 and 240") }
  }

  func run() throws {
    if let plant { try showLive(try Testbed.found(plant)) } else { try showSteps() }
  }

  private func showLive(_ testbed: Testbed) throws {
    let isScreen = !plain && !json && LiveCanvas.suitsStandardOutput
    let demo = LiveDemo(
      demonstration: LiveDemonstration(of: testbed, seed: seed, normalDays: days, hours: hours),
      folder: DemoFolder(path: output ?? "demo-output/" + testbed.name), progress: Progress(isSilent: plain || json),
      style: Style(isColoured: !plain && !json && Style.suitsStandardOutput),
      telling: json ? .nothing : isScreen ? .screen : .log)
    let result = try demo.run()
    if json { try printResult(jsonText(result)) }
  }

  private func showSteps() throws {
    let style = Style(isColoured: !plain && !json && Style.suitsStandardOutput)
    let demo = WaterCellDemo(
      folder: DemoFolder(path: output ?? "demo-output"), seed: seed, days: days ?? 7,
      progress: Progress(isSilent: plain || json))
    let text = DemoText(style: style)
    func say(_ lines: [String]) throws { if !json { try printResult(lines.joined(separator: "\n")) } }

    try demo.prepare()
    try say(text.opening(demo))
    let recorded = try demo.record()
    try say(text.recorded(recorded))
    let trained = try demo.train()
    try say(text.trained(trained))
    let judged = try demo.judge(trained)
    let result = DemoResult(demo, recorded, trained, judged)
    try say(text.judged(result, judged) + text.closing(demo))
    if json { try printResult(jsonText(result)) }
  }
}
