/// A number as plants write it nearly always: `-12.345`, up to 19 digits, no exponent.
struct PlainNumber {
  let value: Double
  /// Behind the last byte of the number.
  let end: UnsafeMutablePointer<UInt8>
  let hasDecimals: Bool

  /// Reads from `start` on as long as the bytes belong to such a number. The bytes must end with one that does not.
  ///
  /// - Returns: `nil` when there is no digit, or more than 19.
  @inline(__always)
  init?(at start: UnsafeMutablePointer<UInt8>, mark: UInt8) {
    var cursor = start
    let isNegative = cursor.pointee == UInt8(ascii: "-")
    if isNegative { cursor += 1 }
    var mantissa: UInt64 = 0
    let firstDigit = cursor
    var digit = cursor.pointee &- UInt8(ascii: "0")
    while digit < 10 {
      mantissa = mantissa &* 10 &+ UInt64(digit)
      cursor += 1
      digit = cursor.pointee &- UInt8(ascii: "0")
    }
    var digits = cursor - firstDigit
    var decimals = 0
    if cursor.pointee == mark {
      cursor += 1
      let firstDecimal = cursor
      digit = cursor.pointee &- UInt8(ascii: "0")
      while digit < 10 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        cursor += 1
        digit = cursor.pointee &- UInt8(ascii: "0")
      }
      decimals = cursor - firstDecimal
      digits += decimals
    }
    guard digits > 0 && digits <= 19 else { return nil }
    let magnitude: Double
    if mantissa <= 1 << 53 {
      magnitude = Double(Int64(bitPattern: mantissa)) / DecimalNumber.exactPowersOfTen[decimals]
    } else {
      magnitude = DecimalNumber.scaled(mantissa, byPowerOfTen: -decimals)
    }
    value = isNegative ? -magnitude : magnitude
    end = cursor
    hasDecimals = decimals > 0
  }
}
