/// The names of events as they stand in a recording.
enum EventName {
  /// `text` as readers report it: empty for "no event" (0, empty, NaN, none …), `8` for `8.0`, else as it is.
  static func normalised(_ text: String) -> String {
    if isNone(text) { return "" }
    guard text.utf8.count < 20, let point = text.utf8.firstIndex(of: UInt8(ascii: ".")) else { return text }
    let whole = text.utf8[..<point]
    let decimals = text.utf8[point...].dropFirst()
    let isWhole =
      !whole.isEmpty && whole.allSatisfy { (0x30...0x39).contains($0) } && decimals.allSatisfy { $0 == 0x30 }
    return isWhole ? String(text[..<point]) : text
  }

  private static func isNone(_ text: String) -> Bool {
    guard text.utf8.count <= CellWords.longest else { return false }
    if CellWords.missing.contains(text.lowercased()) { return true }
    return text.utf8.contains(0x30) && text.utf8.allSatisfy { $0 == 0x30 || $0 == 0x2E } && Double(text) == 0
  }
}
