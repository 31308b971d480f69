import TwinModel

@testable import TwinDetection

/// Models that many tests look at, each trained once.
enum Trained {
  /// Rows of the simulated process that the models were trained on.
  static let rows = 2000
  /// Seconds per row: 1000 rows a day.
  static let period = 86.4

  /// One series, all digits, one false alarm a day.
  static let plain: DetectorModel = train([FrameBlock(plantRows(seed: 1), tags: names)])

  /// Two series at far levels, so that each has its own unit, recorded with nine decimals.
  static let twoSeries: DetectorModel = {
    var near = SimulatedProcess(seed: 2)
    var far = SimulatedProcess(seed: 3, offset: 50)
    return train([
      FrameBlock(near.rows(600), tags: names, series: "near"), FrameBlock(far.rows(600), tags: names, series: "far"),
    ])
  }()

  static let names = SimulatedProcess(seed: 0).names

  static func plantRows(seed: UInt64, count: Int = rows) -> [[Double]] {
    var process = SimulatedProcess(seed: seed)
    return process.rows(count)
  }

  static func train(
    _ blocks: [FrameBlock], falseAlarmsPerDay: Double = 1, period: Double? = period, seed: UInt64 = 1, threads: Int = 2
  ) -> DetectorModel {
    do {
      return try training(
        blocks, falseAlarmsPerDay: falseAlarmsPerDay, period: period, seed: seed, threads: threads)
    } catch {
      preconditionFailure("the simulated process can be learned: \(error)")
    }
  }

  static func training(
    _ blocks: [FrameBlock], falseAlarmsPerDay: Double = 1, period: Double? = period, seed: UInt64 = 1, threads: Int = 2
  ) throws(TrainingError) -> DetectorModel {
    var rows = TrainingRows(tags: blocks[0].tags)
    for block in blocks { rows.append(block) }
    return try DetectorTraining.train(
      on: rows,
      options: TrainingOptions(
        falseAlarmsPerDay: falseAlarmsPerDay, period: period, seed: seed, threads: threads))
  }
}

extension DetectorModel {
  /// Scores of one block from the beginning of a stream.
  func scores(_ block: FrameBlock, kind: AnomalyDetector.Kind = .ensemble) -> ScoreBlock {
    var detector = AnomalyDetector(model: self, kind: kind)
    var result = ScoreBlock()
    detector.score(block, into: &result)
    return result
  }
}

extension ScoreBlock {
  /// Maximal runs of alarmed rows.
  var alarmRuns: Int {
    scores.indices.count { isAlarm(at: $0) && ($0 == 0 || !isAlarm(at: $0 - 1)) }
  }

  /// Rows that are alarmed.
  var alarmedRows: [Int] { scores.indices.filter { isAlarm(at: $0) } }
}
