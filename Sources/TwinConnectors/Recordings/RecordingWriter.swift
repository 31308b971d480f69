public import TwinModel

/// Writes a recording as CSV, or gzipped where the path ends in `.gz`; it appears whole or not at all.
///
/// What it writes, `RecordingReader` reads back bit for bit: numbers have the fewest digits that name the same double,
/// `NaN` is an empty cell, times are ISO 8601 in UTC. Rows that a reader would refuse are refused here.
///
/// A writer that goes out of scope without `finish()` leaves no trace.
public struct RecordingWriter: ~Copyable {
  /// Which columns are written.
  public let layout: RecordingLayout
  private var file: AtomicFile
  private let gzip: GzipEncoder?
  private var text = RowText()
  private var order = SeriesOrder(limit: .max)
  private var rows = 0

  private static let flushThreshold = 1 << 16

  /// Begins a recording at `path`.
  public init(path: String, layout: RecordingLayout) throws(RecordingWriterError) {
    let file: AtomicFile
    do throws(FileError) { file = try AtomicFile(path: path) } catch { throw .file(error) }
    try self.init(file: file, isCompressed: path.hasSuffix(".gz"), layout: layout)
  }

  init(
    file: consuming AtomicFile, isCompressed: Bool, layout: RecordingLayout
  ) throws(RecordingWriterError) {
    try Self.check(layout)
    self.file = file
    self.layout = layout
    gzip = isCompressed ? GzipEncoder() : nil
    text.appendHeader(layout)
  }

  /// Adds the rows of a block.
  public mutating func append(_ block: FrameBlock) throws(RecordingWriterError) {
    guard block.tags == layout.tags else { throw .rowDoesNotFit(row: rows + 1) }
    for row in 0..<block.count {
      let cells = row * block.tags.count..<(row + 1) * block.tags.count
      let entry = RowText.Row(
        series: block.series(at: row), step: block.sequences[row],
        time: block.sourceTimes.isEmpty ? nil : block.sourceTimes[row], values: block.values[cells],
        qualities: block.qualities.isEmpty ? [] : block.qualities[cells],
        label: block.labels.isEmpty ? nil : block.labels[row], event: block.events.isEmpty ? nil : block.events[row])
      try append(entry)
    }
  }

  /// Adds one row.
  public mutating func append(
    _ frame: Frame, label: Bool? = nil, event: String? = nil
  ) throws(RecordingWriterError) {
    let entry = RowText.Row(
      series: frame.series, step: frame.sequence, time: frame.sourceTime, values: frame.values[...],
      qualities: frame.quality[...], label: label, event: event)
    try append(entry)
  }

  /// Brings the recording to disk under its name.
  public consuming func finish() throws(RecordingWriterError) {
    do throws(FileError) {
      try flush(isLast: true)
      try file.commit()
    } catch { throw .file(error) }
  }

  private mutating func append(_ row: RowText.Row) throws(RecordingWriterError) {
    try check(row)
    rows += 1
    text.append(row, layout: layout)
    if text.bytes.count >= Self.flushThreshold {
      do throws(FileError) { try flush(isLast: false) } catch { throw .file(error) }
    }
  }

  private mutating func flush(isLast: Bool) throws(FileError) {
    if let gzip {
      try text.bytes.withUnsafeBufferPointer { bytes throws(FileError) in
        try gzip.compress(bytes, isLast: isLast, to: &file)
      }
    } else {
      try text.bytes.withUnsafeBufferPointer { bytes throws(FileError) in
        try file.write(contentsOf: UnsafeRawBufferPointer(bytes))
      }
    }
    text.bytes.removeAll(keepingCapacity: true)
  }

  private mutating func check(_ row: RowText.Row) throws(RecordingWriterError) {
    let number = rows + 1
    guard row.values.count == layout.tags.count, row.qualities.isEmpty || row.qualities.count == row.values.count,
      (row.time != nil) == layout.hasTimes, (row.label != nil) == layout.hasLabels,
      (row.event != nil) == layout.hasEvents, layout.hasQualities || row.qualities.isEmpty
    else { throw .rowDoesNotFit(row: number) }
    if let infinite = row.values.firstIndex(where: \.isInfinite) {
      throw .infiniteValue(row: number, tag: layout.tags[infinite - row.values.startIndex])
    }
    if row.series.isEmpty { throw .unnamedSeries(row: number) }
    if let event = row.event, EventName.normalised(event) != event {
      throw .unusableEventName(row: number, name: event)
    }
    do throws(SeriesOrder.Fault) {
      if order.series != row.series { try order.begin(row.series) }
      try order.advance(step: row.step, time: row.time)
    } catch { throw .outOfOrder(row: number, series: row.series) }
  }

  /// Makes sure that a reader takes every tag for a tag.
  private static func check(_ layout: RecordingLayout) throws(RecordingWriterError) {
    let reserved = Set(ColumnRole.usualNames.map(\.name))
    let names = Set(layout.tags)
    var seen: Set<String> = []
    for tag in layout.tags {
      let isQualityOfAnother =
        tag.hasSuffix(ColumnRole.qualitySuffix) && names.contains(String(tag.dropLast(ColumnRole.qualitySuffix.count)))
      if tag.isEmpty || reserved.contains(tag.lowercased()) || isQualityOfAnother || !seen.insert(tag).inserted {
        throw .unusableTagName(tag)
      }
    }
    if layout.tags.isEmpty { throw .unusableTagName("") }
  }
}
