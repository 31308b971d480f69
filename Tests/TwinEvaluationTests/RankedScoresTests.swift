import Testing
import TwinEvaluation
import TwinModel

struct RankedScoresTests {
  struct Example: Sendable {
    var scores: [Double]
    var labels: [Bool]
    var roc: Double?
    var pr: Double?
    var f1: Double?
  }

  static let examples: [Example] = [
    Example(
      scores: [0.1, 0.4, 0.35, 0.8], labels: [false, false, true, true], roc: 0.75, pr: 5.0 / 6, f1: 0.8),
    Example(scores: [1, 2, 3, 4], labels: [false, false, true, true], roc: 1, pr: 1, f1: 1),
    Example(scores: [4, 3, 2, 1], labels: [false, false, true, true], roc: 0, pr: 5.0 / 12, f1: 2.0 / 3),
    Example(scores: [5, 5, 5, 5], labels: [false, true, false, false], roc: 0.5, pr: 0.25, f1: 0.4),
    Example(scores: [1, 1, 2, 2], labels: [false, true, false, true], roc: 0.5, pr: 0.5, f1: 2.0 / 3),
    Example(scores: [1, 2], labels: [false, false], roc: nil, pr: nil, f1: nil),
    Example(scores: [1, 2], labels: [true, true], roc: nil, pr: 1, f1: 1),
    Example(scores: [.nan, 2, 1], labels: [true, true, false], roc: 0.5, pr: 5.0 / 6, f1: 0.8),
    Example(scores: [.nan, .nan], labels: [true, false], roc: 0.5, pr: 0.5, f1: 2.0 / 3),
    Example(scores: [.infinity, 1, -.infinity], labels: [true, false, false], roc: 1, pr: 1, f1: 1),
  ]

  @Test(arguments: examples)
  func `Areas and best F1 of small cases worked out by hand`(_ example: Example) {
    let ranked = RankedScores(scores: example.scores, labels: example.labels)
    expectEqual(ranked.areaUnderROC, example.roc)
    expectEqual(ranked.averagePrecision, example.pr)
    expectEqual(ranked.oracle?.f1, example.f1)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `ROC-AUC is the chance that an anomalous row outranks a normal one, ties half`(_ seed: UInt64) throws {
    let recording = try Recordings.random(rows: 150, seed: seed)
    let scores = recording.detectors[0].scores
    let (labels, pairs) = (recording.labels, scores.indices)
    var (wins, all) = (0.0, 0.0)
    for hit in pairs where labels[hit] {
      for other in pairs where !labels[other] {
        all += 1
        wins += scores[hit] > scores[other] ? 1 : scores[hit] == scores[other] ? 0.5 : 0
      }
    }
    expectEqual(RankedScores(scores: scores, labels: labels).areaUnderROC, wins / all)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `No figure changes when rows change places or scores are rescaled`(_ seed: UInt64) throws {
    let recording = try Recordings.random(rows: 200, seed: seed)
    var random = SeededGenerator(seed: seed, stream: 1)
    let order = recording.labels.indices.shuffled(using: &random)
    let scores = recording.detectors[0].scores
    let plain = RankedScores(scores: scores, labels: recording.labels)
    let shuffled = RankedScores(scores: order.map { scores[$0] }, labels: order.map { recording.labels[$0] })
    let rescaled = RankedScores(scores: scores.map { 4 * $0 + 1 }, labels: recording.labels)
    #expect(plain == shuffled)
    #expect(plain.averagePrecision == rescaled.averagePrecision)
    #expect(plain.areaUnderROC == rescaled.areaUnderROC)
    #expect(plain.oracle?.f1 == rescaled.oracle?.f1)
  }
}

/// Expects two optional numbers to agree to 1e-9.
func expectEqual(_ got: Double?, _ wanted: Double?, within: Double = 1e-9, _ place: SourceLocation = #_sourceLocation) {
  guard let got, let wanted else {
    #expect(
      got == nil && wanted == nil, "\(String(describing: got)) and \(String(describing: wanted))", sourceLocation: place
    )
    return
  }
  #expect(abs(got - wanted) <= within, "\(got) and \(wanted)", sourceLocation: place)
}
