import Testing
import TwinModel

@testable import TwinDetection

@Suite struct NormalOperationTests {
  /// Rows of one training.
  static let trainingRows = 3000
  /// Budget per day, at 1000 rows a day.
  static let budget = 2.0
  static let freshDays = 30

  @Test(arguments: [AnomalyDetector.Kind.ensemble, .autoencoder])
  func `the rate of false alarms lies in the stated interval`(kind: AnomalyDetector.Kind) throws {
    let seeds = 1...20 as ClosedRange<UInt64>
    var within = 0
    for seed in seeds {
      let (model, fresh) = Self.trainedAndFresh(seed)
      let runs = model.scores(fresh, kind: kind).alarmRuns
      let observed = Double(runs) / Double(Self.freshDays)
      let expected = try #require(kind == .ensemble ? model.report.expected : model.report.expectedAutoencoder)
      within += (expected.low...expected.high).contains(observed) ? 1 : 0
    }
    #expect(within * 10 >= seeds.count * 9, "\(within) of \(seeds.count) seeds")
  }

  static func trainedAndFresh(_ seed: UInt64) -> (DetectorModel, FrameBlock) {
    var process = SimulatedProcess(seed: 100 + seed)
    let training = process.rows(trainingRows)
    let fresh = process.rows(freshDays * 1000)
    let model = Trained.train([FrameBlock(training, tags: process.names)], falseAlarmsPerDay: budget)
    return (model, FrameBlock(fresh, tags: process.names))
  }

  @Test(arguments: [0.01, 0.05, 0.2])
  func `values that do not arrive raise no alarm by themselves`(share: Double) {
    var random = SeededGenerator(seed: 41)
    let whole = Trained.plantRows(seed: 42, count: 3000)
    let holed = whole.map { row in row.map { random.uniform() < share ? Double.nan : $0 } }
    let before = Trained.plain.scores(FrameBlock(whole, tags: Trained.names)).alarmRuns
    let after = Trained.plain.scores(FrameBlock(holed, tags: Trained.names)).alarmRuns
    // A value restored from the other tags is a little less exact than one that arrived.
    #expect(after <= 2 * before, "\(before) alarms without holes, \(after) with")
  }

  @Test(arguments: 0..<6)
  func `a tag that falls silent raises no alarm by itself`(tag: Int) {
    var rows = Trained.plantRows(seed: 43, count: 400)
    let before = Trained.plain.scores(FrameBlock(rows, tags: Trained.names)).alarmRuns
    for index in 100..<250 { rows[index][tag] = .nan }
    let after = Trained.plain.scores(FrameBlock(rows, tags: Trained.names)).alarmRuns
    #expect(after <= before + 1)
  }

  @Test(arguments: [0, 1, 50])
  func `rows without any value raise no alarm`(at first: Int) {
    var rows = Trained.plantRows(seed: 44, count: 120)
    let before = Trained.plain.scores(FrameBlock(rows, tags: Trained.names)).alarmRuns
    for index in first..<first + 10 { rows[index] = rows[index].map { _ in .nan } }
    let scores = Trained.plain.scores(FrameBlock(rows, tags: Trained.names))
    #expect(scores.alarmRuns <= before)
    #expect(scores.scores.allSatisfy { !$0.isNaN })
  }

  @Test func `a recording without any value gives scores of zero or more and no alarm`() {
    let rows = [[Double]](repeating: [Double](repeating: .nan, count: 6), count: 300)
    let scores = Trained.plain.scores(FrameBlock(rows, tags: Trained.names))
    #expect(scores.alarmRuns == 0)
    #expect(scores.scores.allSatisfy { $0 >= 0 })
  }
}
