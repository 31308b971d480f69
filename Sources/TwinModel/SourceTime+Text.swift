extension SourceTime {
  /// Date and time of day in UTC, to the second, rounded down, such as `2026-01-31` and `23:59:59`.
  package var utc: (date: String, time: String) {
    let (second, _) = nanoseconds.dividedWithFloor(by: 1_000_000_000)
    let (day, secondOfDay) = second.dividedWithFloor(by: 86_400)
    let (year, month, dayOfMonth) = CivilDay.date(of: day)
    return (
      "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))",
      "\(padded(secondOfDay / 3600, 2)):\(padded(secondOfDay / 60 % 60, 2)):\(padded(secondOfDay % 60, 2))"
    )
  }

  /// The instant as ISO 8601 in UTC with as many decimals of a second as it needs (0, 3, 6 or 9), such as
  /// `2026-01-31T23:59:59.250Z`.
  public var iso8601: String {
    let (_, fraction) = nanoseconds.dividedWithFloor(by: 1_000_000_000)
    let (date, time) = utc
    let decimals =
      if fraction == 0 {
        ""
      } else if fraction % 1_000_000 == 0 {
        ".\(padded(fraction / 1_000_000, 3))"
      } else if fraction % 1000 == 0 {
        ".\(padded(fraction / 1000, 6))"
      } else {
        ".\(padded(fraction, 9))"
      }
    return "\(date)T\(time)\(decimals)Z"
  }
}

extension BinaryInteger {
  fileprivate func dividedWithFloor(by divisor: Self) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (Int(quotient) - 1, Int(remainder + divisor)) : (Int(quotient), Int(remainder))
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
