import TwinModel

/// How one detector fared with one event.
public struct EventOutcome: Sendable, Equatable, Codable {
  /// The event's id, or a running number where the recording names no event.
  public let event: String
  /// The series it lies in.
  public let series: String
  /// First labelled row, counted from the recording's first row.
  public let firstRow: Int
  /// Last labelled row.
  public let lastRow: Int
  /// Position of the first labelled row within its series, as the source counts it.
  public let firstSequence: Int
  /// Position of the last labelled row within its series.
  public let lastSequence: Int
  /// Number of labelled rows; smaller than the span where the label pauses.
  public let rows: Int
  /// Whether one of its labelled rows is alarmed.
  public let found: Bool
  /// Rows from the first labelled row to the first alarmed one, 0 when that is the first; `nil` when not found.
  public let delayRows: Int?
  /// The same in seconds; `nil` when not found or when neither a period nor a time column is known.
  public let delaySeconds: Double?
  /// The highest finite score within the event; `nil` when there is none.
  public let peakScore: Double?
  /// The row of that score.
  public let peakRow: Int?

  enum CodingKeys: String, CodingKey {
    case event, series, rows, found
    case firstRow = "first_row"
    case lastRow = "last_row"
    case firstSequence = "first_sequence"
    case lastSequence = "last_sequence"
    case delayRows = "delay_rows"
    case delaySeconds = "delay_seconds"
    case peakScore = "peak_score"
    case peakRow = "peak_row"
  }

  init(_ event: LabelledEvent, in recording: ScoredRecording, by detector: ScoredDetector, period: Double?) {
    self.event = event.name
    series = recording.seriesNames[event.series]
    (firstRow, lastRow) = (event.first, event.last)
    (firstSequence, lastSequence) = (recording.sequences[event.first], recording.sequences[event.last])
    rows = event.rows
    var alarm: Int?
    for run in event.runs where alarm == nil { alarm = run.first { detector.alarms[$0] } }
    found = alarm != nil
    delayRows = alarm.map { $0 - event.first }
    delaySeconds = alarm.flatMap { row in
      if recording.sourceTimes.isEmpty { return period.map { $0 * Double(row - event.first) } }
      return recording.sourceTimes[row].seconds(since: recording.sourceTimes[event.first])
    }
    let peak = ScorePeak(of: detector.scores, in: event.runs)
    (peakScore, peakRow) = (peak?.score, peak?.row)
  }

  /// Encodes every field; what is undefined becomes `null`.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(event, forKey: .event)
    try fields.encode(series, forKey: .series)
    try fields.encode(firstRow, forKey: .firstRow)
    try fields.encode(lastRow, forKey: .lastRow)
    try fields.encode(firstSequence, forKey: .firstSequence)
    try fields.encode(lastSequence, forKey: .lastSequence)
    try fields.encode(rows, forKey: .rows)
    try fields.encode(found, forKey: .found)
    try fields.encode(delayRows, forKey: .delayRows)
    try fields.encode(delaySeconds, forKey: .delaySeconds)
    try fields.encode(peakScore, forKey: .peakScore)
    try fields.encode(peakRow, forKey: .peakRow)
  }
}
