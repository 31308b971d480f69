internal import ArgumentParser
internal import Foundation

/// `sat demo`: the main job on a plant that the program simulates itself.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Show the main job on a simulated plant under attack: learn, score, judge.",
    discussion: """
      Simulates a water-treatment cell in normal operation, learns it, attacks it, and judges what was found. Nothing is
      needed from elsewhere. Recordings, model and report are left in a folder, to go on from there.

      Example:
        sat demo
        sat demo --seed 3 --output demo-3 --plain
      """)

  @Option(name: [.short, .long], help: "The folder for recordings, model and report.")
  var output = "demo-output"
  @Option(help: "Seed of the plant, of its attacks and of training.")
  var seed: UInt64 = 7
  @Option(help: "Days of normal operation to learn from.")
  var days = 7.0
  @Flag(help: "No colours and no progress line, for logs.")
  var plain = false
  @Flag(help: "Print the result as JSON and nothing else.")
  var json = false

  func validate() throws {
    guard days >= 0.5, days <= 60 else { throw Failure("--days must lie between 0.5 and 60") }
  }

  func run() throws {
    let style = Style(isColoured: !plain && !json && Style.suitsStandardOutput)
    let demo = WaterCellDemo(folder: output, seed: seed, days: days, progress: Progress(isSilent: plain || json))
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
