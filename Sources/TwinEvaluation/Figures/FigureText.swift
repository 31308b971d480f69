/// Numbers as people read them in tables.
enum FigureText {
  /// What stands where a figure is undefined.
  static let absent = "–"

  /// A number with a fixed count of decimals, ties away from zero, `–` when absent or not finite.
  static func decimal(_ number: Double?, _ places: Int = 3) -> String {
    guard let number, number.isFinite else { return absent }
    let power = (0..<places).reduce(1.0) { value, _ in value * 10 }
    let scaled = (abs(number) * power).rounded()
    guard scaled < 1e15 else { return "\(number)" }
    let whole = Int(scaled)
    let sign = number < 0 && whole > 0 ? "−" : ""
    guard places > 0 else { return sign + "\(whole)" }
    let digits = String(whole)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  /// A number with about three significant digits, for scores and ticks.
  static func short(_ number: Double?) -> String {
    guard let number, number.isFinite else { return absent }
    let size = abs(number)
    if size >= 1e6 || (size > 0 && size < 1e-3) { return scientific(number) }
    if size >= 1000 { return count(Int(number.rounded())) }
    let text = decimal(number, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)
    guard text.contains(".") else { return text }
    let trimmed = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(trimmed.reversed())
  }

  /// A rate per day: more decimals the smaller it is.
  static func rate(_ number: Double?) -> String {
    guard let number, number >= 0, number < 1e6 else { return short(number) }
    if number >= 1000 { return count(Int(number.rounded())) }
    return decimal(number, number >= 100 ? 0 : number >= 10 ? 1 : number >= 0.995 ? 2 : 3)
  }

  private static func scientific(_ number: Double) -> String {
    var exponent = 0
    var mantissa = abs(number)
    while mantissa >= 9.95 {
      mantissa /= 10
      exponent += 1
    }
    while mantissa < 0.995 {
      mantissa *= 10
      exponent -= 1
    }
    return (number < 0 ? "−" : "") + "\(short(mantissa))e\(exponent)"
  }

  /// A whole number in groups of three digits.
  static func count(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return (number < 0 ? "−" : "") + result
  }

  /// A share in percent.
  static func percent(_ share: Double?, _ places: Int = 1) -> String {
    share.map { decimal($0 * 100, places) + " %" } ?? absent
  }

  /// A time span in its natural unit.
  static func duration(_ seconds: Double?) -> String {
    guard let seconds, seconds.isFinite else { return absent }
    switch abs(seconds) {
    case ..<1: return seconds == 0 ? "0 s" : short(seconds * 1000) + " ms"
    case ..<120: return short(seconds) + " s"
    case ..<3600: return short(seconds / 60) + " min"
    case ..<172_800: return short(seconds / 3600) + " h"
    default: return short(seconds / 86_400) + " d"
    }
  }

  /// A time span as words in a sentence.
  static func words(_ seconds: Double) -> String {
    let units = [(86_400.0, "day"), (3600, "hour"), (60, "minute"), (1, "second")]
    let (length, unit) = units.first { seconds >= 2 * $0.0 } ?? units[3]
    let number = short(seconds / length)
    return "\(number) \(unit)\(number == "1" ? "" : "s")"
  }
}
