extension Figure.Form {
  /// A number in this form; `nil` for what is no finite number.
  ///
  /// - Parameter language: for the units of durations.
  func text(_ value: Double, in language: Language) -> String? {
    guard let digits = DecimalDigits(value) else { return nil }
    switch self {
    case .step(let step): return digits.text(decimals: DecimalDigits.decimals(ofStep: step))
    case .magnitude(let step): return DecimalDigits(abs(value))?.text(decimals: DecimalDigits.decimals(ofStep: step))
    case .significant(let count):
      return digits.text(decimals: min(max(count - 1 - (digits.magnitude ?? 0), 0), 3))
    case .count: return digits.text(decimals: 0)
    case .percent: return digits.hundredfold.text(decimals: 0) + " %"
    case .duration:
      let unit = DurationUnit.of(seconds: value)
      return DecimalDigits(value / unit.seconds).map { $0.text(decimals: unit.decimals) + " " + language[unit.key] }
    case .time: return nil
    case .exact: return "\(value)"
    }
  }
}

/// What a duration is told in.
enum DurationUnit: CaseIterable {
  case second, minute, hour, day

  /// The unit in which a duration reads best.
  static func of(seconds: Double) -> DurationUnit {
    switch abs(seconds) {
    case ..<90: .second
    case ..<5400: .minute
    case ..<172_800: .hour
    default: .day
    }
  }

  var seconds: Double {
    switch self {
    case .second: 1
    case .minute: 60
    case .hour: 3600
    case .day: 86_400
    }
  }

  /// Hours and days have a decimal.
  var decimals: Int { self == .hour || self == .day ? 1 : 0 }

  var key: TextKey {
    switch self {
    case .second: .unitSecond
    case .minute: .unitMinute
    case .hour: .unitHour
    case .day: .unitDay
    }
  }
}

/// Date and time of an instant, UTC.
///
/// Source: days to dates after Hinnant, chrono-compatible low-level date algorithms (2013).
enum InstantText {
  /// `2026-01-05 14:03:20`, to the second, rounded down.
  static func text(nanoseconds: Int64) -> String {
    let seconds = Int(floorDivide(nanoseconds, 1_000_000_000))
    let days = floorDivide(seconds, 86_400)
    let rest = seconds - days * 86_400
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let calendarMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0)
    return "\(padded(year, 4))-\(padded(calendarMonth, 2))-\(padded(day, 2)) "
      + "\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))"
  }

  private static func floorDivide<Whole: SignedInteger>(_ value: Whole, _ divisor: Whole) -> Whole {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let text = String(abs(value))
    return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
