public import TwinDetection
internal import TwinModel
public import TwinTestbeds

/// A trained model in the hands of a simulated attacker: what score a row would get after all rows so far.
public struct ModelOracle: DetectorOracle {
  /// The model's tags, in the order of a row's values.
  public let tags: [String]
  /// The score above which the model alarms.
  public let threshold = 1.0
  /// Seconds from row to row.
  public let period: Double
  private var detector: AnomalyDetector
  private var sequence = 0

  /// Creates an oracle that has seen no row.
  ///
  /// - Parameter kind: the detector that the attacker plays against.
  /// - Parameter period: seconds from row to row.
  public init(model: DetectorModel, kind: AnomalyDetector.Kind, period: Double) {
    tags = model.tags
    self.period = period
    detector = AnomalyDetector(model: model, kind: kind)
  }

  /// The score that a row would get now; the row is not kept.
  public mutating func score(_ row: [Double]) -> Double { Double(detector.foresee(frame(row))) }

  /// Takes a row as seen.
  public mutating func observe(_ row: [Double]) {
    _ = detector.observe(frame(row))
    sequence += 1
  }

  private func frame(_ row: [Double]) -> Frame { Frame(series: "attacker", sequence: sequence, values: row) }
}
