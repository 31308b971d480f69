import Testing
import TwinEvaluation
import TwinModel

@testable import TwinEvaluation

struct RangeVolumeTests {
  /// The definition written out: every window, every threshold, every row.
  private func byDefinition(_ recording: ScoredRecording, window: Int, thresholds: Int) -> (roc: Double, pr: Double) {
    let truth = RecordingTruth(recording)
    let scores = recording.detectors[0].scores
    let (rows, sorted) = (scores.count, scores.sorted(by: >))
    let anomalous = Double(truth.anomalousRows)
    var (rocSum, prSum) = (0.0, 0.0)
    for width in 0...window {
      let reach = width / 2
      var weights = recording.labels.map { $0 ? 1.0 : 0 }
      var groups: [Range<Int>] = []
      for stretch in truth.stretches {
        for run in truth.runs where stretch.contains(run.lowerBound) {
          let wide = max(stretch.lowerBound, run.lowerBound - reach)..<min(stretch.upperBound, run.upperBound + reach)
          for row in wide where !recording.labels[row] {
            let distance = row < run.lowerBound ? run.lowerBound - row : row - run.upperBound + 1
            weights[row] = min(1, weights[row] + (1 - Double(distance) / Double(width)).squareRoot())
          }
          if let last = groups.last, last.upperBound > wide.lowerBound {
            groups[groups.count - 1] = last.lowerBound..<wide.upperBound
          } else {
            groups.append(wide)
          }
        }
      }
      var before = (fpr: 0.0, tpr: 0.0)
      for level in 0..<thresholds {
        let rank = level == thresholds - 1 ? rows - 1 : level * (rows - 1) / (thresholds - 1)
        let alarmed = scores.indices.filter { scores[$0] >= sorted[rank] }
        let hits = alarmed.reduce(0.0) { $0 + weights[$1] }
        let positives =
          (anomalous + anomalous + alarmed.filter { !recording.labels[$0] }.reduce(0) { $0 + weights[$1] }) / 2
        let found = groups.count { group in alarmed.contains { group.contains($0) } }
        let tpr = min(hits / positives, 1) * Double(found) / Double(groups.count)
        let fpr = (Double(alarmed.count) - hits) / (Double(rows) - positives)
        rocSum += (fpr - before.fpr) * (tpr + before.tpr) / 2
        prSum += (tpr - before.tpr) * hits / Double(alarmed.count)
        before = (fpr, tpr)
      }
      rocSum += (1 - before.fpr) * (1 + before.tpr) / 2
    }
    return (rocSum / Double(window + 1), prSum / Double(window + 1))
  }

  private func volume(_ recording: ScoredRecording, window: Int, thresholds: Int = 250) -> RangeVolume? {
    let truth = RecordingTruth(recording)
    let scores = recording.detectors[0].scores
    return RangeVolume(
      scores: scores, ranked: RankedScores(scores: scores, labels: recording.labels), runs: truth.runs,
      stretches: truth.stretches, window: window, thresholds: thresholds)
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `Counting by distance gives what the definition gives, also across several series`(_ seed: UInt64) throws {
    for (series, runLength, window) in [(1, 6, 12), (3, 2, 30), (2, 1, 9)] {
      let recording = try Recordings.random(rows: 160, series: series, runLength: runLength, seed: seed)
      let expected = byDefinition(recording, window: window, thresholds: 20)
      let got = try #require(volume(recording, window: window, thresholds: 20))
      expectEqual(got.roc, expected.roc)
      expectEqual(got.pr, expected.pr)
    }
  }

  @Test func `A window of no rows and a constant score give known volumes`() throws {
    let labels = (0..<1000).map { $0 % 100 < 20 }
    let constant = try ScoredRecording(
      seriesNames: ["a"], seriesIndices: Array(repeating: 0, count: 1000), sequences: Array(0..<1000), labels: labels,
      detectors: [ScoredDetector(name: "constant", scores: Array(repeating: 1, count: 1000))])
    let plain = try #require(volume(constant, window: 0))
    expectEqual(plain.roc, 0.5)
    expectEqual(plain.pr, 0.2)
  }

  @Test
  func `Recordings shorter than the window, of one row, or wholly anomalous have volumes or say that they have none`()
    throws
  {
    let short = try Recordings.drawn(["..A."])
    #expect(try #require(volume(short, window: 100)).pr <= 1)
    let one = try Recordings.drawn(["A"])
    #expect(try #require(volume(one, window: 10)).roc == nil)
    #expect(try #require(volume(one, window: 10)).pr == 1)
    #expect(volume(try Recordings.drawn(["..a."]), window: 10) == nil)
    let all = try #require(volume(try Recordings.drawn(["AXA", "XX"]), window: 4))
    #expect(all.roc == nil && all.pr == 1)
  }

  @Test func `A neighbour series does not lend its margin`() throws {
    let together = try Recordings.drawn(["....a.XXAX....a..."])
    let apart = try Recordings.drawn(["....a.", "XXAX", "....a..."])
    let joined = try #require(volume(together, window: 6)?.pr)
    let split = try #require(volume(apart, window: 6)?.pr)
    #expect(joined > split)
  }
}
