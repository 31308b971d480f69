public import TwinModel

/// A labelled recording beside what one or several detectors said about it: everything that judging needs.
///
/// All columns have shape `[row]`, in the order of the recording. A series' rows are neighbours; wherever the series
/// index changes, a border stands that no event, no alarm and no window crosses.
public struct ScoredRecording: Sendable, Equatable {
  /// Names of the series, indexed by `seriesIndices`.
  public let seriesNames: [String]
  /// The series of each row.
  public let seriesIndices: [Int32]
  /// Position of each row within its series, as the source counts it.
  public let sequences: [Int]
  /// When the source says each row was taken; empty when the recording states no time.
  public let sourceTimes: [SourceTime]
  /// Whether each row lies inside an attack or fault.
  public let labels: [Bool]
  /// The event each row belongs to; read only where the label is true; empty when there is no event column.
  public let events: [String]
  /// The detectors' outputs; the first is the one the report is about, the others stand beside it.
  public let detectors: [ScoredDetector]

  /// Number of rows.
  public var count: Int { labels.count }

  /// Creates a scored recording.
  ///
  /// - Throws: `EvaluationError` when a column is missing, has another length, or names an unknown series.
  public init(
    seriesNames: [String], seriesIndices: [Int32], sequences: [Int], sourceTimes: [SourceTime] = [], labels: [Bool],
    events: [String] = [], detectors: [ScoredDetector]
  ) throws(EvaluationError) {
    let rows = seriesIndices.count
    guard rows > 0 else { throw .noRows }
    guard !labels.isEmpty else { throw .noLabels }
    guard !detectors.isEmpty else { throw .noDetectors }
    try Self.check("sequence", sequences.count, rows)
    try Self.check("label", labels.count, rows)
    if !sourceTimes.isEmpty { try Self.check("time", sourceTimes.count, rows) }
    if !events.isEmpty { try Self.check("event", events.count, rows) }
    for detector in detectors {
      try Self.check("score of \(detector.name)", detector.scores.count, rows)
      try Self.check("alarm of \(detector.name)", detector.alarms.count, rows)
    }
    for row in 0..<rows where !seriesNames.indices.contains(Int(seriesIndices[row])) {
      throw .unknownSeries(row: row, index: Int(seriesIndices[row]), known: seriesNames.count)
    }
    self.seriesNames = seriesNames
    self.seriesIndices = seriesIndices
    self.sequences = sequences
    self.sourceTimes = sourceTimes
    self.labels = labels
    self.events = events
    self.detectors = detectors
  }

  /// Creates a scored recording from a labelled block of frames.
  public init(_ block: FrameBlock, detectors: [ScoredDetector]) throws(EvaluationError) {
    try self.init(
      seriesNames: block.seriesNames, seriesIndices: block.seriesIndices, sequences: block.sequences,
      sourceTimes: block.sourceTimes, labels: block.labels, events: block.events, detectors: detectors)
  }

  private static func check(_ column: String, _ got: Int, _ expected: Int) throws(EvaluationError) {
    guard got == expected else { throw .lengthMismatch(column: column, expected: expected, got: got) }
  }

  /// The series of a row.
  public func series(at row: Int) -> String { seriesNames[Int(seriesIndices[row])] }

  /// The median time from one row to the next within a series, in seconds; `nil` without a usable time column.
  ///
  /// Steps backwards and of zero length are left out: they say nothing about the period.
  public var medianPeriod: Double? {
    guard sourceTimes.count == count else { return nil }
    var steps: [Int64] = []
    steps.reserveCapacity(count)
    for row in sourceTimes.indices.dropFirst() where seriesIndices[row] == seriesIndices[row - 1] {
      let (step, overflow) = sourceTimes[row].nanoseconds.subtractingReportingOverflow(sourceTimes[row - 1].nanoseconds)
      if !overflow && step > 0 { steps.append(step) }
    }
    guard !steps.isEmpty else { return nil }
    steps.sort()
    return Double(steps[steps.count / 2]) / 1e9
  }
}
