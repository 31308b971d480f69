import Foundation
import Testing

/// `sat explain`, from a recording to incident files and texts.
@Suite struct ExplainCommandTests {
  /// The demo's attacked recording explained once, with incident files.
  private static let made: Result<(folder: TemporaryFolder, output: String), any Error> = Result {
    let folder = try TemporaryFolder()
    let works = try Works.folder()
    try folder.copy(works.file("water-cell.satmodel"), to: "cell.satmodel")
    let outcome = try succeed(
      "explain", "--model", "cell.satmodel", "--recording", works.file("test.csv.gz"), "--site",
      works.file("site.yaml"), "--incidents", "incidents", in: folder)
    return (folder, outcome.output)
  }

  static func folder() throws -> TemporaryFolder { try made.get().folder }

  @Test func alarmsBecomeIncidents() throws {
    let (folder, output) = try Self.made.get()
    #expect(output.hasPrefix("I-1\n"))
    #expect(output.contains("Had it read ") || output.contains("No change of a few tags"))
    #expect(output.contains("Tag "))
    let text = try #require(folder.text("incidents/I-1.json"))
    #expect(text.contains("\"format\" : \"Secure-AI Twin explanation\""))
  }

  @Test(arguments: ["operator", "engineer", "auditor"])
  func everyReaderReadsTheFile(_ reader: String) throws {
    let outcome = try succeed("explain", "incidents/I-1.json", "--reader", reader, in: Self.folder())
    #expect(outcome.output.contains("Incident I-1, model "))
    #expect(outcome.errors.isEmpty)
    if reader == "auditor" { #expect(outcome.output.contains("ids.model")) }
  }

  @Test func jsonHoldsRecordTextAndSources() throws {
    let outcome = try succeed("explain", "incidents/I-1.json", "--json", in: Self.folder())
    let list = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    #expect(list.count == 1)
    #expect(list[0]["reader"] as? String == "operator")
    #expect((list[0]["words"] as? Int ?? 99) <= 90)
    #expect(list[0]["record"] is [String: Any] && list[0]["explanation"] is [String: Any])
  }

  /// The record stands alone: a model that is gone is said in one line, and every version is still there.
  @Test func aModelThatIsGoneIsSaid() throws {
    let folder = try TemporaryFolder()
    try folder.copy(Self.folder().file("incidents/I-1.json"), to: "I-1.json")
    let outcome = try succeed("explain", "I-1.json", "--reader", "auditor", in: folder)
    #expect(outcome.complaints.count == 1 && outcome.errors.contains("cell.satmodel is gone"))
    #expect(outcome.output.contains("counterfactual.before"))
    try folder.write("other", to: "cell.satmodel")
    let changed = try succeed("explain", "I-1.json", in: folder)
    #expect(changed.complaints.count == 1 && changed.errors.contains("has changed since the incident"))
  }

  @Test func badInputIsOneLine() throws {
    let folder = try TemporaryFolder()
    try folder.write("{}", to: "no.json")
    try folder.write("{\"limitNone\": \"Nothing within 5 days.\"}", to: "language.json")
    let works = try Works.folder()
    try refuse("explain", in: folder, saying: ["--model and --recording"])
    try refuse("explain", "nowhere.json", in: folder, saying: ["nowhere.json", "No such file"])
    try refuse("explain", "no.json", in: folder, saying: ["no.json", "no incident file"])
    try refuse("explain", "no.json", "--model", "m", "--recording", "r", in: folder, saying: ["not both"])
    try refuse("explain", "--model", "m", in: folder, saying: ["go together"])
    try refuse("explain", "no.json", "--language", "language.json", in: folder, saying: ["language.json", "missing"])
    try refuse("explain", "no.json", "--language", "no.json", in: folder, saying: ["no.json", "missing"])
    try refuse(
      "explain", "--model", works.file("water-cell.satmodel"), "--recording", works.file("test.csv.gz"), "--at",
      "99999999", in: folder, saying: ["99999999", "--at"])
  }

  @Test func aRowCanBeExplained() throws {
    let works = try Works.folder()
    let outcome = try succeed(
      "explain", "--model", works.file("water-cell.satmodel"), "--recording", works.file("test.csv.gz"), "--at", "500",
      in: works)
    #expect(outcome.output.hasPrefix("I-1\n"))
  }

  /// Every change of an incident is a line with class, probability, techniques and tags.
  @Test func scoreWritesIncidents() throws {
    let folder = try TemporaryFolder()
    let works = try Works.folder()
    let outcome = try succeed(
      "score", "--model", works.file("water-cell.satmodel"), "--recording", works.file("test.csv.gz"), "--site",
      works.file("site.yaml"), "--output", "scores.csv", "--incidents", "incidents.jsonl", in: folder)
    #expect(outcome.output.contains("incidents, "))
    let lines = try #require(folder.text("incidents.jsonl")).split(separator: "\n")
    let first = try #require(
      try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
    for key in ["id", "kind", "probability", "techniques", "tags", "priority", "first_seen"] {
      #expect(first[key] != nil, "\(key)")
    }
    try refuse("score", "--incidents", "i.jsonl", in: folder, saying: ["say what to score", "--recording"])
  }

  /// Two attacks are judged by the ground truth or by the recording's own events.
  @Test func evaluateJudgesDiagnosis() throws {
    let folder = try TemporaryFolder()
    let works = try Works.folder()
    let (model, recording) = (works.file("water-cell.satmodel"), works.file("test.csv.gz"))
    let outcome = try succeed(
      "evaluate", "--model", model, "--recording", recording, "--diagnosis", "--site", works.file("site.yaml"),
      "--report", "report.html", in: folder)
    for words in ["macro-F1", "alarms an hour of normal operation", "repair@3", "stability"] {
      #expect(outcome.output.contains(words), "\(words)")
    }
    #expect(try #require(folder.text("report.html")).contains("id=\"diagnosis\""))
    try folder.write("{}", to: "truth.json")
    try refuse(
      "evaluate", "--model", model, "--recording", recording, "--diagnosis", "--ground-truth", "truth.json", in: folder,
      saying: ["truth.json", "ground truth"])
    try refuse(
      "evaluate", "--model", "m", "--recording", "r", "--ground-truth", "t", in: folder, saying: ["--diagnosis"])
  }
}
