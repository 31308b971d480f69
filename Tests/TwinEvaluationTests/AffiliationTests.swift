import Testing
import TwinModel

@testable import TwinEvaluation

struct AffiliationTests {
  @Test func `The paper's example is reproduced`() {
    // Huet et al. 2022, figure 3: the second of three events, one row a minute.
    let runs = [0..<10, 50..<70, 170..<175]
    let zone = AffiliationZone(event: 1, of: runs, in: 0..<180)
    #expect((zone.start, zone.end) == (30, 120))
    let alarms = zone.clip([40..<60, 115..<130][...])
    #expect(alarms == [.init(start: 40, end: 60), .init(start: 115, end: 120)])
    expectEqual(zone.precision(of: alarms), 0.672_222_222, within: 1e-8)
    expectEqual(zone.recall(of: alarms), 0.944_444_444, within: 1e-8)
  }

  @Test(arguments: 0..<15 as Range<UInt64>)
  func `Both figures agree with averaging over many instants`(_ seed: UInt64) throws {
    let recording = try Recordings.random(rows: 120, series: 2, runLength: 4, seed: seed)
    let truth = RecordingTruth(recording)
    let alarms = RecordingTruth.runs(of: recording.detectors[0].alarms, within: truth.stretches)
    let got = try #require(Affiliation(runs: truth.runs, alarms: alarms, stretches: truth.stretches))
    let expected = sampled(truth, alarms)
    expectEqual(got.precision, expected.precision, within: 0.01)
    expectEqual(got.recall, expected.recall, within: 0.01)
  }

  /// The definition with integrals replaced by means over instants 1/20 row apart.
  private func sampled(_ truth: RecordingTruth, _ alarms: [Range<Int>]) -> (precision: Double?, recall: Double) {
    func instants(_ start: Double, _ end: Double) -> [Double] {
      (0..<Int(((end - start) * 20).rounded())).map { start + (Double($0) + 0.5) / 20 }
    }
    func distance(_ instant: Double, _ runs: [Range<Int>]) -> Double {
      runs.map { max(0, Double($0.lowerBound) - instant, instant - Double($0.upperBound)) }.min() ?? .infinity
    }
    var (precisions, recalls): ([Double], [Double]) = ([], [])
    for (index, run) in truth.runs.enumerated() {
      let stretch = truth.stretches.first { $0.contains(run.lowerBound) } ?? 0..<0
      let zone = AffiliationZone(event: index, of: truth.runs, in: stretch)
      let everywhere = instants(zone.start, zone.end)
      let clipped = zone.clip(alarms[...])
      guard !clipped.isEmpty else {
        recalls.append(0)
        continue
      }
      let alarmed = clipped.flatMap { instants($0.start, $0.end) }
      precisions.append(
        mean(alarmed.map { at in mean(everywhere.map { distance($0, [run]) >= distance(at, [run]) ? 1 : 0 }) }))
      recalls.append(
        mean(
          instants(Double(run.lowerBound), Double(run.upperBound)).map { at in
            let nearest = clipped.map { max(0, $0.start - at, at - $0.end) }.min() ?? 0
            return mean(everywhere.map { abs($0 - at) >= nearest ? 1 : 0 })
          }))
    }
    return (precisions.isEmpty ? nil : mean(precisions), mean(recalls))
  }

  private func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }

  @Test func `Perfect alarms score 1, no alarm has no precision and no recall`() throws {
    let runs = [3..<6, 9..<10]
    let perfect = try #require(Affiliation(runs: runs, alarms: runs, stretches: [0..<12]))
    #expect((perfect.precision, perfect.recall, perfect.f1) == (1, 1, 1))
    let silent = try #require(Affiliation(runs: runs, alarms: [], stretches: [0..<12]))
    #expect(silent.precision == nil && silent.recall == 0 && silent.f1 == 0)
    #expect(Affiliation(runs: [], alarms: [0..<1], stretches: [0..<12]) == nil)
  }

  @Test func `A zone ends where its series ends`() {
    let runs = [2..<4, 12..<14]
    let zone = AffiliationZone(event: 1, of: runs, in: 10..<20)
    #expect((zone.start, zone.end) == (10, 20))
  }
}
