import Testing
import TwinConnectors
import TwinModel

@Suite struct RecordingErrorTests {
  @Test(arguments: [
    ("", "test.csv: the file is empty; a recording has a header line and at least one row"),
    ("\n\n", "test.csv: the file is empty; a recording has a header line and at least one row"),
    ("\u{FEFF}", "test.csv: the file is empty; a recording has a header line and at least one row"),
    ("a,b\n", "test.csv: there is a header but not a single row; record again"),
    ("a,b\n\n\n", "test.csv: there is a header but not a single row; record again"),
    ("a,b,a\n1,2,3\n", "test.csv: columns 1 and 3 are both called 'a'; rename or remove one"),
    ("a,,b\n1,2,3\n", "test.csv, line 1, column 2: the column has no name; name it in the header or remove it"),
    ("a,\n1,2\n", "test.csv, line 1, column 2: the column has no name; name it in the header or remove it"),
    (
      "series,step,label\na,1,0\n",
      "test.csv: no column is left for tags; check the header and the ignored columns"
    ),
    (
      "ts,timestamp,x\n1,1,1\n",
      "test.csv: 'ts' and 'timestamp' both look like the time column; say which it is and ignore the other"
    ),
    (
      "a,b\n1,2\n1\n",
      "test.csv, line 3: the row has 1 cells where the header has 2; correct or remove the row"
    ),
    (
      "a,b\n1,2\n\n1,2,\"3,\",4\n",
      "test.csv, line 4: the row has 4 cells where the header has 2; correct or remove the row"
    ),
    (
      "a,level\n1,2\n1,12m\n",
      "test.csv, line 3, column 2 (level): '12m' is not a number; correct it, leave it empty, or ignore the column"
    ),
    (
      "series,x\n\"a\nb\",1\n\"a\nb\",oops\n",
      "test.csv, line 4, column 2 (x): 'oops' is not a number; correct it, leave it empty, or ignore the column"
    ),
    (
      "x\n1e309\n",
      "test.csv, line 2, column 1 (x): '1e309' is not a finite number; correct it or leave the cell empty"
    ),
    (
      "x\n-Inf\n",
      "test.csv, line 2, column 1 (x): '-Inf' is not a finite number; correct it or leave the cell empty"
    ),
    (
      "x,label\n1,2\n",
      "test.csv, line 2, column 2 (label): '2' is not a label; write 0 (normal) or 1 (attack or fault)"
    ),
    ("x,label\n1,\n", "test.csv, line 2, column 2 (label): '' is not a label; write 0 (normal) or 1 (attack or fault)"),
    ("x,step\n1,1.5\n", "test.csv, line 2, column 2 (step): '1.5' is not a step; write a whole number"),
    (
      "x,step\n1,99999999999999999999\n",
      "test.csv, line 2, column 2 (step): '99999999999999999999' is not a step; write a whole number"
    ),
    (
      "x,ts\n1,yesterday\n",
      "test.csv, line 2, column 2 (ts): 'yesterday' is not a time; write ISO 8601 (2026-01-31T23:59:59Z) or seconds since 1970"
    ),
    (
      "x,x.quality\n1,fine\n",
      "test.csv, line 2, column 2 (x.quality): 'fine' is not a quality; write good, uncertain, bad, missing or an OPC code 0...255"
    ),
    ("series,x\n,1\n", "test.csv, line 2: the row names no series; fill the cell"),
    (
      "series,x\na,1\nb,1\na,1\n",
      "test.csv, line 4: series 'a' goes on after another began; sort the rows by series and step"
    ),
    ("step,x\n1,1\n1,1\n", "test.csv, line 3: step 1 of series 'test' occurs twice; remove one of the rows"),
    ("step,x\n5,1\n3,1\n", "test.csv, line 3: the step goes back from 5 to 3 in series 'test'; sort the rows by step"),
    (
      "ts,x\n2026-03-01T00:00:01,1\n2026-03-01 00:00,1\n",
      "test.csv, line 3: the time goes back from 2026-03-01T00:00:01Z to 2026-03-01T00:00:00Z in series 'test'; sort the rows by time"
    ),
    (
      "x,y\n\"1\"2,3\n",
      "test.csv, line 2, column 1: something follows a closing quote; double the quotes inside a quoted cell"
    ),
    ("x,y\n1,\"2\n3,4\n", "test.csv, line 2: a quote opens here and is never closed; close it or double it"),
    ("x,y\r1,2\r", "test.csv: lines end with a lone carriage return; save the file with line feeds"),
    ("PK\u{03}\u{04}....", "test.csv: this is a zip or xlsx file, not CSV or gzipped CSV; export it as CSV in UTF-8"),
  ])
  func `every defect is named with its place and a way out, on one line`(text: String, expected: String) {
    #expect(complaint(text) == expected)
  }

  @Test func `bytes that are not UTF-8 are refused in names`() {
    let cases: [([UInt8], RecordingError.Problem)] = [
      (
        Array("x,Temp \u{FF}".unicodeScalars.map { UInt8($0.value) }) + Array("\n1,2\n".utf8),
        .notUTF8(line: 1, column: 2)
      ),
      (Array("series,x\n".utf8) + [0xC3, 0x28] + Array(",2\n".utf8), .notUTF8(line: 2, column: 1)),
      (Array("event,x\n".utf8) + [0xC3, 0x28] + Array(",2\n".utf8), .notUTF8(line: 2, column: 1)),
      ([0xFF, 0xFE, 0x78, 0x00], .notText(format: "UTF-16 text")),
    ]
    for (bytes, expected) in cases {
      #expect(throws: RecordingError(file: "test.csv", problem: expected)) { try read(PiecewiseSource(bytes)) }
    }
  }

  @Test func `a long or strange cell is shortened and kept on one line`() {
    let text = complaint("x\n\"a\nb\u{07}" + String(repeating: "z", count: 500) + "\"\n")
    #expect(!text.contains("\n") && !text.contains("\u{07}") && text.count < 200)
    #expect(text.contains("…"))
  }

  @Test func `bounds on row length and number of series are kept`() {
    var options = RecordingOptions()
    options.maximumRowBytes = 100
    options.maximumSeries = 2
    #expect(problem("x\n1\n\(String(repeating: "0", count: 100))\n", options: options) == nil)
    let long = "x\n1\n\(String(repeating: "0", count: 102))\n"
    #expect(problem(long, options: options) == .rowTooLong(line: 3, limit: 100))
    #expect(problem("series,x\na,1\nb,1\nc,1\n", options: options) == .tooManySeries(line: 4, limit: 2))
  }

  @Test func `a column that was asked for and is not there is named`() {
    var options = RecordingOptions()
    options.labelColumn = "Attack"
    #expect(problem("x\n1\n", options: options) == .missingColumn(role: .label, name: "Attack"))
  }

  @Test func `a missing file and a folder are errors of the operating system`() {
    #expect(throws: RecordingError(file: "/nowhere/x.csv", problem: .unreadable(.cannotOpen(code: 2), line: 0))) {
      _ = try RecordingReader(path: "/nowhere/x.csv")
    }
    #expect(throws: RecordingError(file: "/", problem: .unreadable(.cannotRead(offset: 0, code: 21), line: 0))) {
      _ = try RecordingReader(path: "/")
    }
  }

  @Test func `after an error a reader gives nothing more`() throws {
    var reader = try RecordingReader(source: PiecewiseSource("x\n1\nbad number\n2\n".utf8), named: "test.csv")
    #expect(try reader.nextBlock(maximumRows: 1)?.count == 1)
    for _ in 0..<3 {
      var failed = false
      do throws(RecordingError) { _ = try reader.nextBlock() } catch { failed = true }
      #expect(failed)
    }
    #expect(reader.summary.rows == 1)
  }
}
