import Testing
import TwinDetection
import TwinModel

@testable import TwinDiagnosis

/// What is remembered of a stream.
@Suite struct FrameHistoryTests {
  /// Scores of a window are those that the detector gave, wherever the window begins.
  @Test(arguments: [1, 5, 8, 9, 24, 60, 200])
  func aWindowRepeatsTheDetector(_ rows: Int) throws {
    var plant = CoupledPlant(seed: 8)
    var detector = AnomalyDetector(model: CoupledPlant.model)
    var history = FrameHistory()
    var scores: [Float] = []
    for row in 0..<150 {
      var values = plant.next()
      if row == 140 { values[1] += 5 }
      let frame = CoupledPlant.frame(values, row)
      let assessment = detector.observe(frame)
      scores.append(assessment.score)
      history.observe(frame, score: assessment.score, after: detector)
    }
    let window = try #require(history.window(rows: rows))
    #expect(window.frames.count >= min(rows, FrameHistory.capacity - FrameHistory.stride))
    #expect(window.frames.count <= min(rows + 8, FrameHistory.capacity + 8))
    #expect(window.frames.last?.sequence == 149)
    var replay = window.replay
    var found: [Float] = []
    replay.scores(of: window.values, into: &found)
    // The detector holds an alarm; where nothing is held both are the same bits.
    for (score, held) in zip(found, scores.suffix(found.count)) { #expect(score <= held) }
    let onset = scores.count - 10 - (scores.count - found.count)
    if onset >= 0 { #expect(found[onset] == scores[140]) }
  }

  @Test func aNewSeriesOrAGapBeginsAnew() throws {
    var plant = CoupledPlant(seed: 9)
    var detector = AnomalyDetector(model: CoupledPlant.model)
    var history = FrameHistory()
    for row in 0..<100 {
      let frame = CoupledPlant.frame(
        plant.next(), row < 50 ? row : row + (row < 80 ? 0 : 1000), series: row < 50 ? "a" : "b")
      history.observe(frame, score: detector.observe(frame).score, after: detector)
      let expected = row < 50 ? row + 1 : row < 80 ? row - 49 : row - 79
      #expect(history.window(rows: 40)?.frames.count ?? 0 <= expected)
      #expect(history.window(rows: 1)?.frames.last == frame)
    }
  }

  @Test func anEmptyHistoryHasNoWindow() { #expect(FrameHistory().window(rows: 10) == nil) }

  @Test func normalStatesAreThoseBeforeTheAlarm() throws {
    let history = CoupledPlant.run(seed: 10, after: 20) { _, values in values[0] += 4 }
    let normals = try #require(history?.window(rows: 8)?.normals)
    #expect(!normals.isEmpty && normals.count <= FrameHistory.normalLimit)
    #expect(normals.allSatisfy { $0[0] < 3.9 })
  }
}
