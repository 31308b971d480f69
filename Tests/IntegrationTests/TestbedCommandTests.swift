import Foundation
import Testing

/// `sat testbed`: the plants listed, described, run and attacked.
@Suite struct TestbedCommandTests {
  private static let names = ["tennessee-eastman", "grid", "city", "water-cell"]

  private func json(_ text: String) throws -> Any { try JSONSerialization.jsonObject(with: Data(text.utf8)) }

  @Test func `the list names every plant and its size, for people and for programs`() throws {
    let folder = try TemporaryFolder()
    let text = try succeed("testbed", "list", in: folder).output
    let list = try #require(try json(succeed("testbed", "list", "--json", in: folder).output) as? [[String: Any]])
    #expect(list.compactMap { $0["name"] as? String } == Self.names)
    #expect(text.split(separator: "\n").count == 5)
    for line in list { #expect(["sensors", "actuators", "loops", "zones"].allSatisfy { line[$0] as? Int ?? 0 > 0 }) }
  }

  @Test(arguments: names)
  func `a description has every part, and its site file is valid`(name: String) throws {
    let folder = try TemporaryFolder()
    let text = try succeed("testbed", "describe", name, "--site", "site.yaml", in: folder).output
    let parts = ["Sources", "Zones", "Conduits", "Control loops", "Safety envelope", "Attacks", "Tags"]
    for part in parts { #expect(text.contains("\n\(part)\n"), "\(part)") }
    try succeed("site", "check", "site.yaml", in: folder)
    let fields = try #require(
      try json(succeed("testbed", "describe", name, "--json", in: folder).output) as? [String: Any])
    let tags = try #require(fields["tags"] as? [[String: Any]])
    #expect(tags.allSatisfy { text.contains($0["name"] as? String ?? "?") } && !tags.isEmpty)
  }

  @Test(arguments: [("tennessee-eastman", "0.5"), ("grid", "0.05"), ("city", "6"), ("water-cell", "1")])
  func `one seed gives one file, byte for byte, and another seed another`(name: String, hours: String) throws {
    let folder = try TemporaryFolder()
    func record(_ seed: String, _ output: String) throws -> [UInt8] {
      let arguments = ["testbed", "run", name, "--seed", seed, "--hours", hours, "--output", output]
      let outcome = try Program(folder: folder).run(arguments)
      #expect(outcome.status == 0 && outcome.output.contains("of \(name) with seed \(seed)"), "\(outcome)")
      return try #require(folder.bytes(output))
    }
    let first = try record("1", "first.csv.gz")
    #expect(try first == record("1", "second.csv.gz"))
    #expect(try first != record("2", "third.csv.gz"))
    #expect(folder.names == ["first.csv.gz", "second.csv.gz", "third.csv.gz"])
  }

  @Test func `a recording has times, label and event, and is read by the other commands`() throws {
    let folder = try TemporaryFolder()
    try succeed(
      "testbed", "run", "water-cell", "--hours", "4", "--attack", "false-level", "--at", "1h", "--period", "20s",
      "--output", "run.csv", in: folder)
    let lines = try #require(folder.text("run.csv")).split(separator: "\n")
    #expect(lines[0] == "series,step,ts,LIT101,FIT101,FIT201,LIT301,FIT301,MV101,P101,P301,label,event")
    #expect(lines.count == 721 && lines[1].hasPrefix("water-cell,0,2026-01-05T00:00:00Z,"))
    #expect(lines[180].hasSuffix(",0,") && lines[181].hasSuffix(",1,false-level"))
    let inferred = try succeed("site", "infer", "--recording", "run.csv", in: folder).output
    #expect(inferred.contains("LIT101"))
  }

  @Test func `the ground truth has what each attack did and when, and is the same each time`() throws {
    let folder = try TemporaryFolder()
    func run(_ name: String) throws -> [UInt8] {
      let outcome = try succeed(
        "testbed", "run", "water-cell", "--hours", "20", "--attack", "flood", "flood", "--at", "8h", "14h", "--output",
        name + ".csv.gz", "--ground-truth", name + ".json", in: folder)
      #expect(outcome.output.contains("leaves the safety envelope at"))
      return try #require(folder.bytes(name + ".json"))
    }
    let bytes = try run("a")
    #expect(try bytes == run("b"))
    let truth = try #require(try json(String(decoding: bytes, as: UTF8.self)) as? [String: Any])
    #expect(truth["plant"] as? String == "water-cell" && truth["seed"] as? Int == 7 && truth["version"] is String)
    let attacks = try #require(truth["attacks"] as? [[String: Any]])
    #expect(attacks.map { $0["id"] as? String } == ["flood", "flood-2"])
    #expect(attacks.allSatisfy { $0["type"] as? String == "flood" && $0["techniques"] is [String] })
    for attack in attacks {
      func seconds(_ key: String) throws -> Double { try #require(attack[key] as? Double, "\(key)") }
      let moments = try ["start_seconds", "first_effect_seconds", "first_violation_seconds", "end_seconds"].map(seconds)
      #expect(moments == moments.sorted(), "\(moments)")
      #expect((attack["targets"] as? [String])?.contains("MV101") == true)
      #expect(attack["first_violation_tag"] as? String == "LIT101")
    }
  }

  @Test func `messages are kept as JSON lines and as a capture, the same each time, and are as many as were said`()
    throws
  {
    let folder = try TemporaryFolder()
    func run(_ name: String) throws -> [[UInt8]] {
      try succeed(
        "testbed", "run", "city", "--hours", "1.2", "--output", name + ".csv", "--messages", name + ".jsonl", "--pcap",
        name + ".pcap", in: folder)
      return try [".csv", ".jsonl", ".pcap"].map { try #require(folder.bytes(name + $0)) }
    }
    let files = try run("a")
    #expect(try files == run("b"))
    #expect(
      Array(files[2].prefix(4)) == [0x4D, 0x3C, 0xB2, 0xA1] || Array(files[2].prefix(4)) == [0xA1, 0xB2, 0x3C, 0x4D])
    let lines = try #require(folder.text("a.jsonl")).split(separator: "\n").map { line in
      try #require(try json(String(line)) as? [String: Any])
    }
    let numbers = lines.compactMap { $0["number"] as? Int }
    #expect(Set(numbers).count == lines.count && numbers.count == lines.count)
    // The last scan's messages, after the last row, are there too.
    #expect(lines.compactMap { $0["sent"] as? Double }.max() ?? 0 > 71 * 60)
    #expect(folder.text("a.csv")?.contains("L_T1.quality") == true)
  }

  @Test func `over the network a plant is another run than without, with qualities`() throws {
    let folder = try TemporaryFolder()
    try succeed("testbed", "run", "water-cell", "--hours", "1", "--output", "a.csv", in: folder)
    try succeed("testbed", "run", "water-cell", "--hours", "1", "--network", "--output", "b.csv", in: folder)
    let (direct, networked) = (try #require(folder.text("a.csv")), try #require(folder.text("b.csv")))
    #expect(
      !direct.contains("quality") && networked.hasPrefix(direct.prefix(60)) && networked.contains("LIT101.quality"))
    #expect(direct.split(separator: "\n").count == networked.split(separator: "\n").count)
  }

  @Test func `the result for programs says what was written`() throws {
    let folder = try TemporaryFolder()
    let outcome = try succeed(
      "testbed", "run", "iiot", "--hours", "0.1", "--output", "run.csv", "--json", in: folder)
    let fields = try #require(try json(outcome.output) as? [String: Any])
    let run = try #require(fields["run"] as? [String: Any])
    #expect(fields["output"] as? String == "run.csv" && fields["ground_truth"] is NSNull)
    #expect(run["rows"] as? Int == 6 && run["tags"] as? Int == 53 && run["plant"] as? String == "tennessee-eastman")
  }

  @Test func `an interrupted run leaves the old file and nothing unfinished`() throws {
    let folder = try TemporaryFolder()
    try folder.write("good", to: "run.csv")
    let (process, streams) = try Program(folder: folder).start(
      [
        "testbed", "run", "tennessee-eastman", "--days", "3660", "--output", "run.csv", "--ground-truth", "truth.json",
      ])
    while process.isRunning && folder.names.count(where: { $0.hasSuffix(".unfinished") }) < 2 { sched_yield() }
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
    #expect(try String(contentsOfFile: streams.errors, encoding: .utf8).hasPrefix("sat: interrupted"))
    #expect(folder.names == ["run.csv"] && folder.text("run.csv") == "good")
  }

  @Test(arguments: ["list", "describe", "run"])
  func `help has an example`(command: String) throws {
    let outcome = try Program(folder: TemporaryFolder()).run(["testbed", command, "--help"])
    #expect(outcome.status == 0 && outcome.output.contains("Example:\n  sat testbed \(command)"))
  }
}
