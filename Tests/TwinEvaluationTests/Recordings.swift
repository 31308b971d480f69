import TwinEvaluation
import TwinModel

/// Small recordings for tests.
enum Recordings {
  /// A recording from one text per series: `.` normal and silent, `a` normal and alarmed, `X` anomalous and silent,
  /// `A` anomalous and alarmed; digits in `events` name the event of a row.
  static func drawn(
    _ series: [String], events: [String] = [], times: [SourceTime] = []
  ) throws -> ScoredRecording {
    let cells = Array(series.joined())
    let indices = series.enumerated().flatMap { index, text in Array(repeating: Int32(index), count: text.count) }
    return try ScoredRecording(
      seriesNames: series.indices.map { "s\($0)" }, seriesIndices: indices,
      sequences: series.flatMap { Array(0..<$0.count) }, sourceTimes: times,
      labels: cells.map { $0 == "X" || $0 == "A" }, events: events.joined().map { $0 == "." ? "" : String($0) },
      detectors: [ScoredDetector(name: "drawn", scores: cells.map { $0 == "a" || $0 == "A" ? 2 : 0.5 })])
  }

  /// The first detector's figures.
  static func figures(
    _ series: [String], events: [String] = [], times: [SourceTime] = [], period: Double? = nil
  ) throws -> DetectorFigures {
    let recording = try drawn(series, events: events, times: times)
    return try DetectionReport(judging: recording, options: EvaluationOptions(period: period)).detectors[0]
  }

  /// Random labels in runs, in one or several series, with scores that are higher on anomalous rows.
  static func random(
    rows: Int, series: Int = 1, runLength: Int = 8, strength: Double = 1, seed: UInt64
  ) throws -> ScoredRecording {
    var random = SeededGenerator(seed: seed)
    var labels: [Bool] = []
    while labels.count < rows {
      labels += Array(repeating: false, count: 1 + Int(random.uniform() * Double(4 * runLength)))
      labels += Array(repeating: true, count: 1 + Int(random.uniform() * Double(2 * runLength)))
    }
    labels = Array(labels.prefix(rows))
    let scores = labels.map { (abs(random.normal()) * 4).rounded() / 10 + ($0 ? strength * random.uniform() : 0) }
    return try ScoredRecording(
      seriesNames: (0..<series).map { "s\($0)" }, seriesIndices: (0..<rows).map { Int32($0 * series / rows) },
      sequences: Array(0..<rows), labels: labels, detectors: [ScoredDetector(name: "random", scores: scores)])
  }
}
