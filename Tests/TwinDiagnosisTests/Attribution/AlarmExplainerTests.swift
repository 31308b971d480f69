import Testing
import TwinDetection
import TwinModel

@testable import TwinDiagnosis

/// Alarms of a stream as they come.
@Suite struct AlarmExplainerTests {
  static let context = ExplanationContext(
    incident: "I-", site: site, ids: .init(model: "m0del", data: "", program: "test"))
  static let site = Site(
    id: "plant", tags: [Tag(name: "T3", unit: "bar", quantisation: 0.05, asset: "P-3", description: "Pressure")],
    envelopes: [SafetyEnvelope(tag: "T3", low: 20, high: 60)])

  static func records(
    rows: Int, explaining wanted: AlarmExplainer.Wanted = .alarms, lie: (Int, inout [Double]) -> Void
  ) -> [ExplanationRecord] {
    var plant = CoupledPlant(seed: 30)
    var detector = AnomalyDetector(model: CoupledPlant.model)
    var explainer = AlarmExplainer(tags: CoupledPlant.tags, context: context, explaining: wanted)
    var records: [ExplanationRecord] = []
    for row in 0..<rows {
      var values = plant.next()
      lie(row, &values)
      let frame = CoupledPlant.frame(values, row)
      let assessment = detector.observe(frame)
      if let record = explainer.observe(frame, assessment, after: detector) { records.append(record) }
    }
    if let record = explainer.finish() { records.append(record) }
    return records
  }

  @Test func anAlarmIsExplainedAndRevised() throws {
    let records = Self.records(rows: 260) { row, values in if (150..<200).contains(row) { values[3] += 4 } }
    let record = try #require(records.first)
    #expect(records.count == 1)
    #expect(record.incident == "I-1" && record.asset == "P-3")
    #expect(record.tags[0].name == "T3" && record.tags[0].unit == "bar" && record.tags[0].step == 0.01)
    #expect(record.trajectory.map(\.rows) == [1, 5, 30])
    #expect(record.trajectory.allSatisfy { $0.cause == "T3" })
    #expect(record.time.delay == Double(record.time.delayRows) * 60 && record.time.delayRows < 6)
    #expect(record.counterfactual.isEnough && record.confidence == .high)
    #expect(record.limits.contains { $0.kind == .noTwin })
    #expect(record.ids.data.count == 64)
    let explanation = Explainer(record).explanation(for: .operator)
    #expect(try Faithfulness(record).faults(of: explanation.text, by: explanation) == [])
    #expect(explanation.wordCount <= Explanation.operatorLimit)
  }

  @Test func twoEventsAreTwoRecords() {
    let records = Self.records(rows: 330) { row, values in
      if (100..<110).contains(row) { values[1] += 4 }
      if (260..<270).contains(row) { values[6] -= 4 }
    }
    #expect(records.map { $0.tags[0].name } == ["T1", "T6"])
    #expect(records.map(\.incident) == ["I-1", "I-2"])
  }

  @Test func theEndOfTheStreamEndsTheEvent() {
    let records = Self.records(rows: 156) { row, values in if row >= 150 { values[3] += 4 } }
    #expect(records.count == 1)
    #expect(records[0].trajectory.allSatisfy { $0.rows <= 5 })
  }

  @Test func oneRowCanBeAskedFor() {
    let records = Self.records(rows: 120, explaining: .row(80, series: nil)) { _, _ in }
    #expect(records.map(\.time.row) == [80])
    #expect(Self.records(rows: 120, explaining: .row(500, series: nil)) { _, _ in }.isEmpty)
    #expect(Self.records(rows: 120, explaining: .row(80, series: "other")) { _, _ in }.isEmpty)
  }
}
