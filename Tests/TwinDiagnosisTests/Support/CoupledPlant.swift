import TwinDetection
import TwinModel

@testable import TwinDiagnosis

/// Eight tags that share two hidden causes, so that each can be told from the others.
struct CoupledPlant {
  static let tags = (0..<8).map { "T\($0)" }
  private var random: SeededGenerator
  private var causes = [0.0, 0.0]

  init(seed: UInt64) { random = SeededGenerator(seed: seed, stream: 21) }

  mutating func next() -> [Double] {
    for index in 0..<2 { causes[index] = 0.9 * causes[index] + 0.4 * random.normal() }
    return (0..<8).map { tag in
      let weight = Double(tag % 4) / 4
      return 10 * Double(tag) + (1 - weight) * causes[0] + (0.3 + weight) * causes[1] + 0.1 * random.normal()
    }
  }

  static func frame(_ values: [Double], _ row: Int, series: String = "plant") -> Frame {
    Frame(
      series: series, sequence: row, sourceTime: SourceTime(nanoseconds: Int64(row) * 60_000_000_000), values: values)
  }

  static let model: DetectorModel = {
    var plant = CoupledPlant(seed: 1)
    var block = FrameBlock(tags: tags)
    for row in 0..<1500 {
      block.append(
        series: "plant", sequence: row, sourceTime: SourceTime(nanoseconds: Int64(row) * 60_000_000_000),
        values: plant.next())
    }
    var rows = TrainingRows(tags: tags)
    rows.append(block)
    do {
      return try DetectorTraining.train(on: rows, options: TrainingOptions(falseAlarmsPerDay: 0.05, period: 60))
    } catch {
      preconditionFailure("the plant can be learned: \(error)")
    }
  }()

  /// Runs until so many rows after the first alarm from `onset` on and gives the history; `nil` when nothing was seen.
  static func run(
    seed: UInt64, onset: Int = 150, after: Int = 0, rows: Int = 200, lie: (Int, inout [Double]) -> Void
  ) -> FrameHistory? {
    var plant = CoupledPlant(seed: seed)
    var detector = AnomalyDetector(model: model)
    var history = FrameHistory()
    var alarm: Int?
    for row in 0..<rows {
      var values = plant.next()
      if row >= onset { lie(row - onset, &values) }
      let frame = frame(values, row)
      let assessment = detector.observe(frame)
      history.observe(frame, score: assessment.score, after: detector)
      if row >= onset && assessment.isAlarm && alarm == nil { alarm = row }
      if let alarm, row == alarm + after { return history }
    }
    return nil
  }
}
