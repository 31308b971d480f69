import Foundation
import Testing
import TwinEvaluation

@Suite(.enabled(if: SharedVectors.hasDetectionMetrics, "skipped: vectors/detection_metrics.json is not here"))
struct ReferenceFigureTests {
  struct Vectors: Decodable {
    var cases: [Case]
  }

  struct Case: Decodable {
    var name: String
    var label: [Int]
    var event: [Int]
    var score: [Double]
    var threshold: Double
    var vus_sliding_window: Int
    var vus_thresholds: Int
    var expected: Expected
  }

  struct Expected: Decodable {
    var roc_auc, pr_auc_average_precision, best_f1, precision, recall, f1, vus_roc, vus_pr: Double
    var affiliation_precision, affiliation_recall, etap, etar, etapr_f1: Double
    var batadal: [String: Double]
  }

  @Test func `Every figure of every reference case is reproduced to 1e-6`() throws {
    let vectors = try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: SharedVectors.detectionMetrics))
    #expect(vectors.cases.count == 5)
    for reference in vectors.cases {
      #expect(reference.vus_thresholds == 250)
      let figures = try judge(reference)
      let expected = reference.expected
      let pairs: [(String, Double?, Double?)] = [
        ("roc_auc", figures.rocAUC, expected.roc_auc), ("pr_auc", figures.prAUC, expected.pr_auc_average_precision),
        ("best_f1", figures.bestF1Oracle, expected.best_f1), ("f1", figures.counts.f1, expected.f1),
        ("precision", figures.counts.precision, expected.precision),
        ("recall", figures.counts.recall, expected.recall),
        ("vus_roc", figures.vusROC, expected.vus_roc), ("vus_pr", figures.vusPR, expected.vus_pr),
        ("affiliation_precision", figures.affiliationPrecision, expected.affiliation_precision),
        ("affiliation_recall", figures.affiliationRecall, expected.affiliation_recall),
        ("etap", figures.etaP, expected.etap), ("etar", figures.etaR, expected.etar),
        ("etapr_f1", figures.etaPRF1, expected.etapr_f1),
        ("S", figures.batadal?.total, expected.batadal["S"]),
        ("S_TTD", figures.batadal?.timeToDetection, expected.batadal["S_TTD"]),
        ("S_CM", figures.batadal?.classification, expected.batadal["S_CM"]),
        ("TPR", figures.batadal?.truePositiveRate, expected.batadal["TPR"]),
        ("TNR", figures.batadal?.trueNegativeRate, expected.batadal["TNR"]),
        ("detected", figures.batadal.map { Double($0.detected) }, expected.batadal["detected"]),
      ]
      for (name, got, wanted) in pairs {
        let got = try #require(got, "\(reference.name) \(name)")
        let wanted = try #require(wanted, "\(reference.name) \(name)")
        #expect(abs(got - wanted) < 1e-6, "\(reference.name) \(name): \(got), expected \(wanted)")
      }
    }
  }

  private func judge(_ reference: Case) throws -> DetectorFigures {
    let rows = reference.label.count
    let recording = try ScoredRecording(
      seriesNames: [reference.name], seriesIndices: Array(repeating: 0, count: rows), sequences: Array(0..<rows),
      labels: reference.label.map { $0 == 1 }, events: reference.event.map(String.init),
      detectors: [ScoredDetector(name: "reference", scores: reference.score, threshold: reference.threshold)])
    let options = EvaluationOptions(slidingWindow: reference.vus_sliding_window)
    return try #require(try DetectionReport(judging: recording, options: options).detectors.first)
  }
}
