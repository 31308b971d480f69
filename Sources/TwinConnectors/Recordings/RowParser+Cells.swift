import TwinModel

extension RowParser {
  /// Reads the cell at the cursor, whatever it holds, and leaves the cursor behind it.
  mutating func parseCell(
    _ cursor: inout CellCursor, index: Int, line: Int
  ) throws(RecordingError.Problem) {
    let cell: CellCursor.Cell
    do throws(CellCursor.TextAfterQuote) { cell = try cursor.next() } catch {
      throw .textAfterQuote(line: line, column: index + 1)
    }
    let column = header.columns[index]
    let text = cell.text
    switch column.role {
    case .tag: try parseTag(text, index: index, line: line)
    case .quality:
      guard let quality = QualityWords.parse(text) else { throw .notAQuality(place(text, index, line)) }
      qualities[column.slot] = quality
    case .series:
      guard let changed = series.update(text) else { throw .notUTF8(line: line, column: index + 1) }
      if text.isEmpty { throw .unnamedSeries(line: line) }
      seriesChanged = changed
    case .step:
      guard let number = wholeNumber(text) else { throw .notAStep(place(text, index, line)) }
      step = number
    case .time:
      guard let instant = timeCell.parse(text) else { throw .notATime(place(text, index, line)) }
      time = instant
    case .label:
      guard let flag = truth(text) else { throw .notALabel(place(text, index, line)) }
      label = flag
    case .event:
      if event.update(text, EventName.normalised) == nil { throw .notUTF8(line: line, column: index + 1) }
    case .ignored: break
    }
  }

  private func place(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ line: Int) -> RecordingCell {
    RecordingCell(line: line, column: index + 1, name: header.columns[index].name, bytes: text)
  }

  private mutating func parseTag(
    _ text: UnsafeBufferPointer<UInt8>, index: Int, line: Int
  ) throws(RecordingError.Problem) {
    let slot = header.columns[index].slot
    if let number = number(text) {
      guard number.isFinite else { throw .notFinite(place(text, index, line)) }
      values[slot] = number
      return
    }
    guard let word = CellWords.word(text) else { throw .notANumber(place(text, index, line)) }
    if let state = options.stateWords[word] ?? CellWords.states[word] {
      guard state.isFinite else { throw .notFinite(place(text, index, line)) }
      values[slot] = state
    } else if CellWords.missing.contains(word) {
      values[slot] = .nan
      missingCounts[slot] += 1
    } else if CellWords.infinite.contains(word) {
      throw .notFinite(place(text, index, line))
    } else {
      throw .notANumber(place(text, index, line))
    }
  }

  /// The number that `text` spells, with the decimal mark of this recording; the first mark seen decides which it is.
  private mutating func number(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    if let number = DecimalNumber.parse(text, mark: mark) {
      if text.contains(mark) { isMarkSettled = true }
      return number
    }
    let comma = UInt8(ascii: ",")
    guard !isMarkSettled, text.contains(comma), let number = DecimalNumber.parse(text, mark: comma) else { return nil }
    mark = comma
    isMarkSettled = true
    return number
  }

  /// A whole number, also when written with a fraction of zero.
  private func wholeNumber(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    if text.isEmpty || text.count > 40 { return nil }
    var value = 0
    let isNegative = text[0] == UInt8(ascii: "-")
    for byte in text.dropFirst(isNegative ? 1 : 0) {
      let digit = byte &- UInt8(ascii: "0")
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      guard digit < 10, !isTooLarge else {
        return DecimalNumber.parse(text, mark: UInt8(ascii: ".")).flatMap { Int(exactly: $0) }
      }
      let (sum, isTooLargeToo) =
        isNegative ? product.subtractingReportingOverflow(Int(digit)) : product.addingReportingOverflow(Int(digit))
      if isTooLargeToo { return nil }
      value = sum
    }
    return text.count > (isNegative ? 1 : 0) ? value : nil
  }

  private func truth(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    if text.count == 1 && text[0] | 1 == UInt8(ascii: "1") { return text[0] == UInt8(ascii: "1") }
    switch CellWords.word(text) {
    case "true": return true
    case "false": return false
    default: break
    }
    switch DecimalNumber.parse(text, mark: mark) {
    case 0: return false
    case 1: return true
    default: return nil
    }
  }
}
