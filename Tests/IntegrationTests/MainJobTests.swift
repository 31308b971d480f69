import Foundation
import Testing

/// Learn, score, judge: what the commands promise to those who script against them.
@Suite struct MainJobTests {
  @Test func `the demo finds both attacks, says so, and leaves its files`() throws {
    let outcome = try Works.demo()
    #expect(outcome.errors.isEmpty)
    #expect(!outcome.output.contains("\u{1B}"))
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 52, "\(lines.count) lines")
    #expect(lines.allSatisfy { $0.count <= 120 })
    #expect(outcome.output.matches(of: /(flood|false-level) .*found (at once|after)/).count == 2, "\(outcome.output)")
    #expect(
      try Works.folder().names == [
        "figures.json", "normal.csv.gz", "report.html", "site.yaml", "test.csv.gz", "water-cell.satmodel",
      ])
  }

  @Test func `a score file has its header and one line for every row`() throws {
    let folder = try TemporaryFolder()
    let test = try Works.folder().file("test.csv.gz")
    let said = try succeed(
      "score", "--model", Works.model(), "--recording", test, "--output", "s.csv", "--json", in: folder)
    let lines = try #require(folder.text("s.csv")).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "series,step,score,alarm,tag1,share1,tag2,share2,tag3,share3")
    #expect(lines.count == 5760 + 2 && lines.last == "")
    let fields = try object(said.output)
    #expect(fields["rows"] as? Int == 5760)
    var alarms = 0
    for (row, line) in lines[1...5760].enumerated() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      try #require(cells.count == 10, "\(line)")
      let score = try #require(Float(cells[2]))
      #expect(cells[0] == "test" && cells[1] == "\(row)" && score >= 0)
      #expect(cells[3] == (score > 1 ? "1" : "0"))
      alarms += cells[3] == "1" ? 1 : 0
      let shares = [5, 7, 9].compactMap { Float(cells[$0]) }
      #expect(shares == shares.sorted(by: >) && shares.reduce(0, +) <= 1.002)
    }
    #expect(fields["alarmed_rows"] as? Int == alarms && alarms > 0)
  }

  @Test func `scores are gzipped where the name asks for it`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallRecording().csv, to: "r.csv")
    try succeed("train", "--recording", "r.csv", "--output", "m", in: folder)
    try succeed("score", "--model", "m", "--recording", "r.csv", "--output", "s.csv.gz", in: folder)
    #expect(folder.bytes("s.csv.gz")?.prefix(2) == [0x1F, 0x8B])
    // Read back by the program itself; words in tag cells are none of its numbers, so they are ignored.
    let found = try succeed(
      "site", "infer", "--recording", "s.csv.gz", "--ignore", "tag1", "tag2", "tag3", "--output", "s.yaml", in: folder)
    #expect(found.output.contains("from 600 rows"))
  }

  @Test func `the same seed gives the same model with one thread and with four`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallRecording().csv, to: "r.csv")
    for (name, seed, threads) in [("a", "7", "1"), ("b", "7", "4"), ("c", "8", "4")] {
      try succeed("train", "--recording", "r.csv", "--output", name, "--seed", seed, "--threads", threads, in: folder)
    }
    #expect(folder.bytes("a") == folder.bytes("b"))
    #expect(folder.bytes("a") != folder.bytes("c"))
    let works = try Works.folder()
    try succeed(
      "train", "--recording", works.file("normal.csv.gz"), "--output", "d", "--seed", "7", "--threads", "1",
      in: folder)
    #expect(folder.bytes("d") == works.bytes("water-cell.satmodel"))
  }

  @Test func `all that is printed as JSON can be parsed`() throws {
    let folder = try TemporaryFolder()
    let works = try Works.folder()
    let (normal, test) = (works.file("normal.csv.gz"), works.file("test.csv.gz"))
    try folder.write(SmallRecording().csv, to: "r.csv")
    let trained = try succeed("train", "--recording", "r.csv", "--output", "m", "--json", in: folder)
    #expect(try object(trained.output)["tags"] as? [String] == ["a", "b", "c"])
    let judged = try succeed(
      "evaluate", "--model", Works.model(), "--recording", test, "--no-report", "--json", in: folder)
    let detectors = try #require(try object(judged.output)["detectors"] as? [[String: Any]])
    #expect(detectors.map { $0["name"] as? String } == ["ensemble", "autoencoder"])
    #expect(judged.output == works.text("figures.json"))
    let found = try succeed("site", "infer", "--recording", normal, "--json", in: folder)
    #expect((try object(found.output)["tags"] as? [Any])?.count == 8)
    let checked = try succeed("site", "check", works.file("site.yaml"), "--json", in: folder)
    #expect(try object(checked.output)["is_valid"] as? Bool == true)
    #expect(folder.names == ["m", "r.csv"])
  }

  @Test func `evaluate prints the field's figures and writes a page that needs nothing else`() throws {
    let folder = try TemporaryFolder()
    let test = try Works.folder().file("test.csv.gz")
    let outcome = try succeed("evaluate", "--model", Works.model(), "--recording", test, in: folder)
    for figure in ["events found", "ROC-AUC", "VUS-PR", "affiliation recall", "eTaPR F1", "best F1 (oracle)", "S_TTD"] {
      #expect(outcome.output.contains(figure))
    }
    #expect(outcome.output.hasSuffix("Report: test.report.html\n"))
    let page = try #require(folder.text("test.report.html"))
    #expect(page.hasPrefix("<!DOCTYPE html>") && !page.contains("<script") && !page.contains("src="))
    let alone = try succeed(
      "evaluate", "--model", Works.model(), "--recording", test, "--detector", "autoencoder", "--no-report", "--json",
      in: folder)
    let detectors = try #require(try object(alone.output)["detectors"] as? [[String: Any]])
    #expect(detectors.map { $0["name"] as? String } == ["autoencoder"])
    #expect(folder.names == ["test.report.html"])
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text.prefix(200))")
  }
}
