import Testing

/// A model takes its tags by name: others are ignored with one warning, missing ones are listed.
@Suite struct ColumnTests {
  @Test func `columns in another order and further columns give the same scores and one warning`() throws {
    let folder = try TemporaryFolder()
    let small = SmallRecording()
    try folder.write(small.csv, to: "r.csv")
    try succeed("train", "--recording", "r.csv", "--output", "m", in: folder)
    var turned = small.adding("x") { "\($0)" }.adding("y") { "\(-$0)" }
    turned.header = ["step", "y", "c", "b", "a", "x"]
    for row in turned.rows.indices {
      let cells = turned.rows[row]
      turned.rows[row] = [cells[0], cells[5], cells[3], cells[2], cells[1], cells[4]]
    }
    try folder.write(turned.csv, to: "turned-r.csv")
    try succeed("score", "--model", "m", "--recording", "r.csv", "--output", "s.csv", in: folder)
    let outcome = try succeed(
      "score", "--model", "m", "--recording", "turned-r.csv", "--output", "t.csv", in: folder)
    #expect(
      outcome.complaints == [
        "sat: warning: turned-r.csv: columns that the model does not know are ignored: y, x"
      ])
    #expect(folder.text("s.csv")?.replacing("\nr,", with: "\nturned-r,") == folder.text("t.csv"))
  }

  @Test(arguments: ["score", "evaluate"])
  func `a recording that lacks tags of the model is refused with both lists`(command: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallRecording().csv, to: "r.csv")
    try succeed("train", "--recording", "r.csv", "--output", "m", in: folder)
    var other = SmallRecording().adding("label") { $0 < 20 ? "1" : "0" }
    other.header = ["step", "a", "bee", "sea", "label"]
    try folder.write(other.csv, to: "other.csv")
    let words = ["other.csv: 2 of the 3 tags of the model are missing: b, c; it has instead: bee, sea"]
    if command == "score" {
      try refuse("score", "--model", "m", "--recording", "other.csv", "--output", "s", in: folder, saying: words)
    } else {
      try refuse("evaluate", "--model", "m", "--recording", "other.csv", in: folder, saying: words)
    }
  }

  @Test func `recordings to learn from must agree`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SmallRecording().csv, to: "one.csv")
    var other = SmallRecording()
    other.header[2] = "bee"
    try folder.write(other.csv, to: "two.csv")
    try refuse(
      "train", "--recording", "one.csv", "two.csv", "--output", "m", in: folder,
      saying: ["two.csv: 1 of the 3 tags of the first recording are missing: b; it has instead: bee"])
  }
}
