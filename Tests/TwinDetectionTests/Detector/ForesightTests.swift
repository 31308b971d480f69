import Testing
import TwinModel

@testable import TwinDetection

/// What a frame would be scored, without remembering it.
@Suite struct ForesightTests {
  @Test(arguments: [Trained.plain, DisturbanceTests.model])
  func `what is foreseen is what comes, and leaves nothing behind`(model: DetectorModel) {
    var process = SimulatedProcess(tags: model.tags.count, seed: 41)
    var (watched, plain) = (AnomalyDetector(model: model), AnomalyDetector(model: model))
    for row in 0..<140 {
      var lie = process.next()
      let frame = Frame(series: "plant", sequence: row, values: lie)
      let told = watched.foresee(frame)
      lie[1] += 30
      // A gap makes a detector begin anew: that must be forgotten, too.
      _ = watched.foresee(Frame(series: "plant", sequence: row + (row % 7 == 3 ? 50 : 0), values: lie))
      let said = plain.observe(frame)
      #expect(told == said.score && watched.observe(frame) == said, "row \(row)")
    }
  }
}
