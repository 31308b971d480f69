import Foundation
import TwinDetection
import TwinModel
import TwinTestbeds

/// What the monitor of messages finds, how often it is wrong, and what it costs.
///
///     Scripts/bench MessageBenchmark learn TESTBED HOURS SEED BASELINE
///     Scripts/bench MessageBenchmark normal TESTBED HOURS SEED BASELINE
///     Scripts/bench MessageBenchmark troubles TESTBED SEED BASELINE
///     Scripts/bench MessageBenchmark attacks TESTBED SEED BASELINE [TYPE …]
///     Scripts/bench MessageBenchmark speed TESTBED SEED BASELINE
///     Scripts/bench MessageBenchmark flood BASELINE
@main struct MessageBenchmark {
  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    func word(_ place: Int) -> String { place < words.count ? words[place] : "" }
    func number(_ place: Int) -> UInt64 { UInt64(word(place)) ?? 1 }
    switch word(0) {
    case "learn":
      try learn(try testbed(word(1)), hours: Double(number(2)), seed: number(3), file: word(4))
    case "normal":
      try normal(try testbed(word(1)), hours: Double(number(2)), seed: number(3), try baseline(word(4)))
    case "troubles": try Troubles(try testbed(word(1)), seed: number(2), try baseline(word(3))).run()
    case "attacks":
      try Attacks(try testbed(word(1)), seed: number(2), try baseline(word(3)), types: Array(words.dropFirst(4))).run()
    case "speed": try Speed.measure(try testbed(word(1)), seed: number(2), try baseline(word(3)))
    case "flood": Speed.flood(try baseline(word(1)))
    default: try short()
    }
  }

  /// A short round for those who name nothing.
  static func short() throws {
    let plant = try testbed("city")
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("city.messages").path
    try learn(plant, hours: 24, seed: 1, file: path)
    try normal(plant, hours: 24, seed: 2, try baseline(path))
    try Speed.measure(plant, seed: 3, try baseline(path))
    Speed.flood(try baseline(path))
  }

  static func testbed(_ name: String) throws -> Testbed { try Testbed.named(name) }

  static func baseline(_ path: String) throws -> MessageBaseline {
    try MessageBaseline(decoding: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
  }

  static func learn(_ plant: Testbed, hours: Double, seed: UInt64, file: String) throws {
    var stream = try Stream(plant, seed: seed, hours: hours)
    let begin = Testbed.usualStart
    let end = SourceTime(nanoseconds: begin.nanoseconds + Int64(hours * 3.6e12))
    var learning = MessageLearning(from: begin, to: end)
    while let messages = stream.next() { for message in messages { learning.observe(message) } }
    let baseline = try learning.finish()
    let bytes = baseline.encoded()
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    let report = baseline.report
    say(
      "\(plant.name): learned \(report.messages) messages of \(hours) h, \(report.addresses) addresses, "
        + "\(report.flows) flows; held out \(report.heldOutMinutes) min; file of \(bytes.count) bytes")
    say("  held-out events: \(report.heldOutEvents.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })")
    for line in baseline.tailLines { say("  \(line)") }
  }

  static func normal(_ plant: Testbed, hours: Double, seed: UInt64, _ baseline: MessageBaseline) throws {
    var stream = try Stream(plant, seed: seed, hours: hours)
    var watch = Watch(baseline)
    while let messages = stream.next() { for message in messages { watch.observe(message) } }
    say(
      "\(plant.name): \(watch.monitor.messages) messages of \(hours) h, seed \(seed): \(watch.alarms.count) alarms, "
        + "\(rounded(Double(watch.alarms.count) / hours * 24)) a day; \(watch.told) pieces of evidence")
    for alarm in watch.alarms { say("  \(alarm)") }
  }
}

func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

/// Prints a line at once: long runs are read while they go on.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
