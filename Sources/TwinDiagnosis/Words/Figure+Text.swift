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
