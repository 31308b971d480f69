/// Splits a case file into assignments and other statements, each with its line.
///
/// Understood are `%` and `#` comments, `%{ … %}` blocks, `...` continuations, quoted text, and statements ended by
/// `;`, `,` or the end of a line.
struct CaseFileScanner {
  /// One statement of the file.
  enum Statement {
    /// `name = [ … ]`: the rows with their lines.
    case matrix(name: String, line: Int, rows: [Row])
    /// `name = { … }`: contents are not kept.
    case cells(name: String, line: Int)
    /// Anything else, blanks squeezed out.
    case plain(text: String, line: Int)
  }

  /// One row of a matrix: its raw tokens.
  struct Row {
    var line: Int
    var tokens: [String]
  }

  private let bytes: [UInt8]
  private var index = 0
  private(set) var line = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next statement, or `nil` at the end of the file.
  mutating func next() throws(CaseFileError) -> Statement? {
    while index < bytes.count {
      if skipBlank(includingNewlines: true) { continue }
      if bytes[index] == UInt8(ascii: ";") || bytes[index] == UInt8(ascii: ",") {
        index += 1
        continue
      }
      return try statement()
    }
    return nil
  }

  private mutating func statement() throws(CaseFileError) -> Statement {
    let start = line
    var text: [UInt8] = []
    var depth = 0
    while index < bytes.count {
      if skipBlank(includingNewlines: depth > 0) { continue }
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") || (depth == 0 && (byte == UInt8(ascii: ";") || byte == UInt8(ascii: ","))) {
        break
      }
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        text += try quoted(section: "file")
        continue
      }
      if depth == 0, text.last == UInt8(ascii: "="), byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
        let name = String(decoding: text.dropLast(), as: UTF8.self)
        if !name.contains("(") && !name.contains("[") {
          index += 1
          if byte == UInt8(ascii: "[") { return .matrix(name: name, line: start, rows: try rows(of: name)) }
          try skipCells(name)
          return .cells(name: name, line: start)
        }
      }
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")") { depth -= 1 }
      text.append(byte)
      index += 1
      let isBeforeBlank =
        index < bytes.count && (bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t"))
      if isBeforeBlank && text.count == 8 && text.elementsEqual("function".utf8) { text.append(UInt8(ascii: " ")) }
    }
    guard depth <= 0 else { throw CaseFileError(line: start, section: "file", reason: .unterminated) }
    return .plain(text: String(decoding: text, as: UTF8.self), line: start)
  }

  private mutating func rows(of name: String) throws(CaseFileError) -> [Row] {
    let start = line
    var rows: [Row] = []
    var row = Row(line: line, tokens: [])
    func finish(_ rows: inout [Row], _ row: inout Row, at line: Int) {
      if !row.tokens.isEmpty { rows.append(row) }
      row = Row(line: line, tokens: [])
    }
    while index < bytes.count {
      let byte = bytes[index]
      if skipBlank(includingNewlines: false) { continue }
      switch byte {
      case UInt8(ascii: "]"):
        index += 1
        finish(&rows, &row, at: line)
        return rows
      case UInt8(ascii: "\n"):
        index += 1
        line += 1
        finish(&rows, &row, at: line)
      case UInt8(ascii: ";"):
        index += 1
        finish(&rows, &row, at: line)
      case UInt8(ascii: ","):
        index += 1
      default:
        if row.tokens.isEmpty { row.line = line }
        row.tokens.append(token())
      }
    }
    throw CaseFileError(line: start, section: sectionName(name), reason: .unterminated)
  }

  private mutating func token() -> String {
    let start = index
    index += 1
    while index < bytes.count, !Self.endsToken(bytes[index]), !isContinuation { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private static func endsToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: ";"),
      UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "%"), UInt8(ascii: "#"):
      true
    default: false
    }
  }

  private mutating func skipCells(_ name: String) throws(CaseFileError) {
    let start = line
    var depth = 1
    while index < bytes.count {
      if skipBlank(includingNewlines: true) { continue }
      switch bytes[index] {
      case UInt8(ascii: "'"), UInt8(ascii: "\""): _ = try quoted(section: sectionName(name))
      case UInt8(ascii: "{"):
        depth += 1
        index += 1
      case UInt8(ascii: "}"):
        depth -= 1
        index += 1
        if depth == 0 { return }
      default: index += 1
      }
    }
    throw CaseFileError(line: start, section: sectionName(name), reason: .unterminated)
  }

  private mutating func quoted(section: String) throws(CaseFileError) -> ArraySlice<UInt8> {
    let start = index
    let quote = bytes[index]
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      index += 1
      if bytes[index - 1] == quote { return bytes[start..<index] }
    }
    throw CaseFileError(line: line, section: section, reason: .unterminated)
  }

  private var isContinuation: Bool { index + 2 < bytes.count && bytes[index...(index + 2)].elementsEqual("...".utf8) }

  /// Skips blanks, comments and continuations at the present place; false when there was nothing to skip.
  private mutating func skipBlank(includingNewlines: Bool) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      index += 1
    case UInt8(ascii: "\n") where includingNewlines:
      index += 1
      line += 1
    case UInt8(ascii: "%"), UInt8(ascii: "#"):
      if index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "{") && isAloneOnLine {
        skipBlock()
      } else {
        skipLine()
      }
    case UInt8(ascii: ".") where isContinuation:
      skipLine()
      if index < bytes.count {
        index += 1
        line += 1
      }
    default:
      return false
    }
    return true
  }

  /// Whether only blanks stand before and after the two bytes at the present place.
  private var isAloneOnLine: Bool {
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == 13 }
    let before = bytes[..<index].reversed().first { !isBlank($0) }
    let after = bytes[(index + 2)...].first { !isBlank($0) }
    return (before ?? 10) == 10 && (after ?? 10) == 10
  }

  private mutating func skipLine() {
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
  }

  private mutating func skipBlock() {
    while index < bytes.count {
      if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "%") || bytes[index] == UInt8(ascii: "#"),
        bytes[index + 1] == UInt8(ascii: "}"), isAloneOnLine
      {
        index += 2
        return
      }
      if bytes[index] == UInt8(ascii: "\n") { line += 1 }
      index += 1
    }
  }

  private func sectionName(_ name: String) -> String { name.split(separator: ".").last.map(String.init) ?? name }
}
