/// Walks over the cells of one record.
struct CellCursor {
  /// First byte of the next cell; afterwards the delimiter behind it, or `end`.
  var position: UnsafeMutablePointer<UInt8>
  let end: UnsafeMutablePointer<UInt8>
  let delimiter: UInt8

  /// One cell's text. Blanks around an unquoted text do not belong to it.
  struct Cell {
    var text: UnsafeBufferPointer<UInt8>
    var isQuoted: Bool
  }

  /// Something stands between a closing quote and the next delimiter.
  struct TextAfterQuote: Error {}

  /// Reads the cell at `position` and goes to its end. Doubled quotes are undone in place.
  mutating func next() throws(TextAfterQuote) -> Cell {
    if position < end && position.pointee == UInt8(ascii: "\"") { return try nextQuoted() }
    var first = position
    while position < end && position.pointee != delimiter { position += 1 }
    var last = position
    while first < last && isBlank(first.pointee) { first += 1 }
    while first < last && isBlank((last - 1).pointee) { last -= 1 }
    return Cell(text: UnsafeBufferPointer(start: first, count: last - first), isQuoted: false)
  }

  private mutating func nextQuoted() throws(TextAfterQuote) -> Cell {
    let first = position
    var target = first
    position += 1
    while position < end {
      if position.pointee == UInt8(ascii: "\"") {
        position += 1
        if position == end || position.pointee != UInt8(ascii: "\"") { break }
      }
      target.pointee = position.pointee
      target += 1
      position += 1
    }
    while position < end && isBlank(position.pointee) { position += 1 }
    if position < end && position.pointee != delimiter { throw TextAfterQuote() }
    return Cell(text: UnsafeBufferPointer(start: first, count: target - first), isQuoted: true)
  }

  /// Goes over the delimiter to the next cell; false at the end of the record.
  mutating func advance() -> Bool {
    if position == end { return false }
    position += 1
    return true
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") && delimiter != UInt8(ascii: "\t")
  }
}
