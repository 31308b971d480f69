import Testing
import TwinModel

@testable import TwinDetection

@Suite struct TrainingDecisionTests {
  @Test func `series at distinct levels get models of their own`() {
    let report = Trained.twoSeries.report
    #expect(report.hasModelPerSeries)
    #expect((report.ownToCommonDistance ?? 1) < 0.1)
    #expect(Trained.twoSeries.ownUnits.map(\.series) == ["far", "near"])
    #expect(Trained.twoSeries.unit(for: "near").series == "near")
    #expect(Trained.twoSeries.unit(for: "unheard of").series == nil)
    #expect(Trained.twoSeries.knows(series: "far") && !Trained.twoSeries.knows(series: "unheard of"))
  }

  @Test func `two runs of the same plant share one model`() {
    var process = SimulatedProcess(seed: 4)
    let model = Trained.train([
      FrameBlock(process.rows(600), tags: Trained.names, series: "a"),
      FrameBlock(process.rows(600), tags: Trained.names, series: "b"),
    ])
    #expect(!model.report.hasModelPerSeries)
    #expect((model.report.ownToCommonDistance ?? 0) > 0.8)
    #expect(model.ownUnits.isEmpty)
    #expect(model.report.series == ["a", "b"])
  }

  @Test func `labelled rows are not learned from, and nothing spans them`() {
    var rows = Trained.plantRows(seed: 5, count: 800)
    let labels = rows.indices.map { (300..<340).contains($0) }
    for index in 300..<340 { rows[index] = rows[index].map { $0 + 1000 } }
    let model = Trained.train([FrameBlock(rows, tags: Trained.names, labels: labels)])
    #expect(model.report.rows == 760)
    #expect(model.report.rowsLeftOut == 40)
    #expect(model.report.series == ["plant"])
    let limits = model.common.variants[0].parameters.limits
    #expect(limits.high[..<6].allSatisfy { $0 < 6 })
    #expect(limits.rate[..<6].allSatisfy { $0 < 6 })
    var gathered = TrainingRows(tags: Trained.names)
    gathered.append(FrameBlock(rows, tags: Trained.names, labels: labels))
    #expect(gathered.stretches.map { $0.values.count / Trained.names.count } == [300, 460])
  }

  @Test func `a budget that the held-out rows cannot support gives the strictest that they do, and is said`() {
    let rows = FrameBlock(Trained.plantRows(seed: 6, count: 600), tags: Trained.names)
    let modest = Trained.train([rows], falseAlarmsPerDay: 1).report
    #expect(!modest.isBudgetBeyondSupport)
    #expect(abs(modest.rowsPerFalseAlarm - 1000) < 1e-6)
    let strict = Trained.train([rows], falseAlarmsPerDay: 1e-6)
    let stricter = Trained.train([rows], falseAlarmsPerDay: 1e-9)
    #expect(strict.report.isBudgetBeyondSupport)
    let supported = DetectorTraining.extrapolation * Double(strict.report.heldOutRows)
    #expect(strict.report.rowsPerFalseAlarm == supported)
    #expect(strict.common == stricter.common)
    #expect((strict.report.expected?.perDay ?? 0) > 1e-6, "the rate to expect is not the wish")
  }

  @Test func `without a period no rate is promised`() {
    let rows = FrameBlock(Trained.plantRows(seed: 6, count: 300), tags: Trained.names)
    let report = Trained.train([rows], period: nil).report
    #expect(report.isBudgetBeyondSupport)
    #expect(report.expected == nil && report.expectedAutoencoder == nil && report.period == nil)
  }

  @Test func `a stricter budget never lowers the threshold`() {
    let rows = FrameBlock(Trained.plantRows(seed: 6, count: 600), tags: Trained.names)
    let fresh = FrameBlock(Trained.plantRows(seed: 7, count: 1000), tags: Trained.names)
    let alarmed = [10.0, 1, 0.1].map { Trained.train([rows], falseAlarmsPerDay: $0).scores(fresh).alarmedRows.count }
    #expect(alarmed[0] >= alarmed[1] && alarmed[1] >= alarmed[2])
  }

  @Test func `constant tags are named and left to the limits`() {
    let rows = Trained.plantRows(seed: 8, count: 1000).map { $0 + [5.0] }
    let model = Trained.train([FrameBlock(rows, tags: Trained.names + ["K"])])
    #expect(model.report.constantTags == ["K"])
    let parameters = model.common.variants[0].parameters
    #expect(parameters.varying == 6)
    #expect((0..<7).allSatisfy { parameters.crossSensor.precision[6, $0] == 0 })
    var live = Trained.plantRows(seed: 9, count: 60).map { $0 + [5.0] }
    #expect(model.scores(FrameBlock(live, tags: Trained.names + ["K"])).alarmRuns == 0)
    for index in 40..<60 { live[index][6] = 9 }
    let scores = model.scores(FrameBlock(live, tags: Trained.names + ["K"]))
    #expect(scores.alarmedRows.contains { $0 >= 40 })
    #expect(scores.contributions(at: 50).first?.tag == 6)
  }

  @Test func `the number of decimals of the recording is found`() {
    for decimals in [0, 1, 2] {
      var process = SimulatedProcess(seed: 10, decimals: decimals)
      let model = Trained.train([FrameBlock(process.rows(300), tags: Trained.names)])
      #expect(model.report.decimals == decimals)
    }
    #expect(Trained.plain.report.decimals == Decimals.fine)
  }

  @Test func `rows that cannot be learned from are refused with the reason`() {
    let few = FrameBlock(Trained.plantRows(seed: 1, count: DetectorTraining.leastRows - 1), tags: Trained.names)
    #expect(throws: TrainingError.tooFewRows(found: 59, needed: 60)) { try Trained.training([few]) }
    let hundred = Trained.plantRows(seed: 1, count: 100)
    let empty = FrameBlock(hundred.map { $0.dropLast() + [.nan] }, tags: Trained.names)
    #expect(throws: TrainingError.emptyTag("T5")) { try Trained.training([empty]) }
    let still = FrameBlock(hundred.map { _ in [1, 2, 3, 4, 5, 6] }, tags: Trained.names)
    #expect(throws: TrainingError.nothingVaries) { try Trained.training([still]) }
    let wide = FrameBlock([[Double](repeating: 0, count: 1025)], tags: (0..<1025).map { "T\($0)" })
    #expect(throws: TrainingError.tooManyTags(found: 1025, limit: 1024)) { try Trained.training([wide]) }
    let good = FrameBlock(hundred, tags: Trained.names)
    for budget in [0, -1, .nan, .infinity] {
      #expect(throws: TrainingError.self) { try Trained.training([good], falseAlarmsPerDay: budget) }
    }
    for period in [0, -1, .nan, .infinity] {
      #expect(throws: TrainingError.self) { try Trained.training([good], period: period) }
    }
  }

  @Test(arguments: [1e154, 1e200, 1e308, .infinity])
  func `huge values end in a model and not in a hang`(huge: Double) throws {
    let rows = Trained.plantRows(seed: 1, count: 100).enumerated().map { index, row in
      index % 2 == 0 ? [huge, -huge] + row.dropFirst(2) : row
    }
    let model = try Trained.training([FrameBlock(rows, tags: Trained.names)])
    let scores = model.scores(FrameBlock(rows, tags: Trained.names))
    #expect(scores.scores.allSatisfy { !$0.isNaN })
  }
}
