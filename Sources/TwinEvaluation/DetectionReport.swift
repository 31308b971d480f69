/// What judging a recording found: the figures of every detector side by side, and what must be known to read them.
///
/// The JSON form (`json()`) is what `sat evaluate --json` prints; its field names are stable.
public struct DetectionReport: Sendable, Equatable, Codable {
  /// Number of rows.
  public let rows: Int
  /// Number of series.
  public let series: Int
  /// Rows labelled anomalous.
  public let anomalousRows: Int
  /// Number of events.
  public let events: Int
  /// Seconds from one row to the next, as told or as found in the time column; `nil` when unknown.
  public let periodSeconds: Double?
  /// Days of normal operation in the recording; `nil` when the period is unknown.
  public let normalDays: Double?
  /// The sliding window of the volumes under the surface, in rows.
  public let vusSlidingWindow: Int
  /// What limits the figures, in plain sentences; empty when nothing does.
  public let notes: [String]
  /// The figures, in the order of the recording's detectors.
  public let detectors: [DetectorFigures]

  enum CodingKeys: String, CodingKey {
    case rows, series, events, notes, detectors
    case anomalousRows = "anomalous_rows"
    case periodSeconds = "period_seconds"
    case normalDays = "normal_days"
    case vusSlidingWindow = "vus_sliding_window"
  }

  /// Judges every detector of a recording. Cost: O(n log n) per detector.
  ///
  /// - Throws: `EvaluationError` when an option is impossible.
  public init(judging recording: ScoredRecording, options: EvaluationOptions = EvaluationOptions())
    throws(EvaluationError)
  {
    try options.validate()
    let truth = RecordingTruth(recording)
    let period = options.period ?? recording.medianPeriod
    let window = options.slidingWindow ?? SlidingWindow.standard
    rows = recording.count
    series = truth.stretches.count
    anomalousRows = truth.anomalousRows
    events = truth.events.count
    periodSeconds = period
    normalDays = period.map { Double(truth.normalRows) * $0 / 86_400 }
    vusSlidingWindow = window
    detectors = recording.detectors.map {
      DetectorFigures(
        judging: $0, in: recording, truth: truth, period: period, window: window,
        listedFalseAlarms: options.listedFalseAlarms)
    }
    notes = Self.notes(truth: truth, period: period, detectors: detectors)
  }

  private static func notes(truth: RecordingTruth, period: Double?, detectors: [DetectorFigures]) -> [String] {
    var notes: [String] = []
    if truth.anomalousRows == 0 {
      notes.append("The label column marks no row: only false alarms can be judged, every figure of events is absent.")
    }
    if truth.normalRows == 0 {
      notes.append(
        "The label column marks every row: false alarms cannot be judged, figures of normal rows are absent.")
    }
    if period == nil {
      notes.append(
        "The time between rows is unknown: delays are in rows, and there is no rate per day; give the period.")
    }
    for detector in detectors where detector.rowsWithoutScore > 0 {
      notes.append(
        "\(detector.name) gave no score in \(FigureText.count(detector.rowsWithoutScore)) rows; they rank lowest and raise no alarm."
      )
    }
    for detector in detectors where detector.falseAlarmRuns.count < detector.falseAlarms {
      notes.append(
        "\(detector.name) raised \(FigureText.count(detector.falseAlarms)) false alarms; "
          + "at most \(FigureText.count(detector.falseAlarmRuns.count)), the strongest, are listed one by one.")
    }
    return notes
  }

  /// Encodes every field; what is undefined becomes `null`.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(rows, forKey: .rows)
    try fields.encode(series, forKey: .series)
    try fields.encode(anomalousRows, forKey: .anomalousRows)
    try fields.encode(events, forKey: .events)
    try fields.encode(periodSeconds, forKey: .periodSeconds)
    try fields.encode(normalDays, forKey: .normalDays)
    try fields.encode(vusSlidingWindow, forKey: .vusSlidingWindow)
    try fields.encode(notes, forKey: .notes)
    try fields.encode(detectors, forKey: .detectors)
  }
}
