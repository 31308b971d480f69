import Foundation
import Testing

/// The twin as a user meets it: roles, mined physics, a model with it, its figures; and what goes wrong on the way.
@Suite struct TwinCommandTests {
  @Test func `from roles alone physics is mined, reviewed, trained with and reported on`() throws {
    let folder = try TemporaryFolder()
    try folder.write(TankRecording().csv(3000), to: "normal.csv")
    try folder.write(TankRecording.roles, to: "roles.yaml")
    let found = try succeed(
      "site", "infer", "--recording", "normal.csv", "--site", "roles.yaml", "--period", "900s", "--output",
      "mined.yaml",
      in: folder)
    #expect(found.output.contains("S_PU1 on below 2, off above 4 of L_T1"), "\(found.output)")
    #expect(found.output.contains("L_T1 changes by + F_PU1"))
    try succeed("site", "check", "mined.yaml", in: folder)
    let mined = try #require(folder.text("mined.yaml"))
    #expect(mined.contains("site: tank\n") && mined.contains("unit: l/s") && mined.contains("asset: PU1"))

    let trained = try succeed(
      "train", "--recording", "normal.csv", "--site", "mined.yaml", "--period", "900s", "--output", "m.satmodel",
      in: folder)
    #expect(trained.output.contains("Twin: balance 'balance of T1' is kept within"))
    let attack = TankRecording(creep: (row: 3300, perRow: 0.02)).csv(420, first: 3000, isLabelled: true)
    try folder.write(attack, to: "test.csv")
    let judged = try succeed(
      "evaluate", "--model", "m.satmodel", "--recording", "test.csv", "--no-report", in: folder)
    #expect(judged.output.contains("Twin, fidelity: one-step error"), "\(judged.output)")
    #expect(judged.output.contains("Twin, security: 0 of 420 frames verified"))
    let json = try succeed(
      "evaluate", "--model", "m.satmodel", "--recording", "test.csv", "--no-report", "--json", in: folder)
    let fields = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let twin = try #require(fields?["twin"] as? [String: Any])
    let fidelity = try #require(twin["fidelity"] as? Double)
    #expect(fidelity > 0 && fidelity < 0.05, "fidelity \(fidelity)")
    #expect(twin["frames"] as? Int == 420 && twin["missing_values"] as? Int == 0)
  }

  @Test func `values that stay away are counted, and levels among them predicted`() throws {
    let folder = try TemporaryFolder()
    try folder.write(TankRecording().csv(3000), to: "normal.csv")
    try folder.write(Self.site(), to: "site.yaml")
    try succeed(
      "train", "--recording", "normal.csv", "--site", "site.yaml", "--period", "900s", "--output", "m.satmodel",
      in: folder)
    var lines = TankRecording().csv(200, first: 3000).split(separator: "\n").map(String.init)
    for row in 101...110 {
      var cells = lines[row].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      (cells[1], cells[4]) = ("", "")
      lines[row] = cells.joined(separator: ",")
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "gaps.csv")
    let scored = try succeed(
      "score", "--model", "m.satmodel", "--recording", "gaps.csv", "--output", "s.csv", in: folder)
    #expect(scored.output.contains("20 values missing, 10 of them predicted"), "\(scored.output)")
    let json = try succeed(
      "score", "--model", "m.satmodel", "--recording", "gaps.csv", "--output", "s.csv", "--json", in: folder)
    let fields = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let twin = fields?["twin"] as? [String: Any]
    #expect(twin?["worst_age_seconds"] as? Double == 9000 && twin?["predicted_values"] as? Int == 10)
  }

  private static func site(
    store: String = "L_T1", inflow: String = "F_PU1", flowUnit: String = "l/s", on: String = "2 m"
  ) -> String {
    TankRecording.roles.replacingOccurrences(of: "l/s", with: flowUnit) + """
      balances:
        - name: tank
          storage: [{tag: \(store), area: 100 m2}]
          inflow: [\(inflow)]
          profile: day
      rules:
        - actuator: S_PU1
          level: L_T1
          on-below: \(on)
          off-above: 4 m

      """
  }

  /// What is wrong, the file, and what the one line must say.
  private static let mistakes: [(String, String, [String])] = [
    ("a store that is not declared", site(store: "L_T9"), ["bad.yaml:11:21: ", "L_T9"]),
    ("a flow that is not declared", site(inflow: "F_PU7"), ["bad.yaml:12:14: ", "F_PU7"]),
    ("a flow in a unit of length", site(flowUnit: "mm"), ["bad.yaml", "F_PU1", "mm"]),
    (
      "a rule that normal operation breaks", site(on: "1.5 m"),
      ["S_PU1 on below 1.5, off above 4 of L_T1", "row ", " s) by ", "correct the rule"]
    ),
  ]

  @Test(arguments: mistakes.indices) func `a mistaken declaration is one line that says where`(index: Int) throws {
    let (_, text, words) = Self.mistakes[index]
    let folder = try TemporaryFolder()
    try folder.write(TankRecording().csv(1500), to: "normal.csv")
    try folder.write(text, to: "bad.yaml")
    try refuse(
      "train", "--recording", "normal.csv", "--site", "bad.yaml", "--period", "900s", "--output", "m.satmodel",
      in: folder, saying: words)
    #expect(!folder.names.contains("m.satmodel"))
  }

  @Test func `physics over tags that the recording lacks, or without the period it needs, is refused`() throws {
    let folder = try TemporaryFolder()
    try folder.write(TankRecording().csv(1500), to: "normal.csv")
    try folder.write(Self.site(), to: "site.yaml")
    try refuse(
      "train", "--recording", "normal.csv", "--site", "site.yaml", "--ignore", "L_T1", "--period", "900s", "--output",
      "m", in: folder, saying: ["L_T1", "lacks"])
    try refuse(
      "train", "--recording", "normal.csv", "--site", "site.yaml", "--output", "m", in: folder, saying: ["--period"])
    try refuse(
      "site", "infer", "--recording", "normal.csv", "--site", "none.yaml", in: folder, saying: ["none.yaml"])
  }
}
