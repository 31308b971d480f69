import TwinModel

/// How a row's place in time is written: the source's time where there is one, else its sequence number.
struct RowTime: Sendable {
  let recording: ScoredRecording

  /// The full place of a row, such as `2016-07-04 13:00` or `row 412`.
  func full(_ row: Int) -> String {
    guard !recording.sourceTimes.isEmpty else { return "row \(recording.sequences[row])" }
    let (date, time) = Self.civil(recording.sourceTimes[row])
    return date + " " + (time.hasSuffix(":00") ? time.dropLast(3) : time[...])
  }

  /// The place of a row on an axis that shows `rows`: no more than tells its labels apart.
  func tick(_ row: Int, among rows: Range<Int>) -> String {
    guard !recording.sourceTimes.isEmpty else { return FigureText.count(recording.sequences[row]) }
    let (date, time) = Self.civil(recording.sourceTimes[row])
    let first = recording.sourceTimes[rows.lowerBound]
    let seconds = abs(recording.sourceTimes[rows.upperBound - 1].seconds(since: first))
    if seconds >= 4 * 86_400 { return date }
    return seconds >= 86_400 ? date.dropFirst(5) + " " + time.prefix(5) : String(time)
  }

  /// Date and time of day in UTC. Source: the civil-from-days algorithm of Hinnant (2013).
  static func civil(_ instant: SourceTime) -> (date: String, time: String) {
    let seconds = floorDivide(Int(instant.nanoseconds), 1_000_000_000)
    let days = floorDivide(seconds, 86_400)
    let clock = seconds - days * 86_400
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (
      "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))",
      "\(pad(clock / 3600, 2)):\(pad(clock / 60 % 60, 2)):\(pad(clock % 60, 2))"
    )
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }

  private static func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
