import Foundation
import Testing

/// Every recording that cannot be used is refused in one line that names the file and the place.
@Suite struct BadRecordingTests {
  /// A recording, and the words that its refusal must contain.
  struct Spoiled: CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var words: [String]
  }

  static let spoiled: [Spoiled] = {
    let small = SmallRecording(rows: 40)
    var ragged = small
    ragged.rows[7].append("1")
    var wordy = small
    wordy.rows[7][2] = "high"
    var endless = small
    endless.rows[7][2] = "inf"
    var twice = small
    twice.header[3] = "a"
    var backwards = small.adding("ts") { "\(1_700_000_000 + 10 * $0)" }
    backwards.rows[20][4] = "1600000000"
    var again = small
    again.rows[20][0] = "3"
    return [
      Spoiled(testDescription: "empty file", text: "", words: ["spoiled.csv: the file is empty"]),
      Spoiled(testDescription: "header only", text: "step,a,b\n", words: ["spoiled.csv", "not a single row"]),
      Spoiled(testDescription: "ragged row", text: ragged.csv, words: ["spoiled.csv, line 9", "5 cells", "has 4"]),
      Spoiled(testDescription: "word in a cell", text: wordy.csv, words: ["line 9, column 3 (b)", "'high'"]),
      Spoiled(testDescription: "infinite cell", text: endless.csv, words: ["line 9, column 3 (b)", "'inf'"]),
      Spoiled(testDescription: "column twice", text: twice.csv, words: ["columns 2 and 4", "'a'"]),
      Spoiled(testDescription: "time backwards", text: backwards.csv, words: ["line 22", "the time goes back"]),
      Spoiled(
        testDescription: "step backwards", text: again.csv, words: ["line 22", "the step goes back from 19 to 3"]),
      Spoiled(testDescription: "no tags", text: "step\n1\n2\n", words: ["no column is left for tags"]),
      Spoiled(testDescription: "no text", text: "PK\u{3}\u{4}zip", words: ["not CSV or gzipped CSV"]),
    ]
  }()

  @Test(arguments: spoiled)
  func `a recording that cannot be read is refused by every command`(spoiled: Spoiled) throws {
    let folder = try TemporaryFolder()
    try folder.write(spoiled.text, to: "spoiled.csv")
    try folder.write("good", to: "out")
    try refuse("train", "--recording", "spoiled.csv", "--output", "out", in: folder, saying: spoiled.words)
    try refuse("site", "infer", "--recording", "spoiled.csv", "--output", "out", in: folder, saying: spoiled.words)
    #expect(folder.text("out") == "good")
    #expect(folder.names == ["out", "spoiled.csv"])
  }

  @Test(arguments: ["train", "score", "evaluate", "infer"])
  func `a missing recording is named`(command: String) throws {
    let folder = try TemporaryFolder()
    let words = ["missing.csv: cannot be opened: No such file or directory"]
    switch command {
    case "train": try refuse("train", "--recording", "missing.csv", "--output", "m", in: folder, saying: words)
    case "infer": try refuse("site", "infer", "--recording", "missing.csv", in: folder, saying: words)
    case "evaluate":
      try refuse("evaluate", "--model", Works.model(), "--recording", "missing.csv", in: folder, saying: words)
    default:
      try refuse(
        "score", "--model", Works.model(), "--recording", "missing.csv", "--output", "s.csv", in: folder, saying: words)
    }
    #expect(folder.names.isEmpty)
  }

  @Test func `one row is too little to learn from and enough to be scored`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallRecording(rows: 1).csv, to: "one.csv")
    try refuse("train", "--recording", "one.csv", "--output", "m", in: folder, saying: ["one.csv: 1 row", "at least"])
    try folder.write(SmallRecording().csv, to: "normal.csv")
    try succeed("train", "--recording", "normal.csv", "--output", "m", in: folder)
    try succeed("score", "--model", "m", "--recording", "one.csv", "--output", "s.csv", in: folder)
    #expect(folder.text("s.csv")?.split(separator: "\n").count == 2)
  }

  @Test func `a column without a value is refused by its name`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallRecording().adding("dead") { _ in "NaN" }.csv, to: "normal.csv")
    try refuse(
      "train", "--recording", "normal.csv", "--output", "m", in: folder,
      saying: ["normal.csv: tag 'dead' has no value", "--ignore dead"])
    try succeed("train", "--recording", "normal.csv", "--output", "m", "--ignore", "dead", in: folder)
    let found = try succeed("site", "infer", "--recording", "normal.csv", "--output", "site.yaml", in: folder)
    #expect(found.output.contains("600 rows without a value"))
    try succeed("site", "check", "site.yaml", in: folder)
  }

  @Test func `five thousand columns are read, and training says how many it takes`() throws {
    let folder = try TemporaryFolder()
    let names = (0..<5000).map { "tag\($0)" }
    let rows = (0..<20).map { row in (0..<5000).map { "\((row * $0) % 17)" }.joined(separator: ",") }
    try folder.write(([names.joined(separator: ",")] + rows).joined(separator: "\n") + "\n", to: "wide.csv")
    try refuse(
      "train", "--recording", "wide.csv", "--output", "m", in: folder,
      saying: ["wide.csv: 5000 tags", "at most 1024", "--ignore"])
    try succeed("site", "infer", "--recording", "wide.csv", "--output", "site.yaml", in: folder)
    let checked = try succeed("site", "check", "site.yaml", in: folder)
    #expect(checked.output.hasSuffix("5000 tags\n"))
  }

  @Test(arguments: ["label", "event"])
  func `labels without an event leave nothing to judge`(column: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallRecording().csv, to: "normal.csv")
    try succeed("train", "--recording", "normal.csv", "--output", "m", in: folder)
    try folder.write(SmallRecording().adding(column) { _ in column == "label" ? "0" : "" }.csv, to: "quiet.csv")
    try refuse(
      "evaluate", "--model", "m", "--recording", "quiet.csv", in: folder,
      saying: ["quiet.csv: none of its 600 rows is labelled", "sat score"])
    try refuse(
      "evaluate", "--model", "m", "--recording", "normal.csv", in: folder,
      saying: ["normal.csv: no label and no event column", "--label-column"])
    #expect(!folder.names.contains { $0.hasSuffix(".html") })
    try succeed("train", "--recording", "quiet.csv", "--output", "quiet", in: folder)
    #expect(folder.bytes("quiet")?.count ?? 0 > 1000)
  }

  @Test(arguments: [0.001, 0.3, 0.7, 0.999])
  func `a gzip file that is cut off is refused wherever it was cut`(share: Double) throws {
    let folder = try TemporaryFolder()
    let whole = try #require(try Works.folder().bytes("normal.csv.gz"))
    try folder.write(Array(whole.prefix(Int(Double(whole.count) * share))), to: "cut.csv.gz")
    try folder.write("good", to: "s.csv")
    let words = ["cut.csv.gz: the gzip file is cut off", "copy"]
    try refuse("train", "--recording", "cut.csv.gz", "--output", "s.csv", in: folder, saying: words)
    try refuse(
      "score", "--model", Works.model(), "--recording", "cut.csv.gz", "--output", "s.csv", in: folder, saying: words)
    #expect(folder.text("s.csv") == "good")
  }

  @Test func `a damaged gzip file is refused`() throws {
    let folder = try TemporaryFolder()
    var bytes = try #require(try Works.folder().bytes("normal.csv.gz"))
    bytes[bytes.count / 2] ^= 0x10
    try folder.write(bytes, to: "bad.csv.gz")
    try refuse("train", "--recording", "bad.csv.gz", "--output", "m", in: folder, saying: ["bad.csv.gz"])
    #expect(folder.names == ["bad.csv.gz"])
  }
}
