/// Reads decimal numbers from bytes; every result is the double nearest to the text, ties to even.
///
/// Plant values have few digits, so nearly all of them are exact: an integer below 2⁵³ divided by a power of ten up to
/// 10²² is one correctly rounded division (Clinger's fast path). Up to 19 digits and a power of ten of at most 27 in
/// magnitude are settled by one exact 128-bit product or quotient. Everything else goes to the standard library.
///
/// Source: W. D. Clinger, "How to read floating point numbers accurately", PLDI 1990.
enum DecimalNumber {
  /// 10⁰ … 10²², all exact.
  @usableFromInline static let exactPowersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// 5⁰ … 5²⁷, the powers that fit 64 bits.
  private static let powersOfFive: [UInt64] = {
    var powers: [UInt64] = [1]
    for _ in 1...27 { powers.append(powers[powers.count - 1] * 5) }
    return powers
  }()

  /// mantissa × 10^exponent, correctly rounded.
  ///
  /// - Parameter exponent: -27...27.
  static func scaled(_ mantissa: UInt64, byPowerOfTen exponent: Int) -> Double {
    if mantissa == 0 { return 0 }
    let power = powersOfFive[abs(exponent)]
    if exponent >= 0 {
      let product = mantissa.multipliedFullWidth(by: power)
      if product.high == 0 { return Double(product.low) * powerOfTwo(exponent) }
      let shift = product.high.leadingZeroBitCount
      let top = shift == 0 ? product.high : product.high << shift | product.low >> (64 - shift)
      let isInexact = product.low << shift != 0
      // `top` has 64 significant bits, 11 more than a double: its last bit can stand for all that follow.
      return Double(isInexact ? top | 1 : top) * powerOfTwo(64 - shift + exponent)
    }
    let mantissaShift = mantissa.leadingZeroBitCount
    let powerShift = power.leadingZeroBitCount
    let numerator = mantissa << mantissaShift
    // Halved, so that it is below the normalised divisor; the quotient then has 63 or 64 significant bits.
    let (quotient, remainder) = (power << powerShift).dividingFullWidth((numerator >> 1, numerator << 63))
    return Double(remainder != 0 ? quotient | 1 : quotient)
      * powerOfTwo(powerShift - mantissaShift - 63 + exponent)
  }

  private static func powerOfTwo(_ exponent: Int) -> Double {
    Double(bitPattern: UInt64(1023 + exponent) << 52)
  }

  /// The number that all of `text` spells: `[+-] digits [mark digits] [(e|E) [+-] digits]` with at least one digit
  /// before the exponent.
  ///
  /// - Returns: `nil` when the text is no such number, an infinity when it is too large for a double.
  static func parse(_ text: UnsafeBufferPointer<UInt8>, mark: UInt8) -> Double? {
    guard let decimal = Decimal(text, mark: mark) else { return nil }
    if !decimal.isTruncated {
      if decimal.mantissa == 0 { return decimal.isNegative ? -0.0 : 0 }
      if (-27...27).contains(decimal.exponent) {
        let magnitude = scaled(decimal.mantissa, byPowerOfTen: decimal.exponent)
        return decimal.isNegative ? -magnitude : magnitude
      }
    }
    return Double(String(decoding: text.lazy.map { $0 == mark ? UInt8(ascii: ".") : $0 }, as: UTF8.self))
  }

  /// A decimal number taken apart: ± mantissa × 10^exponent.
  private struct Decimal {
    var isNegative = false
    /// The first 19 significant digits.
    var mantissa: UInt64 = 0
    var exponent = 0
    /// Whether digits other than zero did not fit the mantissa.
    var isTruncated = false

    init?(_ text: UnsafeBufferPointer<UInt8>, mark: UInt8) {
      var cursor = text.startIndex
      if cursor < text.endIndex, text[cursor] == UInt8(ascii: "-") || text[cursor] == UInt8(ascii: "+") {
        isNegative = text[cursor] == UInt8(ascii: "-")
        cursor += 1
      }
      var hasDigits = take(text, &cursor, isFraction: false)
      if cursor < text.endIndex && text[cursor] == mark {
        cursor += 1
        hasDigits = take(text, &cursor, isFraction: true) || hasDigits
      }
      guard hasDigits, takeExponent(text, &cursor), cursor == text.endIndex else { return nil }
    }

    /// Consumes a run of digits; whether there was one.
    private mutating func take(_ text: UnsafeBufferPointer<UInt8>, _ cursor: inout Int, isFraction: Bool) -> Bool {
      let first = cursor
      while cursor < text.endIndex {
        let digit = text[cursor] &- UInt8(ascii: "0")
        guard digit < 10 else { break }
        if mantissa < 1_000_000_000_000_000_000 {
          mantissa = mantissa * 10 + UInt64(digit)
          if isFraction { exponent -= 1 }
        } else {
          if digit != 0 { isTruncated = true }
          if !isFraction { exponent += 1 }
        }
        cursor += 1
      }
      return cursor > first
    }

    /// Consumes the exponent if there is one; false when it is malformed.
    private mutating func takeExponent(_ text: UnsafeBufferPointer<UInt8>, _ cursor: inout Int) -> Bool {
      guard cursor < text.endIndex, text[cursor] | 0x20 == UInt8(ascii: "e") else { return true }
      cursor += 1
      var isDown = false
      if cursor < text.endIndex, text[cursor] == UInt8(ascii: "-") || text[cursor] == UInt8(ascii: "+") {
        isDown = text[cursor] == UInt8(ascii: "-")
        cursor += 1
      }
      let first = cursor
      var magnitude = 0
      while cursor < text.endIndex {
        let digit = text[cursor] &- UInt8(ascii: "0")
        guard digit < 10 else { break }
        if magnitude < 1_000_000_000 { magnitude = magnitude * 10 + Int(digit) }
        cursor += 1
      }
      exponent += isDown ? -magnitude : magnitude
      return cursor > first
    }
  }
}
