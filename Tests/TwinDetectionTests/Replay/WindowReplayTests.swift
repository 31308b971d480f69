import Testing
import TwinModel

@testable import TwinDetection

/// Windows scored again.
@Suite struct WindowReplayTests {
  static func window(
    from begin: Int, rows: Int, seed: UInt64 = 40, lie: (Int, inout [Double]) -> Void = { _, _ in }
  ) -> (replay: WindowReplay, scores: [Float]) {
    var process = SimulatedProcess(seed: seed)
    var detector = AnomalyDetector(model: Trained.plain)
    var memory: AnomalyDetector.Memory?
    var values: [Double] = []
    var scores: [Float] = []
    for row in 0..<begin + rows {
      if row == begin && row > 0 { memory = detector.memory }
      var frame = process.next()
      lie(row - begin, &frame)
      scores.append(detector.observe(Frame(series: "plant", sequence: row, values: frame)).score)
      if row >= begin { values += frame }
    }
    let replay = WindowReplay(
      memory ?? detector.memoryOfBeginning, values: values, seconds: (begin..<begin + rows).map(Double.init))
    return (replay, Array(scores.suffix(rows)))
  }

  /// What the detector said, to the bit, once its hold is added; wherever the window begins.
  @Test(arguments: [(1, 60), (70, 1), (70, 30), (100, 100)])
  func scoresAreTheDetectors(_ begin: Int, _ rows: Int) {
    let total = begin + rows
    func lie(_ row: Int, _ values: inout [Double]) { if row > 50 { values[2] += 20 } }
    var (whole, scores) = Self.window(from: 0, rows: total, lie: lie)
    var multiples: [Float] = []
    whole.scores(of: whole.values, into: &multiples)
    var held: Float = 0
    for (multiple, score) in zip(multiples, scores) {
      held = max(min(multiple, 2), held * 0.951_695_2)
      #expect(max(multiple, held) == score)
    }
    var (part, _) = Self.window(from: begin, rows: rows) { row, values in lie(row + begin, &values) }
    var found: [Float] = []
    for _ in 0..<2 { part.scores(of: part.values, into: &found) }
    #expect(found == Array(multiples.suffix(rows)))
  }

  /// The course of a tag that lies is what it should have read, and it explains most.
  @Test(arguments: 0..<6)
  func theLiarsCourseLeadsBack(_ tag: Int) {
    var (replay, _) = Self.window(from: 80, rows: 20, seed: UInt64(60 + tag)) { row, values in
      if row >= 5 { values[tag] += 8 * SimulatedProcess.scale(tag) }
    }
    let courses = replay.expectedCourses(of: replay.values)
    #expect(courses.max { $0.gain < $1.gain }?.tag == tag)
    for row in 8..<20 {
      #expect(abs(courses[tag].change[row] + 8 * SimulatedProcess.scale(tag)) < 3 * SimulatedProcess.scale(tag))
    }
    #expect(courses.allSatisfy { $0.gain >= 0 && $0.spread > 0 })
  }

  /// No small change of the course makes the window more likely: the solution is the minimum.
  @Test func theCourseIsTheMinimum() {
    var (replay, _) = Self.window(from: 80, rows: 12) { row, values in if row >= 3 { values[1] += 10 } }
    let course = replay.expectedCourses(of: replay.values)[1]
    func moved(_ row: Int, by change: Double) -> Double {
      var values = replay.values
      for (row, change) in course.change.enumerated() { values[row * replay.tags + 1] += change }
      values[row * replay.tags + 1] += change
      // What is left to gain is what the change costs.
      return replay.expectedCourses(of: values)[1].gain
    }
    let rest = moved(0, by: 0)
    #expect(rest < 0.02 * course.gain)
    for row in 0..<12 { #expect(moved(row, by: 0.5) > rest && moved(row, by: -0.5) > rest) }
  }

  @Test func gradientsAreThoseOfDifferences() {
    let network = Trained.plain.common.variants[0].parameters
    let width = PaddedMatrix.padded(6)
    let weights = network.inverseScale[Residual.denseAutoencoder.rawValue]
    var random = SeededGenerator(seed: 2)
    var x = [Float](repeating: 0, count: width)
    for tag in 0..<6 { x[tag] = Float(random.normal()) }
    func distance(_ x: [Float]) -> Double {
      var output = [Float](repeating: 0, count: width)
      let half = [Float](repeating: 0, count: network.dense.widest)
      var scratch = (front: half, back: half)
      network.dense.reconstruct(x, offset: 0, stride: width, rows: 1, into: &output, scratch: &scratch)
      var sum = 0.0
      for tag in 0..<6 {
        let error = Double((x[tag] - output[tag]) * weights[tag])
        sum += error * error
      }
      return sum
    }
    let gradients = network.dense.gradients(x, rows: 1, weights: weights)
    for tag in 0..<6 {
      var (up, down) = (x, x)
      up[tag] += 0.01
      down[tag] -= 0.01
      let slope = (distance(up) - distance(down)) / 0.02
      #expect(abs(slope - Double(gradients[tag])) < 0.02 * abs(slope) + 0.05, "\(tag): \(slope), \(gradients[tag])")
    }
  }

  @Test func gradientsNameTheLiar() {
    let (replay, _) = Self.window(from: 80, rows: 4)
    var frame = Array(replay.values.suffix(6))
    let baseline = frame
    frame[4] += 30
    let parts = replay.integratedGradients(of: frame, from: baseline)
    #expect(parts.indices.max { parts[$0] < parts[$1] } == 4)
    #expect(parts.enumerated().allSatisfy { $0.offset == 4 || $0.element == 0 })
    frame[2] = .nan
    #expect(replay.integratedGradients(of: frame, from: baseline).allSatisfy { $0.isFinite })
    #expect(replay.nearest(to: frame, among: [baseline.map { $0 + 50 }, baseline, [] + baseline]) == 1)
    #expect(replay.nearest(to: frame, among: []) == nil)
  }
}
