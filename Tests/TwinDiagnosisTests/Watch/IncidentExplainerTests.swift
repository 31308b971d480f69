import Testing
import TwinDetection
import TwinModel

@testable import TwinDiagnosis

@Suite struct IncidentExplainerTests {
  private static var knowledge: PlantDiagnosis.Knowledge {
    var knowledge = PlantDiagnosis.Knowledge(model: CoupledPlant.model)
    knowledge.identifier = Fixed()
    return knowledge
  }

  /// Takes everything for a replay.
  private struct Fixed: IncidentIdentifying {
    func probabilities(of signature: IncidentSignature) -> ClassProbabilities {
      ClassProbabilities([.replay: 0.75, .benign: 0.25])
    }
  }

  private static func explainer() -> IncidentExplainer {
    IncidentExplainer(
      knowledge, context: ExplanationContext(incident: "I-", ids: .init(model: "m", data: "", program: "test")))
  }

  /// Runs the plant and gives all records; `change` may lie in a row or take evidence from elsewhere.
  private static func run(
    rows: Int, series: (Int) -> String = { _ in "plant" },
    change: (Int, inout [Double], inout IncidentExplainer) -> Void
  ) -> [ExplanationRecord] {
    var plant = CoupledPlant(seed: 7)
    var explainer = explainer()
    var records: [ExplanationRecord] = []
    for row in 0..<rows {
      var values = plant.next()
      change(row, &values, &explainer)
      records += explainer.observe(CoupledPlant.frame(values, row, series: series(row))).records
    }
    return records + explainer.finish().records
  }

  @Test func `a lie is one incident with a class, a probability and techniques`() throws {
    let records = Self.run(rows: 260) { row, values, _ in if (150..<190).contains(row) { values[3] += 4 } }
    let record = try #require(records.first { $0.incident.hasPrefix("I-") })
    #expect(records.count { $0.incident.hasPrefix("I-") } == 1)
    #expect(record.tags.first?.name == "T3")
    #expect(record.verdict.kind == "A5" && record.verdict.probability == 0.75)
    #expect(record.verdict.alternative == "benign" && record.verdict.techniques == IncidentClass.replay.techniques)
    #expect(record.trajectory.map(\.rows) == [1, 5, 30])
    for reader in Explanation.Reader.allCases {
      let explanation = Explainer(record).explanation(for: reader)
      #expect(try Faithfulness(record).faults(of: explanation.text, by: explanation) == [])
    }
  }

  @Test func `what shows on the network alone is told without tags`() throws {
    let records = Self.run(rows: 260) { row, _, explainer in
      guard (100..<120).contains(row) else { return }
      explainer.take([
        Evidence(
          layer: .communication, source: "message/rate", series: "messages", sequence: row, strength: 12, sign: .rate,
          asset: "GW", conversation: "10.0.0.9 > GW", weight: .pValue(1e-10))
      ])
    }
    let record = try #require(records.first)
    #expect(record.tags.isEmpty && record.asset == "GW" && record.signs?.first?.sign == "rate")
    let explanation = Explainer(record).explanation(for: .operator)
    #expect(explanation.prose.contains("10.0.0.9 > GW: more messages than usual, 12 times the alarm threshold."))
    #expect(explanation.prose.contains("The score itself is below its threshold."))
    #expect(try Faithfulness(record).faults(of: explanation.text, by: explanation) == [])
    #expect(try ExplanationRecord(decoding: record.encoded()) == record)
  }

  @Test func `another series closes what is active, and what comes later is another incident`() {
    let records = Self.run(rows: 300, series: { $0 < 170 ? "one" : "two" }) { row, values, _ in
      if (150..<170).contains(row) || (250..<280).contains(row) { values[3] += 4 }
    }
    let incidents = records.filter { $0.incident.hasPrefix("I-") }
    #expect(incidents.map(\.incident) == ["I-1", "I-2"] && incidents.map(\.time.series) == ["one", "two"])
  }

  @Test func `rows without a time make incidents that close`() {
    var plant = CoupledPlant(seed: 9)
    var diagnosis = PlantDiagnosis(Self.knowledge)
    var states: [Incident.State] = []
    for row in 0..<260 {
      var values = plant.next()
      if (150..<170).contains(row) { values[3] += 4 }
      let changes = diagnosis.observe(Frame(series: "plant", sequence: row, values: values))
      for case .record(let incident) in changes { states.append(incident.state) }
    }
    #expect(states.contains(.open) && states.contains(.closed))
  }

  @Test func `nothing happens, nothing is told`() {
    #expect(Self.run(rows: 200) { _, _, _ in }.isEmpty)
  }
}
