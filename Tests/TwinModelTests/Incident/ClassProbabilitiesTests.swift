import Testing
import TwinModel

@Suite struct ClassProbabilitiesTests {
  @Test(
    arguments: [
      ([.falseData: 3, .benign: 1], .falseData, 0.75), ([.replay: .nan, .benign: 2], .benign, 1),
      ([.replay: -1, .flooding: 1], .flooding, 1), ([:], .unknown, 1), ([.replay: 0], .unknown, 1),
      ([.replay: .infinity], .unknown, 1), ([.falseData: 1, .flooding: 1], .falseData, 0.5),
    ] as [([IncidentClass: Double], IncidentClass, Double)])
  func `weights are divided by their sum, and what is no number counts as nothing`(
    weights: [IncidentClass: Double], kind: IncidentClass, probability: Double
  ) {
    let found = ClassProbabilities(weights)
    #expect(found.mostProbable == kind)
    #expect(found[kind] == probability)
    #expect(abs(found.values.reduce(0, +) - 1) < 1e-12)
    #expect(found.ranked.first?.kind == kind)
  }

  @Test func `classes rank by probability, equals in order`() {
    let ranked = ClassProbabilities([.benign: 1, .falseData: 1, .replay: 2]).ranked.prefix(3).map(\.kind)
    #expect(ranked == [.replay, .falseData, .benign])
  }

  @Test func `raw values and techniques are what records hold`() {
    #expect(
      IncidentClass.allCases.map(\.rawValue) == ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "benign", "unknown"])
    #expect(IncidentClass.allCases.filter(\.isAttack).allSatisfy { !$0.techniques.isEmpty })
    #expect(IncidentClass.benign.techniques.isEmpty && !IncidentClass.benign.isAttack)
  }
}
