import TwinModel

/// How a row's place in time is written: the source's time where there is one, else its sequence number.
struct RowTime: Sendable {
  let recording: ScoredRecording

  /// The full place of a row, such as `2016-07-04 13:00` or `row 412`.
  func full(_ row: Int) -> String {
    guard !recording.sourceTimes.isEmpty else { return "row \(recording.sequences[row])" }
    let (date, time) = recording.sourceTimes[row].utc
    return date + " " + (time.hasSuffix(":00") ? time.dropLast(3) : time[...])
  }

  /// The place of a row on an axis that shows `rows`: no more than tells its labels apart.
  func tick(_ row: Int, among rows: Range<Int>) -> String {
    guard !recording.sourceTimes.isEmpty else { return FigureText.count(recording.sequences[row]) }
    let (date, time) = recording.sourceTimes[row].utc
    let first = recording.sourceTimes[rows.lowerBound]
    let seconds = abs(recording.sourceTimes[rows.upperBound - 1].seconds(since: first))
    if seconds >= 4 * 86_400 { return date }
    return seconds >= 86_400 ? date.dropFirst(5) + " " + time.prefix(5) : String(time)
  }
}
