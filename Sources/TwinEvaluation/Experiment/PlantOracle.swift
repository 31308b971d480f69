internal import TwinDetection
internal import TwinModel
internal import TwinTestbeds

/// The plant's own detector in the hands of an attacker: what score a row would get after all rows so far.
struct PlantOracle: DetectorOracle {
  let tags: [String]
  let threshold = 1.0
  let period: Double
  private var detector: AnomalyDetector
  private var sequence = 0

  init(_ plant: TrainedPlant, kind: AnomalyDetector.Kind) {
    tags = plant.learned.tags
    period = plant.setting.rowPeriod
    detector = AnomalyDetector(model: plant.learned, kind: kind)
  }

  mutating func score(_ row: [Double]) -> Double { Double(detector.foresee(frame(row))) }

  mutating func observe(_ row: [Double]) {
    _ = detector.observe(frame(row))
    sequence += 1
  }

  private func frame(_ row: [Double]) -> Frame { Frame(series: "attacker", sequence: sequence, values: row) }
}
