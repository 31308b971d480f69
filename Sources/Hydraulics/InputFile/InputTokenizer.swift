/// Cuts an input file into sections, lines and words.
struct InputTokenizer {
  private(set) var lines: [InputLine] = []
  private(set) var title: [String] = []
  private var section: InputSection?
  private var isOver = false

  init(_ text: some Collection<UInt8>) throws(InputFileError) {
    var number = 0
    for bytes in text.split(separator: 10, omittingEmptySubsequences: false) {
      number += 1
      try read(bytes, number)
      if isOver { return }
    }
  }

  private mutating func read(_ bytes: some Collection<UInt8>, _ number: Int) throws(InputFileError) {
    let words = Self.words(bytes)
    guard let first = words.first else { return }
    if first.utf8.first == UInt8(ascii: "[") {
      return try open(first, number)
    }
    guard let section else {
      throw InputFileError(
        line: number, section: "", reason: "\(InputLine.quote(first)) stands before the first [SECTION]")
    }
    if section == .title {
      if title.count < 1000 { title.append(words.joined(separator: " ")) }
      return
    }
    if section.isPassedOver { return }
    lines.append(InputLine(number: number, section: section, words: words))
  }

  private mutating func open(_ heading: String, _ number: Int) throws(InputFileError) {
    let name = String(heading.dropFirst().prefix { $0 != "]" })
    guard let next = InputSection(heading: name) else {
      throw InputFileError(line: number, section: "", reason: "unknown section \(InputLine.quote(heading))")
    }
    section = next
    isOver = next == .end
  }

  /// Words parted by blanks, tabs and commas up to a semicolon; quotation marks hold words together.
  private static func words(_ bytes: some Collection<UInt8>) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var isQuoted = false
    var hasWord = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
        hasWord = true
      } else if !isQuoted && byte == UInt8(ascii: ";") {
        break
      } else if !isQuoted && (byte == 32 || byte == 9 || byte == 13 || byte == 44) {
        if hasWord { words.append(String(decoding: word, as: UTF8.self)) }
        word.removeAll(keepingCapacity: true)
        hasWord = false
      } else if byte != 13 {
        word.append(byte)
        hasWord = true
      }
    }
    if hasWord { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }
}
