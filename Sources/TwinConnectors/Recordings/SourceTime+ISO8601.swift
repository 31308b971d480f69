internal import TwinModel

extension SourceTime {
  /// Reads `YYYY-MM-DD`, then perhaps `T` or a blank and `hh:mm`, `:ss`, a fraction, and `Z` or `±hh[[:]mm]`. Without
  /// a zone the time is taken as UTC; decimals beyond the ninth are dropped.
  ///
  /// - Returns: `nil` when the text is nothing of the kind, or outside the years 1677...2262.
  init?(iso8601 text: UnsafeBufferPointer<UInt8>) {
    var scan = TimeScan(text: text)
    guard let year = scan.digits(4), scan.skip("-"), let month = scan.digits(2), scan.skip("-"),
      let day = scan.digits(2), (1677...2262).contains(year), (1...12).contains(month),
      (1...CivilDay.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    var seconds = CivilDay.number(year: year, month: month, day: day) * 86_400
    var fraction = 0
    if !scan.isAtEnd {
      guard scan.skip("T") || scan.skip("t") || scan.skip(" "), let clock = scan.clock(), let offset = scan.zone(),
        scan.isAtEnd
      else { return nil }
      seconds += clock.seconds - offset
      fraction = clock.nanoseconds
    }
    guard let nanoseconds = Int64(exactly: Int128(seconds) * 1_000_000_000 + Int128(fraction)) else { return nil }
    self.init(nanoseconds: nanoseconds)
  }
}

/// Reads the parts of a time from the front of a text.
private struct TimeScan {
  let text: UnsafeBufferPointer<UInt8>
  var position = 0

  var isAtEnd: Bool { position == text.count }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Exactly `count` digits.
  mutating func digits(_ count: Int) -> Int? {
    guard text.count - position >= count else { return nil }
    var value = 0
    for offset in 0..<count {
      let digit = text[position + offset] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    position += count
    return value
  }

  /// `hh:mm[:ss[.fraction]]`; a leap second counts as the first second of the next minute.
  mutating func clock() -> (seconds: Int, nanoseconds: Int)? {
    guard let hour = digits(2), hour < 24, skip(":"), let minute = digits(2), minute < 60 else { return nil }
    guard skip(":") else { return (hour * 3600 + minute * 60, 0) }
    guard let second = digits(2), second <= 60 else { return nil }
    var nanoseconds = 0
    if skip(".") || skip(",") {
      guard var digit = digits(1) else { return nil }
      var unit = 100_000_000
      while true {
        nanoseconds += digit * unit
        unit /= 10
        guard let next = digits(1) else { break }
        digit = next
      }
    }
    return (hour * 3600 + minute * 60 + second, nanoseconds)
  }

  /// Seconds east of Greenwich; 0 when no zone is stated, `nil` when it is malformed.
  mutating func zone() -> Int? {
    if isAtEnd { return 0 }
    _ = skip(" ")
    if skip("Z") || skip("z") { return 0 }
    let isWest = skip("-")
    guard isWest || skip("+"), let hours = digits(2), hours < 24 else { return nil }
    var offset = hours * 3600
    if !isAtEnd {
      _ = skip(":")
      guard let minutes = digits(2), minutes < 60 else { return nil }
      offset += minutes * 60
    }
    return isWest ? -offset : offset
  }
}
