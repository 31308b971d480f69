import Foundation
import Testing
import TwinModel

@testable import TwinConnectors

@Suite struct RecordingWriterTests {
  @Test(arguments: 0..<30)
  func `what is written is read back bit for bit`(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let block = Self.randomBlock(seed: seed)
    for name in ["r.csv", "r.csv.gz"] {
      var writer = try RecordingWriter(path: folder.file(name), layout: RecordingLayout(of: block))
      try writer.append(block)
      try writer.finish()
      var reader = try RecordingReader(path: folder.file(name))
      let back = try #require(try reader.nextBlock(maximumRows: block.count + 1))
      #expect(back.isIdentical(to: block), "\(name)")
    }
    #expect(folder.names == ["r.csv", "r.csv.gz"])
    #expect(folder.bytes("r.csv.gz")?.prefix(2) == [0x1F, 0x8B])
  }

  @Test func `a recording that was read is written with the same contents`() throws {
    let folder = try TemporaryFolder()
    for seed in 0..<20 as Range<UInt64> {
      let rows = try read(RandomRecording(seed: seed).text)
      var writer = try RecordingWriter(path: folder.file("r.csv"), layout: RecordingLayout(of: rows))
      for row in 0..<rows.count {
        try writer.append(rows.frame(at: row), label: rows.labels[row], event: rows.events[row])
      }
      try writer.finish()
      var reader = try RecordingReader(path: folder.file("r.csv"))
      #expect(try reader.nextBlock(maximumRows: 10_000)?.isIdentical(to: rows) == true)
    }
  }

  @Test func `the text is plain and short`() throws {
    let folder = try TemporaryFolder()
    var block = FrameBlock(tags: ["level", "flow, main"])
    let time = SourceTime(nanoseconds: 1_500_000_000)
    block.append(
      series: "a", sequence: 0, sourceTime: time, values: [0.1, 2], quality: [.good, .uncertain], label: true,
      event: "8")
    block.append(
      series: "a", sequence: 1, sourceTime: time, values: [.nan, -0.0], quality: [.bad, .good], label: false, event: "")
    var writer = try RecordingWriter(path: folder.file("r.csv"), layout: RecordingLayout(of: block))
    try writer.append(block)
    try writer.finish()
    #expect(
      folder.contents("r.csv") == """
        series,step,ts,level,"flow, main",level.quality,"flow, main.quality",label,event
        a,0,1970-01-01T00:00:01.500Z,0.1,2,,uncertain,1,8
        a,1,1970-01-01T00:00:01.500Z,,-0.0,bad,,0,

        """)
  }

  @Test func `a full disk leaves the old recording and nothing else`() throws {
    let folder = try TemporaryFolder()
    try "old".write(toFile: folder.file("r.csv.gz"), atomically: false, encoding: .utf8)
    let block = Self.randomBlock(seed: 1)
    for isCompressed in [false, true] {
      #expect(
        throws: RecordingWriterError.file(FileError(path: folder.file("r.csv.gz"), operation: .write, code: ENOSPC))
      ) {
        let file = try AtomicFile(path: folder.file("r.csv.gz")) { _, _, _ in
          errno = ENOSPC
          return -1
        }
        var writer = try RecordingWriter(file: file, isCompressed: isCompressed, layout: RecordingLayout(of: block))
        try writer.append(block)
        try writer.finish()
      }
      #expect(folder.contents("r.csv.gz") == "old")
      #expect(folder.names == ["r.csv.gz"])
    }
  }

  @Test(arguments: [["label"], ["Series"], ["a", "a"], [""], [], ["a", "a.quality"], ["timestamp"]])
  func `tags that a reader would not take for tags are refused`(tags: [String]) throws {
    let folder = try TemporaryFolder()
    var refused = false
    do throws(RecordingWriterError) {
      _ = try RecordingWriter(path: folder.file("r.csv"), layout: RecordingLayout(tags: tags))
    } catch {
      if case .unusableTagName = error { refused = true }
    }
    #expect(refused)
    #expect(folder.names.isEmpty)
  }

  @Test func `rows that a reader would refuse are refused`() throws {
    let frame = Frame(series: "a", sequence: 1, values: [1])
    let cases: [(Frame, String?, RecordingWriterError)] = [
      (Frame(series: "a", sequence: 1, values: [1]), "", .outOfOrder(row: 2, series: "a")),
      (Frame(series: "", sequence: 2, values: [1]), "", .unnamedSeries(row: 2)),
      (Frame(series: "a", sequence: 2, values: [.infinity]), "", .infiniteValue(row: 2, tag: "x")),
      (Frame(series: "a", sequence: 2, values: [1, 2]), "", .rowDoesNotFit(row: 2)),
      (
        Frame(series: "a", sequence: 2, sourceTime: SourceTime(nanoseconds: 0), values: [1]), "", .rowDoesNotFit(row: 2)
      ),
      (Frame(series: "a", sequence: 2, values: [1]), nil, .rowDoesNotFit(row: 2)),
      (Frame(series: "a", sequence: 2, values: [1]), "None", .unusableEventName(row: 2, name: "None")),
    ]
    for (refused, event, expected) in cases {
      let folder = try TemporaryFolder()
      #expect(throws: expected) {
        var writer = try RecordingWriter(
          path: folder.file("r.csv"), layout: RecordingLayout(tags: ["x"], hasEvents: true))
        try writer.append(frame, event: "")
        try writer.append(refused, event: event)
      }
      #expect(folder.names.isEmpty)
    }
  }

  /// Two series with any finite double, `NaN` and -0 among them, and every optional column now and then.
  static func randomBlock(seed: UInt64) -> FrameBlock {
    var random = SeededGenerator(seed: seed, stream: 9)
    let tags = (0...Int(random.next() % 8)).map {
      ["a", "b,c", " d", "\"e\"", "f;g;h;i;j;k", "l\nm", "é", "n\to", "p.quality"][$0]
    }
    let (hasTimes, hasQualities, hasLabels) = (seed % 2 == 0, seed % 3 == 0, seed % 5 < 3)
    var block = FrameBlock(tags: tags)
    for series in ["first", "second, \"quoted\"\r\n", " third "] {
      var step = Int(Int32(truncatingIfNeeded: random.next()))
      var time = Int64(Int32(truncatingIfNeeded: random.next())) * 1_000_000_007
      for _ in 0..<50 {
        var values = tags.map { _ in Self.anyDouble(using: &random) }
        var qualities: [Quality] = []
        if hasQualities {
          qualities = values.map { $0.isNaN ? [.missing, .bad][Int(random.next() % 2)] : .good }
          if let last = values.last, !last.isNaN { qualities[values.count - 1] = .uncertain }
          if qualities[0] == .bad { values[0] = .nan }
        }
        let isEvent = random.next() % 3 == 0
        block.append(
          series: series, sequence: step, sourceTime: hasTimes ? SourceTime(nanoseconds: time) : nil, values: values,
          quality: qualities, label: hasLabels ? isEvent : nil,
          event: hasLabels ? (isEvent ? ["7", "flood; \"big\"", "T0859 ", "-1"][Int(random.next() % 4)] : "") : nil)
        step += 1 + Int(random.next() % 3)
        time += Int64(random.next() % 3) * 250_000_001
      }
    }
    return block
  }

  private static func anyDouble(using random: inout SeededGenerator) -> Double {
    switch random.next() % 6 {
    case 0: return .nan
    case 1: return random.next() % 2 == 0 ? 0 : -0.0
    case 2: return Double(Int32(truncatingIfNeeded: random.next()))
    case 3: return (random.normal() * 1e4).rounded() / 1e2
    default:
      let any = Double(bitPattern: random.next())
      return any.isFinite ? any : random.normal()
    }
  }
}
