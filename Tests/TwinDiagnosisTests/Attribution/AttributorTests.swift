import Testing
import TwinDetection
import TwinModel

@testable import TwinDiagnosis

/// Which tag lies.
@Suite struct AttributorTests {
  static let attributor = Attributor(tags: CoupledPlant.tags)

  static func explain(_ seed: UInt64, after: Int = 0, lie: (Int, inout [Double]) -> Void) -> Attribution? {
    CoupledPlant.run(seed: seed, after: after, lie: lie)?.window(rows: 24).map(attributor.explain)
  }

  @Test(arguments: 0..<8)
  func aBiasIsFoundAndItsValueNamed(_ tag: Int) throws {
    let size = tag % 2 == 0 ? 3.0 : -3.0
    let found = try #require(Self.explain(UInt64(50 + tag)) { _, values in values[tag] += size })
    #expect(found.suspects[0].tag == tag)
    #expect(found.suspects[0].role == .cause)
    #expect(found.counterfactual.isEnough && found.counterfactual.steps.count == 1)
    #expect(abs(found.suspects[0].observed - found.suspects[0].expected - size) < 0.6)
    #expect(found.counterfactual.before > 1 && found.counterfactual.after <= 1)
    #expect(found.gradientTags.first == tag && found.agrees)
  }

  @Test func aDriftIsFound() throws {
    let found = try #require(Self.explain(70) { row, values in values[3] += 0.15 * Double(row) })
    #expect(found.suspects[0].tag == 3)
  }

  @Test func twoLiarsAreFound() throws {
    let found = try #require(
      Self.explain(71, after: 3) { _, values in
        values[1] += 3
        values[6] -= 3
      })
    #expect(Set(found.counterfactual.steps.map(\.tag)) == [1, 6])
    #expect(Set(found.suspects.filter { $0.role != .symptom }.map(\.tag)) == [1, 6])
    #expect(found.counterfactual.isEnough)
  }

  /// A cause is still named when other values are missing.
  @Test func missingValuesAreNoEvidence() throws {
    let found = try #require(
      Self.explain(72) { _, values in
        values[2] += 3
        values[5] = .nan
      })
    #expect(found.suspects[0].tag == 2)
    #expect(found.suspects.allSatisfy { $0.expected.isFinite || $0.tag == 5 })
    #expect(found.counterfactual.steps.allSatisfy { $0.after.isFinite && $0.change.allSatisfy { $0.isFinite } })
  }

  @Test(arguments: [Double.infinity, -.infinity, 1e300, -1e300, .nan])
  func impossibleValuesAreExplained(_ value: Double) {
    var plant = CoupledPlant(seed: 4)
    var detector = AnomalyDetector(model: CoupledPlant.model)
    var history = FrameHistory()
    for row in 0..<60 {
      var values = plant.next()
      if row > 40 { values[4] = value }
      let frame = CoupledPlant.frame(values, row)
      let assessment = detector.observe(frame)
      history.observe(frame, score: assessment.score, after: detector)
    }
    guard let window = history.window(rows: 24) else { return }
    let found = Self.attributor.explain(window)
    let record = ExplanationRecord(
      found, of: window, tags: CoupledPlant.tags,
      in: ExplanationContext(
        incident: "I-1", ids: .init(model: "0", data: "0", program: "test")))
    #expect((try? ExplanationRecord(decoding: record.encoded())) == record)
  }

  /// With states, only states are proposed.
  @Test func aStateStaysAState() throws {
    let site = Site(id: "plant", tags: [Tag(name: "T2", kind: .state)])
    let window = try #require(CoupledPlant.run(seed: 73) { _, values in values[2] += 3 }?.window(rows: 24))
    let found = Attributor(tags: CoupledPlant.tags, site: site).explain(window)
    for step in found.counterfactual.steps where step.tag == 2 {
      for (row, change) in step.change.enumerated() {
        let value = window.frames[row].values[2] + change
        #expect(abs(value - value.rounded()) < 1e-9)
      }
    }
  }

  /// What was tried stays in front; behind it, what more opinions name earlier.
  @Test func `opinions that disagree are fused behind what ends the alarm`() {
    #expect(Attributor.fused([0, 1, 2, 3], keeping: 1, with: [[3, 2], [3]]) == [0, 3, 1, 2])
    #expect(Attributor.fused([0, 1, 2, 3], keeping: 3, with: [[3, 2], [3]]) == [0, 1, 2, 3])
    #expect(Attributor.fused([0, 1, 2], keeping: 1, with: [[0, 1], []]) == [0, 1, 2])
  }
}
