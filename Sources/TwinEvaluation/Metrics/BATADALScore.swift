/// The official score of the BATtle of the Attack Detection ALgorithms: half how early, half how well.
///
/// `S = 0.5 · S_TTD + 0.5 · S_CM`; `S_TTD = 1 - mean(TTD / duration)` over events, an undetected one counting as if
/// detected at its end; `S_CM = (TPR + TNR) / 2` over rows. A detector that always alarms scores 0.75: read S
/// beside the true-negative rate and the false alarms per day.
///
/// Source: Taormina et al., *Battle of the Attack Detection Algorithms*, Journal of Water Resources Planning and
/// Management 144(8), 2018.
public struct BATADALScore: Sendable, Equatable, Codable {
  /// S in [0, 1].
  public let total: Double
  /// S_TTD in [0, 1]: 1 when every event is found in its first row.
  public let timeToDetection: Double
  /// S_CM in [0, 1].
  public let classification: Double
  /// TPR: share of anomalous rows with an alarm.
  public let truePositiveRate: Double
  /// TNR: share of normal rows without an alarm.
  public let trueNegativeRate: Double
  /// Number of events found.
  public let detected: Int

  /// The names used by the competition.
  enum CodingKeys: String, CodingKey {
    case total = "S"
    case timeToDetection = "S_TTD"
    case classification = "S_CM"
    case truePositiveRate = "TPR"
    case trueNegativeRate = "TNR"
    case detected
  }

  /// Computes the score; `nil` unless there are events and normal rows.
  ///
  /// - Parameter delays: shape `[event]`: rows until the first alarm (`nil` for an event not found) and the event's
  ///   duration in rows, pauses included.
  public init?(counts: PointwiseCounts, delays: [(rows: Int?, duration: Int)]) {
    guard !delays.isEmpty, let recall = counts.recall, let specificity = counts.trueNegativeRate else { return nil }
    let lateness = delays.reduce(0.0) { $0 + ($1.rows.map(Double.init) ?? Double($1.duration)) / Double($1.duration) }
    timeToDetection = 1 - lateness / Double(delays.count)
    classification = (recall + specificity) / 2
    total = (timeToDetection + classification) / 2
    truePositiveRate = recall
    trueNegativeRate = specificity
    detected = delays.count { $0.rows != nil }
  }
}
