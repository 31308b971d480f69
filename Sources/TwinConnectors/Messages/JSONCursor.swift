/// Walks through the bytes of one JSON text without building it.
///
/// Every function leaves the cursor behind what it read and gives `nil` or false for what is not there; nothing traps,
/// whatever the bytes are. Source: RFC 8259.
struct JSONCursor {
  /// Most levels of arrays and objects.
  static let depthLimit = 32

  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0D { position += 1 }
  }

  var isAtEnd: Bool { position >= bytes.count }

  /// Takes a byte if it is the next one.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard current == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func takeWord(_ word: StaticString) -> Bool {
    guard bytes.count - position >= word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount where bytes[position + index] != word.utf8Start[index] { return false }
    position += word.utf8CodeUnitCount
    return true
  }

  /// A string; `nil` where there is none, or one that is damaged.
  mutating func string() -> String? {
    guard take("\"") else { return nil }
    let start = position
    while let byte = current {
      if byte == UInt8(ascii: "\"") {
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
        position += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return escapedString(from: start) }
      guard byte >= 0x20 else { return nil }
      position += 1
    }
    return nil
  }

  private mutating func escapedString(from start: Int) -> String? {
    var text = Array(bytes[start..<position])
    while let byte = current {
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte >= 0x20 else { return nil }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escape = current else { return nil }
      position += 1
      switch escape {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
      case UInt8(ascii: "b"): text.append(8)
      case UInt8(ascii: "f"): text.append(12)
      case UInt8(ascii: "n"): text.append(10)
      case UInt8(ascii: "r"): text.append(13)
      case UInt8(ascii: "t"): text.append(9)
      case UInt8(ascii: "u"):
        guard let scalar = unicodeEscape() else { return nil }
        text += Array(String(scalar).utf8)
      default: return nil
      }
    }
    return nil
  }

  private mutating func unicodeEscape() -> Unicode.Scalar? {
    guard let first = hexadecimal() else { return nil }
    guard (0xD800...0xDBFF).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    guard takeWord("\\u"), let second = hexadecimal(), (0xDC00...0xDFFF).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func hexadecimal() -> UInt32? {
    guard bytes.count - position >= 4 else { return nil }
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else { return nil }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }

  /// A number; `NaN` for `null`; `nil` where there is neither.
  mutating func number() -> Double? {
    skipSpace()
    if takeWord("null") { return .nan }
    let start = position
    var isNegative = false
    if current == UInt8(ascii: "-") {
      isNegative = true
      position += 1
    }
    var whole: UInt64 = 0
    let digits = position
    while let byte = current, (0x30...0x39).contains(byte), position - digits < 18 {
      whole = whole * 10 + UInt64(byte - 0x30)
      position += 1
    }
    guard position > digits else { return nil }
    guard let byte = current, Self.isOfNumber(byte) else { return isNegative ? -Double(whole) : Double(whole) }
    while let byte = current, Self.isOfNumber(byte), position - start < 400 { position += 1 }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    return Double(text)
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// Calls `element` for every element of an array; false where there is no array, or `element` gives false.
  mutating func array(_ element: (inout JSONCursor) -> Bool) -> Bool {
    guard take("[") else { return false }
    if take("]") { return true }
    while true {
      guard element(&self) else { return false }
      if take("]") { return true }
      guard take(",") else { return false }
    }
  }

  /// Passes over a value of any kind; false where there is none, or it is nested too deeply.
  mutating func skipValue(depth: Int = 0) -> Bool {
    guard depth < Self.depthLimit else { return false }
    skipSpace()
    switch current {
    case UInt8(ascii: "\"")?: return string() != nil
    case UInt8(ascii: "[")?: return array { $0.skipValue(depth: depth + 1) }
    case UInt8(ascii: "{")?:
      position += 1
      if take("}") { return true }
      while true {
        guard string() != nil, take(":"), skipValue(depth: depth + 1) else { return false }
        if take("}") { return true }
        guard take(",") else { return false }
      }
    case UInt8(ascii: "t")?: return takeWord("true")
    case UInt8(ascii: "f")?: return takeWord("false")
    default: return number() != nil
    }
  }
}
