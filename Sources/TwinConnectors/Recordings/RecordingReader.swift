public import TwinModel

/// Reads a recording, CSV or gzipped CSV, row by row in bounded memory.
///
/// The first line names the columns; `RecordingOptions` says which column is what where the name does not. A tag's
/// cell holds a decimal number, a state word (`on` is 1, `closed` is 0, …), or a word for "no value" (empty, `NaN`,
/// `null`, `-`, …), which is read as `NaN`. Anything else is an error, and so are infinities. Where cells are separated
/// by semicolons or tabs, decimals may stand behind a comma or a point; the first mark in the file decides.
///
/// Each series stands in one piece; its steps grow, its times do not fall. Without a step column, rows of each series
/// count from 0. A value whose quality column says bad or missing is read as `NaN`. An event column without a label
/// column labels the rows that have an event.
///
/// Blank lines are skipped. After an error the reader gives nothing more; rows read before stay valid.
///
/// Source: RFC 4180 (quoted cells), RFC 1952 (gzip), ISO 8601 (times).
public struct RecordingReader: ~Copyable {
  /// The file's path, or what the caller called the stream; stands in every error.
  public let file: String
  private var buffer: RecordBuffer
  private var parser: RowParser
  private var order: SeriesOrder
  private let seriesName: String
  private let shape: Shape
  private var rows = 0
  private var seriesRows: [RecordingSummary.Series] = []
  private var labelledRows = 0
  private var firstTime: SourceTime?
  private var period = RowPeriodEstimate()
  private var failure: RecordingError?

  /// Which optional columns there are.
  private struct Shape {
    var hasSeries, hasStep, hasTime, hasLabel, hasEvent: Bool
  }

  /// Opens a file and reads its header.
  public init(path: String, options: RecordingOptions = RecordingOptions()) throws(RecordingError) {
    let source: FileByteSource
    do throws(ByteSourceError) { source = try FileByteSource(path: path) } catch {
      throw RecordingError(file: path, problem: .unreadable(error, line: 0))
    }
    try self.init(source: source, named: path, options: options)
  }

  /// Reads the header from a stream of CSV or gzipped CSV.
  ///
  /// - Parameter file: what to call the stream in errors.
  public init(
    source: any ByteSource, named file: String, options: RecordingOptions = RecordingOptions()
  ) throws(RecordingError) {
    self.file = file
    do throws(RecordingError.Problem) {
      var buffer = RecordBuffer(source: try Self.decompressed(source), limit: options.maximumRowBytes)
      let header = try Self.readHeader(&buffer, options: options)
      self.buffer = buffer
      parser = RowParser(header: header, options: options)
      shape = Shape(
        hasSeries: header.has(.series), hasStep: header.has(.step), hasTime: header.has(.time),
        hasLabel: header.has(.label), hasEvent: header.has(.event))
    } catch { throw RecordingError(file: file, problem: error) }
    order = SeriesOrder(limit: options.maximumSeries)
    seriesName = options.seriesName ?? Self.baseName(file)
  }

  /// Tag names in column order.
  public var tags: [String] { parser.header.tags }

  /// Whether rows say if they lie inside an attack or fault.
  public var hasLabels: Bool { shape.hasLabel || shape.hasEvent }

  /// What was read so far.
  public var summary: RecordingSummary {
    var summary = RecordingSummary(tags: tags, missing: parser.missingCounts)
    summary.rows = rows
    summary.series = seriesRows
    summary.labelledRows = hasLabels ? labelledRows : nil
    summary.firstTime = firstTime
    summary.lastTime = order.lastTime
    summary.rowPeriod = period.seconds()
    return summary
  }

  /// The next rows, at most `maximumRows` > 0 of them; `nil` behind the last.
  public mutating func nextBlock(maximumRows: Int = 1024) throws(RecordingError) -> FrameBlock? {
    var block = FrameBlock(tags: tags)
    return try refill(&block, maximumRows: maximumRows) ? block : nil
  }

  /// Replaces the rows of `block`, which has this recording's tags, by the next ones, reusing its storage.
  ///
  /// - Returns: false behind the last row.
  public mutating func refill(_ block: inout FrameBlock, maximumRows: Int = 1024) throws(RecordingError) -> Bool {
    precondition(maximumRows > 0, "a block has room for a row")
    precondition(block.tags == tags, "a block has the recording's tags")
    block.removeAll()
    while block.count < maximumRows, try advance() {
      block.append(
        series: order.series ?? seriesName, sequence: parser.step, sourceTime: parser.time,
        values: UnsafeBufferPointer(parser.values), quality: parser.qualities,
        label: hasLabels ? isLabelled : nil, event: shape.hasEvent ? parser.event.text : nil)
    }
    return block.count > 0
  }

  /// Replaces the contents of `row` by the next row, reusing its storage.
  ///
  /// - Returns: false behind the last row.
  public mutating func next(into row: inout RecordingRow) throws(RecordingError) -> Bool {
    guard try advance() else { return false }
    if let series = order.series, row.frame.series != series { row.frame.series = series }
    row.frame.sequence = parser.step
    row.frame.sourceTime = parser.time
    row.frame.values.removeAll(keepingCapacity: true)
    row.frame.values.append(contentsOf: parser.values)
    row.frame.quality.removeAll(keepingCapacity: true)
    row.frame.quality.append(contentsOf: parser.qualities)
    row.label = hasLabels ? isLabelled : nil
    row.event = shape.hasEvent ? parser.event.text : nil
    return true
  }

  private var isLabelled: Bool { shape.hasLabel ? parser.label : !parser.event.text.isEmpty }
}

extension RecordingReader {
  /// Reads one row into the parser; false behind the last.
  private mutating func advance() throws(RecordingError) -> Bool {
    if let failure { throw failure }
    do throws(RecordingError.Problem) {
      while let record = try buffer.next() {
        if record.isEmpty { continue }
        try parser.parse(record, line: buffer.line)
        do throws(SeriesOrder.Fault) { try keepOrder() } catch { throw problem(error) }
        count()
        return true
      }
      if rows == 0 { throw .noRows }
      return false
    } catch {
      let failure = RecordingError(file: file, problem: error)
      self.failure = failure
      throw failure
    }
  }

  private mutating func keepOrder() throws(SeriesOrder.Fault) {
    if rows == 0 || parser.seriesChanged {
      let name = shape.hasSeries ? parser.series.text : seriesName
      try order.begin(name)
      seriesRows.append(RecordingSummary.Series(name: name, rows: 0))
    }
    if !shape.hasStep { parser.step = seriesRows[seriesRows.count - 1].rows }
    if let time = parser.time, let last = order.lastTime {
      let (difference, isTooLarge) = time.nanoseconds.subtractingReportingOverflow(last.nanoseconds)
      if !isTooLarge && difference >= 0 { period.add(difference) }
    }
    try order.advance(step: parser.step, time: parser.time)
  }

  private mutating func count() {
    rows += 1
    seriesRows[seriesRows.count - 1].rows += 1
    if hasLabels && isLabelled { labelledRows += 1 }
    if firstTime == nil { firstTime = parser.time }
  }

  private func problem(_ fault: SeriesOrder.Fault) -> RecordingError.Problem {
    let line = buffer.line
    let series = shape.hasSeries ? parser.series.text : seriesName
    return switch fault {
    case .seriesResumed: .seriesResumed(line: line, series: series)
    case .tooManySeries(let limit): .tooManySeries(line: line, limit: limit)
    case .stepRepeated(let step): .stepRepeated(line: line, series: series, step: step)
    case .stepWentBack(let from, let to): .stepWentBack(line: line, series: series, from: from, to: to)
    case .timeWentBack(let from, let to): .timeWentBack(line: line, series: series, from: from, to: to)
    }
  }

  private static func readHeader(
    _ buffer: inout RecordBuffer, options: RecordingOptions
  ) throws(RecordingError.Problem) -> RecordingHeader {
    buffer.delimiter = options.delimiter
    if let format = FileFormat.notText(try buffer.firstBytes()) { throw .notText(format: format) }
    guard var record = try buffer.next() else { throw .empty }
    while record.isEmpty {
      guard let next = try buffer.next() else { throw .empty }
      record = next
    }
    let header = try RecordingHeader(record, options: options)
    buffer.delimiter = header.delimiter
    return header
  }

  private static func decompressed(_ source: any ByteSource) throws(RecordingError.Problem) -> any ByteSource {
    do throws(ByteSourceError) {
      let peeking = try PrefixedByteSource(peeking: 2, of: source)
      return peeking.peeked == [0x1F, 0x8B] ? GzipByteSource(peeking) : peeking
    } catch { throw .unreadable(error, line: 0) }
  }

  /// The last part of a path without `.csv` and `.gz`; `recording` where nothing is left, and for devices.
  private static func baseName(_ file: String) -> String {
    var name = FileDestination.name(of: file)
    for suffix in [".gz", ".csv", ".txt", ".tsv"] where name.hasSuffix(suffix) {
      name = String(name.dropLast(suffix.count))
    }
    return name.isEmpty || file.hasPrefix("/dev/") || name == "-" ? "recording" : name
  }
}
