/// A maximal run of alarmed rows within one series that holds no anomalous row.
public struct FalseAlarm: Sendable, Equatable, Codable {
  /// The series it lies in.
  public let series: String
  /// First alarmed row, counted from the recording's first row.
  public let firstRow: Int
  /// Position of the first alarmed row within its series, as the source counts it.
  public let firstSequence: Int
  /// Number of alarmed rows.
  public let rows: Int
  /// The highest finite score within the run; `nil` when there is none.
  public let peakScore: Double?
  /// The row of that score.
  public let peakRow: Int?

  enum CodingKeys: String, CodingKey {
    case series, rows
    case firstRow = "first_row"
    case firstSequence = "first_sequence"
    case peakScore = "peak_score"
    case peakRow = "peak_row"
  }

  init(_ run: Range<Int>, in recording: ScoredRecording, by detector: ScoredDetector) {
    series = recording.series(at: run.lowerBound)
    firstRow = run.lowerBound
    firstSequence = recording.sequences[run.lowerBound]
    rows = run.count
    let peak = ScorePeak(of: detector.scores, in: [run])
    (peakScore, peakRow) = (peak?.score, peak?.row)
  }

  /// Encodes every field; what is undefined becomes `null`.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(series, forKey: .series)
    try fields.encode(firstRow, forKey: .firstRow)
    try fields.encode(firstSequence, forKey: .firstSequence)
    try fields.encode(rows, forKey: .rows)
    try fields.encode(peakScore, forKey: .peakScore)
    try fields.encode(peakRow, forKey: .peakRow)
  }
}
