import TwinModel

/// Reads the cells of one row after the other into the same storage.
///
/// A plain number is read where it stands; every other cell takes the slower way of `RowParser+Cells`.
struct RowParser: ~Copyable {
  let header: RecordingHeader
  let options: RecordingOptions
  /// What each column is for, as `header` says; read once per cell.
  private let plan: UnsafeMutableBufferPointer<PlannedColumn>
  /// Shape `[tag]`.
  let values: UnsafeMutableBufferPointer<Double>
  /// Shape `[tag]`; empty when the recording has no quality columns.
  var qualities: [Quality]
  var step = 0
  var time: SourceTime?
  var label = false
  var series = CachedText()
  var seriesChanged = false
  var event = CachedText()
  /// Shape `[tag]`: how many rows so far had no usable value.
  var missingCounts: [Int]
  /// Stands before a number's decimals. Where the delimiter is no comma, the first mark in the file decides.
  var mark = UInt8(ascii: ".")
  var isMarkSettled: Bool
  var timeCell = TimeCell()

  struct PlannedColumn {
    var isTag: Bool
    var role: ColumnRole
    var slot: Int
  }

  init(header: RecordingHeader, options: RecordingOptions) {
    self.header = header
    self.options = options
    plan = .allocate(capacity: header.columns.count)
    for (index, column) in header.columns.enumerated() {
      let planned = PlannedColumn(isTag: column.role == .tag, role: column.role, slot: column.slot)
      plan.initializeElement(at: index, to: planned)
    }
    values = .allocate(capacity: header.tags.count)
    values.initialize(repeating: .nan)
    qualities = header.has(.quality) ? Array(repeating: .good, count: header.tags.count) : []
    missingCounts = Array(repeating: 0, count: header.tags.count)
    isMarkSettled = header.delimiter == UInt8(ascii: ",")
  }

  deinit {
    plan.deallocate()
    values.deallocate()
  }

  /// Reads one row; afterwards the properties hold it.
  mutating func parse(
    _ record: UnsafeMutableBufferPointer<UInt8>, line: Int
  ) throws(RecordingError.Problem) {
    guard let first = record.baseAddress else { return }
    let delimiter = header.delimiter
    var mark = mark
    let columns = UnsafeBufferPointer(plan)
    let cells = values.baseAddress.unsafelyUnwrapped
    var cursor = CellCursor(position: first, end: first + record.count, delimiter: delimiter)
    var hasDecimals = false
    seriesChanged = false
    if !qualities.isEmpty { resetQualities() }
    var index = 0
    while true {
      let column = columns[index]
      if column.isTag, let number = PlainNumber(at: cursor.position, mark: mark),
        number.end == cursor.end || number.end.pointee == delimiter
      {
        cells[column.slot] = number.value
        hasDecimals = hasDecimals || number.hasDecimals
        cursor.position = number.end
      } else {
        if hasDecimals { isMarkSettled = true }
        try parseCell(&cursor, index: index, line: line)
        mark = self.mark
      }
      index += 1
      if index == columns.count { break }
      if !cursor.advance() { throw .raggedRow(line: line, expected: columns.count, got: index) }
    }
    if hasDecimals { isMarkSettled = true }
    if cursor.position != cursor.end { throw tooManyCells(&cursor, line: line) }
    if !qualities.isEmpty { reconcileQualities() }
  }

  private func tooManyCells(_ cursor: inout CellCursor, line: Int) -> RecordingError.Problem {
    var count = header.columns.count
    while cursor.advance() {
      count += 1
      if (try? cursor.next()) == nil { return .textAfterQuote(line: line, column: count) }
    }
    return .raggedRow(line: line, expected: header.columns.count, got: count)
  }

  private mutating func resetQualities() {
    for slot in qualities.indices { qualities[slot] = .good }
  }

  /// Keeps the frame's rule that a value which must not be used is `NaN`, and that `NaN` is not good.
  private mutating func reconcileQualities() {
    for slot in qualities.indices {
      if values[slot].isNaN {
        if qualities[slot].isUsable { qualities[slot] = .missing }
      } else if !qualities[slot].isUsable {
        values[slot] = .nan
        missingCounts[slot] += 1
      }
    }
  }
}
