import Testing
import TwinModel

@testable import TwinDiagnosis

@Suite struct FusionOrderTests {
  static func story(seed: UInt64) -> [Evidence] {
    var random = SeededGenerator(seed: seed)
    let tags = ["L1", "F1", "L2", "X1", "light", nil]
    let signs: [Evidence.Sign] = [.crossSensor, .balance, .twoSources, .softwareChange, .missing]
    return (0..<200).map { _ in
      let tag = tags[Int(random.uniform() * 6)]
      return .at(
        (random.uniform() * 120).rounded(), tag: tag, asset: tag == nil ? "stranger" : nil,
        p: random.uniform() < 0.3 ? 1e-5 : random.uniform(), sign: signs[Int(random.uniform() * 5)],
        strength: 1 + random.uniform(), observed: random.uniform())
    }
  }

  static func shuffled(_ evidence: [Evidence], seed: UInt64) -> [Evidence] {
    var random = SeededGenerator(seed: seed)
    var result = evidence
    for index in result.indices.reversed() { result.swapAt(index, Int(random.uniform() * Double(index + 1))) }
    return result
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `within one call the order does not matter`(seed: UInt64) {
    let evidence = Self.story(seed: seed)
    var (one, other) = (IncidentFusion.onPlant(), IncidentFusion.onPlant())
    let first = one.observe(evidence, at: .at(130))
    let second = other.observe(Self.shuffled(evidence, seed: seed + 100), at: .at(130))
    #expect(first == second && !first.isEmpty)
    #expect(one.incidents == other.incidents)
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `with a lateness, evidence that is late by less changes nothing`(seed: UInt64) {
    let evidence = Self.story(seed: seed).sorted { $0.precedes($1) }
    var random = SeededGenerator(seed: seed, stream: 5)
    let late = evidence.map { (arrival: ($0.sourceTime ?? .at(0)).seconds(since: .at(0)) + 15 * random.uniform(), $0) }
    let arrivals = [
      evidence.map { (arrival: ($0.sourceTime ?? .at(0)).seconds(since: .at(0)), $0) },
      late.sorted { $0.arrival < $1.arrival },
    ]
    let results = arrivals.map { arrivals in
      var fusion = IncidentFusion.onPlant { $0.lateness = 20 }
      var next = 0
      for second in 0..<200 {
        var due: [Evidence] = []
        while next < arrivals.count, arrivals[next].arrival <= Double(second) {
          due.append(arrivals[next].1)
          next += 1
        }
        _ = fusion.observe(due, at: .at(Double(second)))
      }
      return fusion.incidents
    }
    #expect(results[0] == results[1] && !results[0].isEmpty)
  }

  @Test func `a duplicate is recognised and counted`() {
    let evidence = (0..<20).map { Evidence.at(Double($0)) }
    var (once, twice) = (IncidentFusion.onPlant(), IncidentFusion.onPlant())
    _ = once.take(evidence)
    _ = twice.take(evidence.flatMap { [$0, $0] })
    _ = twice.observe(evidence, at: .at(19))
    #expect(once.incidents == twice.incidents)
    #expect(twice.losses.duplicate == 40)
  }

  @Test func `what is no number is no evidence`() {
    var fusion = IncidentFusion.onPlant()
    var pieces = (0..<8).map { Evidence.at(Double($0), p: [.nan, -1, 2, .infinity][$0 % 4]) }
    for second in 0..<8 {
      var piece = Evidence.at(Double(second), strength: .nan)
      piece.weight = nil
      pieces.append(piece)
      piece.weight = .logLikelihoodRatio(.nan)
      piece.strength = 1
      pieces.append(piece)
    }
    #expect(fusion.take(pieces).isEmpty && fusion.incidents.isEmpty)
    #expect(fusion.losses.unusable == 24 && fusion.taken == 0)
    // Strange numbers elsewhere do no harm.
    _ = fusion.take((10..<20).map { .at(Double($0), strength: .nan, observed: .infinity, expected: .nan) })
    #expect(fusion.incidents.count == 1 && fusion.incidents[0].tags[0].strength == 0)
  }

  @Test func `a clock that runs ahead does not keep an incident alive`() {
    var fusion = IncidentFusion.onPlant { $0.quiet = 60 }
    for second in 0..<5 {
      var piece = Evidence.at(Double(second))
      piece.sourceTime = .at(1e6)
      _ = fusion.observe([piece], at: .at(Double(second)))
    }
    #expect(fusion.incidents.count == 1)
    #expect(fusion.observe([], at: .at(100)).states == [.closed])
  }
}
