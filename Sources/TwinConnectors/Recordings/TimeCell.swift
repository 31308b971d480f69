import TwinModel

/// Reads the time cells of one recording: ISO 8601, or numbers whose unit the first one decides.
///
/// A number below 10¹¹ in magnitude is taken as seconds since 1970, below 10¹⁴ as milliseconds, below 10¹⁷ as
/// microseconds, else as nanoseconds; the unit then holds for the whole recording.
struct TimeCell {
  private var nanosecondsPerUnit: Int64?

  mutating func parse(_ text: UnsafeBufferPointer<UInt8>) -> SourceTime? {
    if let time = SourceTime(iso8601: text) { return time }
    guard let number = FixedPoint(text) else { return nil }
    let unit = nanosecondsPerUnit ?? Self.unit(for: number.whole)
    nanosecondsPerUnit = unit
    return number.nanoseconds(perUnit: unit).map { SourceTime(nanoseconds: $0) }
  }

  private static func unit(for number: Int64) -> Int64 {
    switch number.magnitude {
    case ..<100_000_000_000: 1_000_000_000
    case ..<100_000_000_000_000: 1_000_000
    case ..<100_000_000_000_000_000: 1000
    default: 1
    }
  }

  /// A number with up to nine decimals, exactly.
  private struct FixedPoint {
    var isNegative = false
    var whole: Int64 = 0
    /// Billionths.
    var fraction: Int64 = 0

    init?(_ text: UnsafeBufferPointer<UInt8>) {
      var digits = text[...]
      if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        isNegative = sign == UInt8(ascii: "-")
        digits = digits.dropFirst()
      }
      let point = digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.endIndex
      let decimals = digits[point...].dropFirst()
      guard point > digits.startIndex || !decimals.isEmpty, let whole = Self.integer(digits[..<point]),
        let fraction = Self.integer(decimals.prefix(9)),
        decimals.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
      else { return nil }
      self.whole = whole
      self.fraction = fraction
      for _ in min(decimals.count, 9)..<9 { self.fraction *= 10 }
    }

    /// The value of a run of digits, 0 for none; `nil` on anything else and above the range.
    private static func integer(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int64? {
      var value: Int64 = 0
      for byte in digits {
        let digit = byte &- UInt8(ascii: "0")
        let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
        let (sum, isTooLargeToo) = product.addingReportingOverflow(Int64(digit))
        if digit > 9 || isTooLarge || isTooLargeToo { return nil }
        value = sum
      }
      return value
    }

    func nanoseconds(perUnit unit: Int64) -> Int64? {
      let magnitude = Int128(whole) * Int128(unit) + Int128(fraction) * Int128(unit) / 1_000_000_000
      return Int64(exactly: isNegative ? -magnitude : magnitude)
    }
  }
}
