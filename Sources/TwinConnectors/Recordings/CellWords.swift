/// The words that stand in a tag's cell where a number is expected.
enum CellWords {
  /// Spellings of "there is no value", in lower case; an empty cell is one too. The later ones are what historians
  /// export in place of a value.
  static let missing: Set<String> = [
    "", "nan", "-nan", "na", "n/a", "#n/a", "#na", "<na>", "null", "none", "nil", "missing", "-", "--", "---", "?",
    "bad",
    "bad input", "no data", "i/o timeout", "pt created", "comm fail",
  ]

  /// Spellings of infinity, in lower case.
  static let infinite: Set<String> = ["inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"]

  /// Spellings of two-valued states, in lower case.
  static let states: [String: Double] = [
    "true": 1, "on": 1, "open": 1, "opened": 1, "yes": 1, "running": 1, "active": 1, "enabled": 1, "started": 1,
    "false": 0, "off": 0, "closed": 0, "close": 0, "no": 0, "stopped": 0, "inactive": 0, "disabled": 0,
  ]

  /// Longest text that can be one of these words, in bytes.
  static let longest = 64

  /// `text` in lower case when it is short enough to be a word.
  static func word(_ text: UnsafeBufferPointer<UInt8>) -> String? {
    guard text.count <= longest else { return nil }
    return String(
      decoding: text.lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
