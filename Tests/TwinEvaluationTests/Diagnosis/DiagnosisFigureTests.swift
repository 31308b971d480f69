import Foundation
import Testing
import TwinModel

@testable import TwinEvaluation

@Suite struct DiagnosisFigureTests {
  @Test func `precision, recall and F1 follow from the matrix; silence about benign trouble is right`() throws {
    var matrix = ConfusionMatrix([.falseData, .replay, .benign])
    for said in [IncidentClass.falseData, .falseData, .falseData, .replay] { matrix.add(.falseData, said: said) }
    for said in [IncidentClass.replay, nil] { matrix.add(.replay, said: said) }
    for said in [IncidentClass.benign, nil, nil, .falseData] { matrix.add(.benign, said: said) }
    matrix.add(.flooding, said: .flooding)  // Not judged here.
    let injected = matrix.figures(of: .falseData)
    #expect(injected.precision == 0.75 && injected.recall == 0.75 && injected.f1 == 0.75)
    let replay = matrix.figures(of: .replay)
    #expect(replay.precision == 0.5 && replay.recall == 0.5)
    let benign = matrix.figures(of: .benign)
    #expect(benign.precision == 1 && benign.recall == 0.75)
    #expect(abs(matrix.macroF1 - (0.75 + 0.5 + 6.0 / 7) / 3) < 1e-12)
    let worst = try #require(matrix.worst)
    #expect(worst.kind == .replay && worst.f1 == 0.5)
    #expect(matrix.text.contains("A1") && !matrix.text.contains("A2"))
  }

  @Test(
    arguments: [
      ([(0.95, true), (0.95, true)], 0.05), ([(0.9, false), (0.9, true)], 0.4), ([(0.15, false), (0.85, true)], 0.15),
      ([], 0),
    ] as [([(Double, Bool)], Double)])
  func `calibration error is the mean distance of what is stated from what is right`(
    statements: [(Double, Bool)], error: Double
  ) {
    var reliability = Reliability()
    for (probability, isRight) in statements { reliability.add(probability: probability, isRight: isRight) }
    #expect(abs(reliability.error - error) < 1e-12 && reliability.count == statements.count)
  }

  @Test func `ranking figures`() {
    let ranked = ["a", "b", "c", "d"]
    #expect(Ranking.hits(ranked, ["c"], first: 3) && !Ranking.hits(ranked, ["c"], first: 2))
    #expect(Ranking.hitRate(ranked, ["b", "d"], percent: 100) == 0.5)
    #expect(Ranking.hitRate(ranked, ["b", "c"], percent: 150) == 1)
    #expect(Ranking.gain(ranked, ["a", "b"]) == 1)
    #expect(abs(Ranking.gain(ranked, ["b", "d"]) - (1 / log2(3.0)) / (1 + 1 / log2(3.0))) < 1e-12)
    #expect(Ranking.gain(ranked, []) == 0 && Ranking.hitRate([], ["a"], percent: 100) == 0)
  }
}
