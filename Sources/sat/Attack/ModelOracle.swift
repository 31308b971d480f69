internal import TwinDetection
internal import TwinModel
internal import TwinTestbeds

/// A trained model in the hands of a simulated attacker: what score a row would get after all rows so far.
struct ModelOracle: DetectorOracle {
  let tags: [String]
  let threshold = 1.0
  let period: Double
  private var detector: AnomalyDetector
  private var sequence = 0

  /// - Parameter kind: the detector that the attacker plays against.
  init(model: DetectorModel, kind: AnomalyDetector.Kind, period: Double) {
    tags = model.tags
    self.period = period
    detector = AnomalyDetector(model: model, kind: kind)
  }

  mutating func score(_ row: [Double]) -> Double { Double(detector.foresee(frame(row))) }

  mutating func observe(_ row: [Double]) {
    _ = detector.observe(frame(row))
    sequence += 1
  }

  private func frame(_ row: [Double]) -> Frame { Frame(series: "attacker", sequence: sequence, values: row) }
}
