/// Turns away, before any YAML is read, what a site file never needs and a YAML reader could choke on.
struct SiteTextScreening {
  let diagnostics: SiteDiagnostics

  /// The text of the bytes; `nil` when it was turned away.
  func text(of bytes: [UInt8]) -> String? {
    guard bytes.count <= Site.maximumBytes else {
      diagnostics.report(
        "the file has \(bytes.count) bytes; a site file has at most \(Site.maximumBytes)",
        at: SitePlace(line: 0, column: 0, keyPath: ""))
      return nil
    }
    if let offset = firstInvalidUTF8(in: bytes) {
      report("the file is not UTF-8 text; save it as UTF-8", at: offset, in: bytes)
      return nil
    }
    if let offset = firstControl(in: bytes) {
      report("control character \(bytes[offset]) is not allowed; remove it", at: offset, in: bytes)
      return nil
    }
    if let offset = firstAlias(in: bytes) {
      report("YAML aliases (*name) are not supported in a site file; write the value out", at: offset, in: bytes)
      return nil
    }
    if let offset = firstTooDeep(in: bytes) {
      report("nested deeper than any site file; close the brackets or indent less", at: offset, in: bytes)
      return nil
    }
    if let offset = firstComplexKey(in: bytes) {
      report("explicit keys (? key) are not supported in a site file; write key: value", at: offset, in: bytes)
      return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  private func firstControl(in bytes: [UInt8]) -> Int? {
    bytes.firstIndex { ($0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D) || $0 == 0x7F }
  }

  /// An alias can only name an anchor of the same file, so `*name` matters only where `&name` stands somewhere too.
  /// This takes every such pair for real, even within quotes: honest text hardly ever holds both.
  private func firstAlias(in bytes: [UInt8]) -> Int? {
    guard bytes.contains(UInt8(ascii: "&")), bytes.contains(UInt8(ascii: "*")) else { return nil }
    let anchors = Set(bytes.indices.filter { bytes[$0] == UInt8(ascii: "&") }.compactMap { name(after: $0, in: bytes) })
    return bytes.indices.first { index in
      guard bytes[index] == UInt8(ascii: "*"), let name = name(after: index, in: bytes) else { return false }
      return anchors.contains(name)
    }
  }

  /// The anchor name that begins after `index`: letters, digits, `_`, `-`, as libyaml reads it.
  private func name(after index: Int, in bytes: [UInt8]) -> ArraySlice<UInt8>? {
    let name = bytes[(index + 1)...].prefix { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    return name.isEmpty ? nil : name
  }

  /// Brackets may be open within each other to this depth, and a line may be indented by this many columns. A YAML
  /// reader's stack and time grow with depth; a site file needs three levels.
  private static let deepestBrackets = 16
  private static let widestIndentation = 100

  /// Counts brackets wherever they stand, in quotes and comments too, and starts anew with every line that begins like
  /// a field or an item: an upper bound for honest files, and a cheap one.
  private func firstTooDeep(in bytes: [UInt8]) -> Int? {
    var open = 0
    var lineStart = 0
    while lineStart < bytes.count {
      let lineEnd = bytes[lineStart...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[lineStart..<lineEnd]
      let lead = line.prefix { " \t\r-:?".utf8.contains($0) }
      if lead.count > Self.widestIndentation { return lead.endIndex - 1 }
      if beginsField(line[lead.endIndex...]) { open = 0 }
      for index in line.indices {
        switch line[index] {
        case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
        default: continue
        }
        if open > Self.deepestBrackets { return index }
      }
      lineStart = lineEnd + 1
    }
    return nil
  }

  private func beginsField(_ content: ArraySlice<UInt8>) -> Bool {
    let key = content.prefix { Self.isWordByte($0) || $0 == UInt8(ascii: "-") }
    return !key.isEmpty && key.endIndex < content.endIndex && content[key.endIndex] == UInt8(ascii: ":")
  }

  /// A question mark that does not end a word but stands before a space: YAML's sign for a key that may be a whole
  /// tree. Comparing such keys can take time exponential in the length of the file.
  private func firstComplexKey(in bytes: [UInt8]) -> Int? {
    bytes.indices.first { index in
      guard bytes[index] == UInt8(ascii: "?"), index + 1 == bytes.count || bytes[index + 1] <= 0x20 else {
        return false
      }
      let start = bytes[..<index].lastIndex { $0 <= 0x20 }.map { $0 + 1 } ?? 0
      let word = bytes[start..<index]
      return word.last.map { !Self.isWordByte($0) } ?? true || word.contains(UInt8(ascii: "&"))
    }
  }

  /// Whether a question mark after this byte ends a word.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ")"), UInt8(ascii: "?"), 0x80...0xFF:
      true
    default: false
    }
  }

  private func report(_ message: String, at offset: Int, in bytes: [UInt8]) {
    let before = bytes[..<offset]
    let lineStart = (before.lastIndex(of: 0x0A) ?? -1) + 1
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let column = bytes[lineStart..<offset].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    diagnostics.report(message, at: SitePlace(line: line, column: column, keyPath: ""))
  }
}
