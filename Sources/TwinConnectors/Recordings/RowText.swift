import TwinModel

/// The text of a recording's lines, comma-separated.
///
/// Source: RFC 4180; lines end with a line feed.
struct RowText {
  /// What is written and not yet taken away.
  var bytes: [UInt8] = []

  /// One row of a recording.
  struct Row {
    var series: String
    var step: Int
    var time: SourceTime?
    var values: ArraySlice<Double>
    var qualities: ArraySlice<Quality>
    var label: Bool?
    var event: String?
  }

  mutating func appendHeader(_ layout: RecordingLayout) {
    bytes += "series,step".utf8
    if layout.hasTimes { bytes += ",ts".utf8 }
    for tag in layout.tags { appendCell(tag) }
    if layout.hasQualities {
      for tag in layout.tags { appendCell(tag + ColumnRole.qualitySuffix) }
    }
    if layout.hasLabels { bytes += ",label".utf8 }
    if layout.hasEvents { bytes += ",event".utf8 }
    bytes.append(UInt8(ascii: "\n"))
  }

  mutating func append(_ row: Row, layout: RecordingLayout) {
    appendText(row.series)
    appendSeparator()
    bytes += String(row.step).utf8
    if let time = row.time {
      appendSeparator()
      bytes += time.iso8601.utf8
    }
    for value in row.values {
      appendSeparator()
      append(value)
    }
    if layout.hasQualities { append(row.qualities, of: row.values) }
    if let label = row.label {
      appendSeparator()
      bytes.append(label ? UInt8(ascii: "1") : UInt8(ascii: "0"))
    }
    if let event = row.event { appendCell(event) }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The fewest digits that name the same double; nothing for `NaN`.
  private mutating func append(_ value: Double) {
    if value.isNaN { return }
    if value.magnitude < 1e15, let whole = Int(exactly: value), whole != 0 || value.sign == .plus {
      bytes += String(whole).utf8
    } else {
      bytes += value.description.utf8
    }
  }

  /// A quality is left out where the value says it already.
  private mutating func append(_ qualities: ArraySlice<Quality>, of values: ArraySlice<Double>) {
    for offset in 0..<values.count {
      appendSeparator()
      guard !qualities.isEmpty else { continue }
      let quality = qualities[qualities.startIndex + offset]
      let isNaN = values[values.startIndex + offset].isNaN
      if quality == (isNaN ? .missing : .good) { continue }
      QualityWords.word(quality).withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
  }

  private mutating func appendSeparator() { bytes.append(UInt8(ascii: ",")) }

  private mutating func appendCell(_ text: String) {
    appendSeparator()
    appendText(text)
  }

  /// Text, in quotes where it would be read differently without.
  private mutating func appendText(_ text: String) {
    let needsQuotes =
      text.utf8.contains { Self.special.contains($0) } || text.utf8.first == 0x20 || text.utf8.last == 0x20
    if !needsQuotes {
      bytes += text.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Quote, line ends, and everything that a reader may take for a delimiter.
  private static let special = Array("\"\n\r,;\t".utf8)
}
