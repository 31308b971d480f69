import Testing
import TwinModel

@testable import TwinEvaluation

struct EnhancedTimeAwareTests {
  /// The source's way: a full matrix, struck out in rounds, events first.
  private func byRounds(_ runs: [Range<Int>], _ alarms: [Range<Int>], _ thetaP: Double, _ thetaR: Double) -> (
    Double, Double
  ) {
    var matrix = runs.map { run in alarms.map { Double(run.clamped(to: $0).count) } }
    func ofRun(_ run: Int) -> Double { matrix[run].reduce(0, +) / Double(runs[run].count) }
    func ofAlarm(_ alarm: Int) -> Double { matrix.reduce(0) { $0 + $1[alarm] } / Double(alarms[alarm].count) }
    var changed = true
    while changed {
      let weakRuns = runs.indices.filter { ofRun($0) < thetaR && ofRun($0) > 0 }
      for run in weakRuns { matrix[run] = Array(repeating: 0, count: alarms.count) }
      let weakAlarms = alarms.indices.filter { ofAlarm($0) < thetaP && ofAlarm($0) > 0 }
      for alarm in weakAlarms { for run in runs.indices { matrix[run][alarm] = 0 } }
      changed = !weakRuns.isEmpty || !weakAlarms.isEmpty
    }
    let recall = runs.indices.reduce(0.0) { $0 + (ofRun($1) >= thetaR ? (1 + min(1, ofRun($1))) / 2 : 0) }
    let weights = alarms.map { Double($0.count).squareRoot() }
    let precision = alarms.indices.reduce(0.0) {
      $0 + (ofAlarm($1) >= thetaP ? weights[$1] * (1 + ofAlarm($1)) / 2 : 0)
    }
    return (precision / weights.reduce(0, +), recall / Double(runs.count))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `Striking out from a work list ends where the source's rounds end`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func ranges() -> [Range<Int>] {
      var result: [Range<Int>] = []
      var row = 0
      while row < 300 {
        let start = row + Int(random.uniform() * 5)
        row = start + 1 + Int(random.uniform() * 14)
        result.append(start..<row)
        row += 1
      }
      return result
    }
    let (runs, alarms) = (ranges(), ranges())
    for (thetaP, thetaR) in [(0.5, 0.1), (0.7, 0.4), (0.9, 0.6)] {
      let expected = byRounds(runs, alarms, thetaP, thetaR)
      let got = EnhancedTimeAwareFigures(runs: runs, alarms: alarms, thetaP: thetaP, thetaR: thetaR)
      expectEqual(got?.precision, expected.0)
      expectEqual(got?.recall, expected.1)
    }
  }

  @Test func `Perfect alarms score 1, an alarm that is mostly wrong takes its event with it`() throws {
    let perfect = try #require(EnhancedTimeAwareFigures(runs: [2..<5], alarms: [2..<5]))
    #expect(perfect.precision == 1 && perfect.recall == 1 && perfect.f1 == 1)
    let wide = try #require(EnhancedTimeAwareFigures(runs: [2..<5], alarms: [0..<10]))
    #expect(wide.precision == 0 && wide.recall == 0 && wide.f1 == 0)
    let silent = try #require(EnhancedTimeAwareFigures(runs: [2..<5], alarms: []))
    #expect(silent.precision == nil && silent.recall == 0 && silent.f1 == 0)
    #expect(EnhancedTimeAwareFigures(runs: [], alarms: [0..<1]) == nil)
  }
}
