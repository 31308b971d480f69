/// A number's shortest decimal form, rounded on its digits, so that what is written is what a reader gets who rounds the
/// written number by hand: half away from zero.
struct DecimalDigits {
  private var isNegative: Bool
  /// Digits before and behind the point.
  private var digits: [UInt8]
  /// How many of them stand before the point; may be negative.
  private var point: Int

  /// `nil` for what is no finite number.
  init?(_ value: Double) {
    guard value.isFinite else { return nil }
    isNegative = value < 0
    digits = []
    point = 0
    var exponent = 0
    var isBehind = false
    let text = "\(abs(value))".split(separator: "e", maxSplits: 1)
    if text.count > 1 { exponent = Int(text[1]) ?? 0 }
    for character in text[0].utf8 {
      if character == UInt8(ascii: ".") {
        isBehind = true
      } else {
        digits.append(character - UInt8(ascii: "0"))
        if !isBehind { point += 1 }
      }
    }
    point += exponent
    while digits.count > 1, digits[0] == 0 {
      digits.removeFirst()
      point -= 1
    }
  }

  /// A hundred times the number.
  var hundredfold: DecimalDigits {
    var result = self
    result.point += 2
    return result
  }

  /// The power of ten of the first digit that is not zero; `nil` for zero.
  var magnitude: Int? { digits.first == 0 ? nil : point - 1 }

  /// With so many decimals, at least 0.
  func text(decimals: Int) -> String {
    let kept = point + decimals
    var rounded: [UInt8]
    if kept < 0 {
      rounded = []
    } else {
      rounded = Array(digits.prefix(kept))
      while rounded.count < kept { rounded.append(0) }
      if kept < digits.count, digits[kept] >= 5 { Self.increment(&rounded) }
    }
    // Digits before the point: those of `point`, and one more where rounding carried.
    while rounded.count < decimals + 1 { rounded.insert(0, at: 0) }
    let whole = rounded.prefix(rounded.count - decimals).drop { $0 == 0 }
    var text = whole.isEmpty ? "0" : String(decoding: whole.map { $0 + 48 }, as: UTF8.self)
    if decimals > 0 { text += "." + String(decoding: rounded.suffix(decimals).map { $0 + 48 }, as: UTF8.self) }
    return isNegative && rounded.contains { $0 > 0 } ? "−" + text : text
  }

  private static func increment(_ digits: inout [UInt8]) {
    for place in digits.indices.reversed() {
      if digits[place] < 9 {
        digits[place] += 1
        return
      }
      digits[place] = 0
    }
    digits.insert(1, at: 0)
  }

  /// Decimals that a step has, at most 9.
  static func decimals(ofStep step: Double) -> Int {
    guard let digits = DecimalDigits(step), step > 0 else { return 3 }
    var used = digits.digits.count
    while used > 1, digits.digits[used - 1] == 0 { used -= 1 }
    return min(max(used - digits.point, 0), 9)
  }
}
