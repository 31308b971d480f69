/// One line of a section, cut into words.
struct InputLine {
  let number: Int
  let section: InputSection
  let words: [String]

  var count: Int { words.count }

  /// The word at a place; words that are missing are a fault of the line.
  func word(_ place: Int) throws(InputFileError) -> String {
    guard place < words.count else { throw fault("has only \(words.count) of the words it needs") }
    return words[place]
  }

  /// The number at a place.
  func number(_ place: Int) throws(InputFileError) -> Double {
    let text = try word(place)
    guard let value = Self.number(text) else { throw fault("\(Self.quote(text)) is not a number") }
    return value
  }

  /// The number at a place, or `fallback` where the line has ended.
  func number(_ place: Int, or fallback: Double) throws(InputFileError) -> Double {
    place < words.count ? try number(place) : fallback
  }

  /// The whole number at a place within a range.
  func integer(_ place: Int, in range: ClosedRange<Int>) throws(InputFileError) -> Int {
    let value = try number(place)
    guard value >= Double(range.lowerBound), value <= Double(range.upperBound) else {
      throw fault("\(Self.quote(words[place])) lies outside \(range.lowerBound)...\(range.upperBound)")
    }
    return Int(value)
  }

  /// Whether the word at a place is, or begins like, a keyword, in any case.
  func matches(_ place: Int, _ keyword: String) -> Bool {
    place < words.count && Self.matches(words[place], keyword)
  }

  /// Whether a word has a keyword as its beginning, in any case.
  static func matches(_ word: String, _ keyword: String) -> Bool { word.uppercased().hasPrefix(keyword) }

  /// An error at this line.
  func fault(_ reason: String) -> InputFileError {
    InputFileError(line: number, section: section.rawValue, reason: reason)
  }

  /// A finite decimal number; hexadecimal, infinite and "not a number" are none.
  static func number(_ text: String) -> Double? {
    let letters = text.utf8.allSatisfy { (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0) }
    guard letters, let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// A word in quotes, shortened, fit for an error message.
  static func quote(_ text: String) -> String {
    let printable = text.unicodeScalars.prefix(40).map { $0.value < 32 || $0.value == 127 ? "?" : String($0) }.joined()
    return "“\(printable)\(text.unicodeScalars.count > 40 ? "…" : "")”"
  }
}
