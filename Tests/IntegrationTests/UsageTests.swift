import Foundation
import Testing

/// Bad usage is one line and exit status 2; help is help.
@Suite struct UsageTests {
  @Test(arguments: [
    (["bogus"], "bogus"),
    (["train"], "--recording"),
    (["train", "--recording", "r"], "--output"),
    (["score", "--model", "m", "--recording", "r", "--output", "s", "--detector", "oracle"], "oracle"),
    (["train", "--recording", "r", "--output", "m", "--period", "soon"], "soon"),
    (["train", "--recording", "r", "--output", "m", "--period", "0s"], "0s"),
    (["train", "--recording", "r", "--output", "m", "--false-alarms-per-day", "0"], "--false-alarms-per-day"),
    (["train", "--recording", "r", "--output", "m", "--threads", "0"], "--threads"),
    (["train", "--recording", "r", "--output", "m", "--seed", "-1"], "--seed"),
    (["demo", "--days", "0"], "--days"),
    (["site", "infer", "--recording", "r", "--id", ""], "--id"),
    (["site", "check"], "<file>"),
  ])
  func `bad usage names what is wrong`(arguments: [String], word: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Program(folder: folder).run(arguments)
    #expect(outcome.status == 2 && outcome.endedByItself)
    #expect(outcome.complaints.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains(word), "\(outcome.errors)")
    #expect(folder.names.isEmpty)
  }

  @Test(arguments: [
    ["--help"], ["demo", "--help"], ["train", "--help"], ["score", "--help"], ["evaluate", "--help"],
  ])
  func `help has an example and succeeds`(arguments: [String]) throws {
    let outcome = try Program(folder: TemporaryFolder()).run(arguments)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("sat \(arguments[0] == "--help" ? "train" : arguments[0])"))
    #expect(outcome.errors.isEmpty)
  }

  @Test func `a missing column role names the column`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallRecording(rows: 40).csv, to: "r.csv")
    try refuse(
      "train", "--recording", "r.csv", "--output", "m", "--time-column", "when", in: folder,
      saying: ["r.csv", "'when'", "time column"])
  }
}
