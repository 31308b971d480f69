import TwinModel

/// The spellings of a value's quality.
enum QualityWords {
  /// The class that `text` names: a word, or an OPC quality code whose upper two bits are 11 good, 01 uncertain, 00
  /// bad. An empty cell states nothing: good where there is a value, missing where there is none.
  ///
  /// Source: OPC Data Access 3.00, section 6.8 (quality flags).
  ///
  /// - Returns: `nil` when the text is none of these.
  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Quality? {
    if text.isEmpty { return .good }
    guard let word = CellWords.word(text) else { return nil }
    switch word {
    case "good", "ok": return .good
    case "uncertain", "questionable": return .uncertain
    case "bad": return .bad
    case "missing": return .missing
    default: return code(word)
    }
  }

  private static func code(_ word: String) -> Quality? {
    guard let number = Double(word), let code = UInt8(exactly: number) else { return nil }
    switch code >> 6 {
    case 0b11: return .good
    case 0b01: return .uncertain
    case 0b00: return .bad
    default: return nil
    }
  }

  /// The word that `parse` reads back as the same class.
  static func word(_ quality: Quality) -> StaticString {
    switch quality {
    case .good: "good"
    case .uncertain: "uncertain"
    case .bad: "bad"
    case .missing: "missing"
    }
  }
}
