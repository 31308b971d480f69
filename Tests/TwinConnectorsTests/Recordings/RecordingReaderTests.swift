import Testing
import TwinConnectors
import TwinModel

@Suite struct RecordingReaderTests {
  @Test func `columns get their roles by name and everything else is a tag`() throws {
    let (rows, summary) = try read(
      PiecewiseSource(
        """
        series,step,ts,level,pump,label,event
        a,5,2026-01-01T00:00:00Z,1.5,on,0,0
        a,6,2026-01-01T00:00:10Z,,off,1,leak
        b,0,2026-01-01T00:00:00Z,-2e1,CLOSED,1.0,8.0

        """.utf8))
    #expect(rows.tags == ["level", "pump"])
    #expect(rows.seriesNames == ["a", "b"])
    #expect(rows.seriesIndices == [0, 0, 1])
    #expect(rows.sequences == [5, 6, 0])
    #expect(bits(rows.values) == bits([1.5, 1, .nan, 0, -20, 0]))
    #expect(rows.labels == [false, true, true])
    #expect(rows.events == ["", "leak", "8"])
    #expect(rows.sourceTimes.map(\.nanoseconds).map { $0 % 60_000_000_000 } == [0, 10_000_000_000, 0])
    #expect(rows.qualities.isEmpty)
    #expect(summary.rows == 3)
    #expect(summary.series == [.init(name: "a", rows: 2), .init(name: "b", rows: 1)])
    #expect(summary.missing == [1, 0])
    #expect(summary.labelledRows == 2)
    #expect(summary.rowPeriod == 10)
  }

  @Test func `without series and step a file is one series counted from zero`() throws {
    let rows = try read("x\n1\n2\n")
    #expect(rows.seriesNames == ["test"])
    #expect(rows.sequences == [0, 1])
    #expect(rows.labels.isEmpty && rows.events.isEmpty && rows.sourceTimes.isEmpty)
    var options = RecordingOptions()
    options.seriesName = "night shift"
    #expect(try read("x\n1\n", options: options).seriesNames == ["night shift"])
  }

  @Test func `without a step column each series counts from zero`() throws {
    #expect(try read("series,x\na,1\na,2\nb,1\nb,2\nb,3\n").sequences == [0, 1, 0, 1, 2])
  }

  @Test func `options give roles to columns and leave columns out`() throws {
    var options = RecordingOptions()
    options.seriesColumn = "run"
    options.stepColumn = "n"
    options.timeColumn = "when"
    options.labelColumn = "attack"
    options.eventColumn = "which"
    options.ignoredColumns = ["note", "not there"]
    options.stateWords = ["auto": 2]
    let rows = try read(
      "run,n,when,x,note,attack,which\nr,3,0,auto,free text,false,\nr,4,1.5,2,\"a,\"\"b\",TRUE,7\n", options: options)
    #expect(rows.tags == ["x"])
    #expect(rows.values == [2, 2])
    #expect(rows.seriesNames == ["r"])
    #expect(rows.sequences == [3, 4])
    #expect(rows.sourceTimes.map(\.nanoseconds) == [0, 1_500_000_000])
    #expect(rows.labels == [false, true])
    #expect(rows.events == ["", "7"])
  }

  @Test func `events label the rows where there is no label column`() throws {
    let rows = try read("x,event\n1,\n2,0\n3,NaN\n4,17\n5,flood\n6,0.0\n")
    #expect(rows.labels == [false, false, false, true, true, false])
    #expect(rows.events == ["", "", "", "17", "flood", ""])
  }

  @Test(arguments: ["", "nan", "NaN", "NA", "N/A", "null", "None", "-", "--", "  ", "\"\"", "-NaN", "#N/A", "No Data"])
  func `words for no value are read as not a number`(word: String) throws {
    let (rows, summary) = try read(PiecewiseSource("x,y\n\(word),1\n".utf8))
    #expect(rows.values[0].isNaN && rows.values[1] == 1)
    #expect(summary.missing == [1, 0])
  }

  @Test(arguments: [
    ("on", 1.0), ("OFF", 0), ("Open", 1), ("closed", 0), ("True", 1), ("false", 0), ("\"on\"", 1), (" yes ", 1),
    ("Running", 1), ("stopped", 0),
  ])
  func `state words are read as one and zero`(word: String, value: Double) throws {
    #expect(try read("x\n\(word)\n").values == [value])
  }

  @Test func `quality columns belong to their tags`() throws {
    let rows = try read(
      "x.quality,x,y,water.quality\n192,1,10,7\nbad,2,20,7\n,,30,7\nUncertain,4,,7\n0,,5,7\n64,3,5,7\n")
    #expect(rows.tags == ["x", "y", "water.quality"])
    #expect(
      rows.qualities == [
        .good, .good, .good, .bad, .good, .good, .missing, .good, .good, .uncertain, .missing, .good, .bad, .good,
        .good,
        .uncertain, .good, .good,
      ])
    #expect(bits(rows.values.prefix(6)) == bits([1, 10, 7, .nan, 20, 7]))
  }

  @Test(arguments: ["\n", "\r\n"])
  func `quoted cells, byte order mark, blank lines and any line end are understood`(end: String) throws {
    let lines = [
      "\u{FEFF}series,\"flow, \"\"main\"\"\", level ", "\"run\(end)1\", 1.5 ,\"2\"", "", "\"run\(end)1\",3,4",
    ]
    let rows = try read(lines.joined(separator: end))
    #expect(rows.tags == ["flow, \"main\"", "level"])
    #expect(rows.seriesNames == ["run\(end)1"])
    #expect(rows.values == [1.5, 2, 3, 4])
  }

  @Test(arguments: [
    ("a;b\n1,5;2\n-3,25;1e-1\n", [1.5, 2, -3.25, 0.1]), ("a;b\n1.5;2\n", [1.5, 2]), ("a\tb\n1\t2,5\n", [1, 2.5]),
    ("a\tb\n\t2\n", [.nan, 2]), ("a;\"b,c,d,e\"\n1;2\n", [1, 2]), ("a;b\n1;2\n3;4,5\n", [1, 2, 3, 4.5]),
  ])
  func `delimiter and decimal mark are inferred`(text: String, values: [Double]) throws {
    #expect(bits(try read(text).values) == bits(values))
  }

  @Test func `two decimal marks in one file are an error`() {
    guard case .notANumber(let cell) = problem("a;b\n1.5;2,5\n") else {
      Issue.record("the comma must not be taken for a mark")
      return
    }
    #expect(cell.text == "2,5" && cell.column == 2)
    guard case .notANumber = problem("a;b\n1,5;2.5\n") else {
      Issue.record("the point must not be taken for a mark")
      return
    }
  }

  @Test func `five thousand columns and a single row work`() throws {
    let header = (0..<5000).map { "T\($0)" }.joined(separator: ",")
    let row = (0..<5000).map { "\($0).25" }.joined(separator: ",")
    let rows = try read(header + "\n" + row)
    #expect(rows.count == 1)
    #expect(rows.values == (0..<5000).map { Double($0) + 0.25 })
  }

  @Test func `a column without any value is read and counted`() throws {
    let summary = try read(PiecewiseSource("x,y\n1,\n2,NaN\n".utf8)).summary
    #expect(summary.missing == [0, 2] && summary.rows == 2)
  }

  @Test func `irregular times are fine and the row period is their median difference`() throws {
    let times = [0, 60, 120, 121, 400, 460, 520]
    let text = "ts,x\n" + times.map { "\(1_700_000_000 + $0),1" }.joined(separator: "\n")
    #expect(try read(PiecewiseSource(text.utf8)).summary.rowPeriod == 60)
    #expect(try read(PiecewiseSource("ts,x\n0,1\n0,1\n".utf8)).summary.rowPeriod == nil)
    #expect(try read(PiecewiseSource("ts,x\n0,1\n".utf8)).summary.rowPeriod == nil)
  }

  @Test func `reading row by row gives what blocks give`() throws {
    let text = "series,ts,x,x.quality,event\na,1,1,,\na,2,2,bad,7\nb,1,3,good,7\n"
    let block = try read(text)
    var reader = try RecordingReader(source: PiecewiseSource(text.utf8), named: "test.csv")
    var row = RecordingRow()
    var index = 0
    while try reader.next(into: &row) {
      let expected = block.frame(at: index)
      #expect(row.frame.series == expected.series && row.frame.sequence == expected.sequence)
      #expect(row.frame.sourceTime == expected.sourceTime && row.frame.quality == expected.quality)
      #expect(bits(row.frame.values) == bits(expected.values))
      #expect(row.label == block.labels[index] && row.event == block.events[index])
      index += 1
    }
    #expect(index == 3)
  }

  @Test(arguments: 0..<40)
  func `any way of cutting the bytes into pieces gives the same rows`(seed: UInt64) throws {
    let text = RandomRecording(seed: seed).text
    let whole = try read(text)
    for (index, largest) in [1, 2, 7, 64, 5000].enumerated() {
      let source = PiecewiseSource(text.utf8, largest: largest, seed: index % 2 == 0 ? nil : seed)
      let rows = try read(source, rowsPerBlock: 1 + index * 3).rows
      #expect(rows.isIdentical(to: whole), "pieces of \(largest)")
    }
  }

  @Test func `a quoted cell longer than the buffer is read whole`() throws {
    let name = String(repeating: "long, \n\"\"name ", count: 60_000)
    let rows = try read("series,x\n\"\(name)\",1\n")
    #expect(rows.seriesNames == [name.replacing("\"\"", with: "\"")])
  }
}
