import Testing
import TwinModel

@testable import TwinDetection

@Suite struct ExpectationTests {
  @Test func `a tag is expected where the others put it`() {
    var random = SeededGenerator(seed: 3)
    func values() -> [Double] {
      let (a, b) = (20 + random.normal(), -5 + 2 * random.normal())
      return [a, b, a + b + 0.01 * random.normal(), 7]
    }
    let model = Trained.train([FrameBlock((0..<2000).map { _ in values() }, tags: ["a", "b", "sum", "fixed"])])
    var detector = AnomalyDetector(model: model)
    for row in 0..<50 {
      var frame = Frame(series: "s", sequence: row, values: values())
      let honest = frame.values[2]
      if row > 20 { frame.values[2] += 3 }
      _ = detector.observe(frame)
      let expected = detector.expectedValues()
      #expect(abs(expected[2] - honest) < 0.3, "row \(row): \(expected[2]) for \(honest)")
      #expect(expected[3] == 7)
    }
  }

  @Test func `asking for expectations changes no score`() {
    var asked = AnomalyDetector(model: Trained.plain)
    var silent = asked
    for (row, values) in Trained.plantRows(seed: 9, count: 200).enumerated() {
      let frame = Frame(series: "s", sequence: row, values: values)
      let first = asked.observe(frame)
      _ = asked.expectedValues()
      #expect(first == silent.observe(frame))
    }
  }
}
