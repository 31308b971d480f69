import Foundation
import Testing

/// Plants of the catalogue shown live, in a few hours of plant time.
@Suite struct LiveDemoTests {
  /// Plant, days learned, hours watched.
  static let plants: [(name: String, days: String, hours: String)] = [
    ("tennessee-eastman", "2", "6"), ("grid", "0.5", "2"), ("city", "7", "24"), ("water-cell", "3", "12"),
  ]

  @Test(arguments: plants)
  func `each plant is learned, attacked and shown as lines`(name: String, days: String, hours: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try succeed(
      "demo", name, "--days", days, "--hours", hours, "--plain", "--output", "d", in: folder)
    #expect(outcome.errors.isEmpty && !outcome.output.contains("\u{1B}"))
    #expect(outcome.output.contains("Simulating \(days) days") && outcome.output.contains("envelope left"))
    #expect(outcome.output.contains(/attack [a-z-]+ begins:/))
    #expect(outcome.output.matches(of: /\d\d:\d\d  \S+ -?[\d.]+ for -?[\d.]+/).count >= 10)
    #expect(!outcome.output.contains(/held at \d+\.0\b|growing for \d+\.0 s/))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.file("d")).sorted()
    #expect(files == ["figures.json", "normal.csv.gz", "site.yaml", "test.csv.gz", "\(name).satmodel"].sorted())
    try succeed("site", "check", "d/site.yaml", in: folder)
    try succeed("score", "--model", "d/\(name).satmodel", "--recording", "d/test.csv.gz", "--output", "s", in: folder)
  }

  @Test func `a program gets one object, the same for the same seed`() throws {
    let folder = try TemporaryFolder()
    func run(_ seed: String) throws -> String {
      try succeed(
        "demo", "water-cell", "--days", "3", "--hours", "12", "--seed", seed, "--json", "--output", "d", in: folder
      ).output
    }
    let first = try run("5")
    #expect(try run("5") == first && run("6") != first)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any])
    let attacks = try #require(object["attacks"] as? [[String: Any]])
    #expect(attacks.map { $0["id"] as? String } == ["flood", "false-level"])
    let flood = attacks[0]
    #expect(flood["found"] as? Bool == true && flood["start_seconds"] as? Double == 4 * 3600)
    #expect(flood["first_violation_seconds"] is Double && flood["found_before_violation"] as? Bool == true)
    let tags = try #require(flood["tags"] as? [[String: Any]])
    #expect(tags.count == 3 && object["watched_rows"] as? Int == 1440)
  }

  @Test func `an interrupted demonstration ends by the signal and leaves nothing unfinished`() throws {
    let folder = try TemporaryFolder()
    let (process, streams) = try Program(folder: folder)
      .start(["demo", "grid", "--plain", "--output", "d"])
    while process.isRunning && !(folder.names.contains("d") && isWriting(folder.file("d"))) { sched_yield() }
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
    let errors = try String(contentsOfFile: streams.errors, encoding: .utf8)
    #expect(errors.hasPrefix("sat: interrupted"), "\(errors)")
    let left = Set(try FileManager.default.contentsOfDirectory(atPath: folder.file("d")))
    #expect(left.isSubset(of: ["site.yaml", "normal.csv.gz"]), "\(left)")
  }

  private func isWriting(_ path: String) -> Bool {
    (try? FileManager.default.contentsOfDirectory(atPath: path))?.contains { $0.hasSuffix(".unfinished") } ?? false
  }

  @Test func `what cannot be shown is refused with what to do instead`() throws {
    let folder = try TemporaryFolder()
    try refuse("demo", "gird", in: folder, saying: ["gird", "did you mean \"grid\""])
    try refuse("demo", "--hours", "3", in: folder, saying: ["--hours", "sat demo grid"])
    try refuse("demo", "grid", "--hours", "0.1", in: folder, saying: ["--hours", "between 1 and 240"])
    try refuse("demo", "grid", "--days", "0.1", in: folder, saying: ["--days", "between 0.5 and 60"])
    try folder.write("", to: "file")
    try refuse("demo", "city", "--output", "file/d", in: folder, saying: ["file/d", "choose another --output"])
  }
}
