import Foundation
import Testing
import TwinModel

@testable import TwinConnectors

@Suite struct DecimalNumberTests {
  @Test func `a million random decimal strings are rounded as strtod rounds them`() {
    var random = SeededGenerator(seed: 20_260_101)
    var mismatches: [String] = []
    for _ in 0..<1_000_000 {
      let text = Self.randomDecimal(using: &random)
      let expected = strtod(text, nil)
      if Self.parse(text)?.bitPattern != expected.bitPattern { mismatches.append(text) }
      if let plain = Self.plain(text), plain.bitPattern != expected.bitPattern { mismatches.append("plain " + text) }
    }
    #expect(mismatches.isEmpty, "\(mismatches.prefix(5))")
  }

  @Test func `the shortest text of any double is read back as the same double`() {
    var random = SeededGenerator(seed: 5)
    var mismatches: [Double] = []
    for _ in 0..<200_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      if Self.parse("\(number)")?.bitPattern != number.bitPattern { mismatches.append(number) }
    }
    #expect(mismatches.isEmpty, "\(mismatches.prefix(5))")
  }

  @Test(arguments: [
    ("0", 0.0), ("-0", -0.0), ("-0.000", -0.0), ("+5", 5), (".5", 0.5), ("5.", 5), ("00012.50", 12.5), ("1e3", 1000),
    ("1E+03", 1000), ("25e-1", 2.5), ("9007199254740993", 9_007_199_254_740_992),
    ("9007199254740993.0000000000000000000000001", 9_007_199_254_740_994),
    ("2.2250738585072011e-308", Double(bitPattern: 0x000F_FFFF_FFFF_FFFF)), ("4.9e-324", .leastNonzeroMagnitude),
    ("2.4e-324", 0), ("-1e-400", -0.0),
    ("1e99999999999999999999", .infinity), ("-1e400", -.infinity), ("0e99999", 0),
    ("179769313486231580793e289", .infinity), ("1.7976931348623157e308", .greatestFiniteMagnitude),
    ("18446744073709551616", 0x1p64), ("9999999999999999999", 1e19), ("0.3000000000000000444", 0.30000000000000004),
  ])
  func `edge cases are read correctly rounded`(text: String, expected: Double) {
    #expect(Self.parse(text)?.bitPattern == expected.bitPattern)
  }

  @Test(arguments: [
    "", "-", "+", ".", "e5", "1e", "1e+", "--1", "1.2.3", "1,5", "0x10", "1_000", " 1", "1 ", "inf", "nan", "1f", "½",
    "1e5.0",
  ])
  func `what is no decimal number is refused`(text: String) {
    #expect(Self.parse(text) == nil)
  }

  @Test func `a decimal comma is read where it is the mark`() {
    let text = Array("-12,25e1".utf8)
    #expect(text.withUnsafeBufferPointer { DecimalNumber.parse($0, mark: UInt8(ascii: ",")) } == -122.5)
    #expect(text.withUnsafeBufferPointer { DecimalNumber.parse($0, mark: UInt8(ascii: ".")) } == nil)
  }

  static func parse(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { DecimalNumber.parse($0, mark: UInt8(ascii: ".")) }
  }

  /// The fast path's answer, if it reads all of the text.
  static func plain(_ text: String) -> Double? {
    var bytes = Array(text.utf8) + [UInt8(ascii: "\n")]
    return bytes.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress, let number = PlainNumber(at: start, mark: UInt8(ascii: ".")),
        number.end == start + (buffer.count - 1)
      else { return nil }
      return number.value
    }
  }

  /// Digits of any length, with or without mark, sign and exponent, near and beyond the limits of a double; and texts
  /// halfway between two doubles, which are the hard ones.
  static func randomDecimal(using random: inout SeededGenerator) -> String {
    if random.next() % 8 == 0 { return halfway(using: &random) }
    let longest = [3, 9, 17, 19, 21, 40][Int(random.next() % 6)]
    var text = random.next() % 2 == 0 ? "-" : ""
    let whole = Int(random.next() % UInt64(longest + 1))
    for _ in 0..<whole { text.append(digit(using: &random)) }
    if whole == 0 || random.next() % 3 != 0 {
      text.append(".")
      for _ in 0...Int(random.next() % UInt64(longest)) { text.append(digit(using: &random)) }
    }
    switch random.next() % 6 {
    case 0: text += "e\(Int(random.next() % 60) - 30)"
    case 1: text += "E\(Int(random.next() % 700) - 350)"
    case 2: text += "e-\(300 + Int(random.next() % 30))"
    default: break
    }
    return text
  }

  private static func digit(using random: inout SeededGenerator) -> String {
    random.next() % 3 == 0 ? "0" : String(random.next() % 10)
  }

  /// An integer above 2⁵³ between two doubles, exactly in the middle or one off, perhaps scaled.
  private static func halfway(using random: inout SeededGenerator) -> String {
    let shift = UInt64(1 + random.next() % 10)
    let significand = 1 << 52 | random.next() >> 12
    let middle = significand << shift | 1 << (shift - 1)
    let offset = Int64(random.next() % 3) - 1
    let zeros = String(repeating: "0", count: Int(random.next() % 4))
    return "\(Int64(middle) + offset)" + (random.next() % 2 == 0 ? "." + zeros : "e\(Int(random.next() % 50) - 25)")
  }
}
