import Testing
import TwinEvaluation

struct BATADALScoreTests {
  /// The competition's development set: 2,089 hours with seven attacks of 407 hours.
  private func score(_ alarm: (Int, Bool) -> Bool) throws -> BATADALScore {
    var labels = Array(repeating: false, count: 2089)
    for (start, length) in [(70, 50), (290, 61), (480, 40), (850, 30), (1130, 90), (1400, 76), (1870, 60)] {
      for row in start..<start + length { labels[row] = true }
    }
    #expect(labels.count { $0 } == 407)
    let recording = try ScoredRecording(
      seriesNames: ["dev"], seriesIndices: Array(repeating: 0, count: 2089), sequences: Array(0..<2089),
      labels: labels,
      detectors: [ScoredDetector(name: "x", scores: labels.enumerated().map { alarm($0, $1) ? 2 : 0 })])
    return try #require(try DetectionReport(judging: recording).detectors[0].batadal)
  }

  @Test func `Always alarming scores 0.750, never alarming 0.250, perfection 1`() throws {
    let always = try score { _, _ in true }
    #expect((always.total, always.timeToDetection, always.classification) == (0.75, 1, 0.5))
    let never = try score { _, _ in false }
    #expect((never.total, never.timeToDetection, never.classification) == (0.25, 0, 0.5))
    #expect((always.detected, never.detected) == (7, 0))
    #expect(try score { $1 }.total == 1)
  }

  @Test func `An event found half-way through counts half`() throws {
    let counts = PointwiseCounts(alarms: [false, false, true, true, false], labels: [true, true, true, true, false])
    let score = try #require(BATADALScore(counts: counts, delays: [(rows: 2, duration: 4)]))
    #expect(score.timeToDetection == 0.5)
    #expect(score.classification == 0.75)
    #expect(score.total == 0.625)
  }

  @Test func `Without an event or without a normal row there is no score`() {
    let noEvent = PointwiseCounts(alarms: [true], labels: [false])
    #expect(BATADALScore(counts: noEvent, delays: []) == nil)
    let noNormal = PointwiseCounts(alarms: [true], labels: [true])
    #expect(BATADALScore(counts: noNormal, delays: [(rows: 0, duration: 1)]) == nil)
  }
}
