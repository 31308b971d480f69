@testable import TwinDiagnosis

extension ExplanationRecord {
  /// A level that reads too high, as an operator would meet it.
  static let sample = ExplanationRecord(
    incident: "I-17", asset: "T-101", site: "water-cell",
    verdict: .init(
      kind: "A1", probability: 0.962, alternative: "benign", alternativeProbability: 0.031,
      techniques: ["T0856", "T0832"]),
    time: .init(
      onset: 1_767_571_200_000_000_000, alarm: 1_767_571_320_000_000_000, delay: 120, delayRows: 2, series: "cell",
      row: 4711),
    score: .init(value: 3.4449, threshold: 1, detector: "ensemble"),
    tags: [
      .init(
        name: "LIT-101", description: "Level of the raw water tank", unit: "m", asset: "T-101", step: 0.01,
        observed: 3.9012, expected: 2.412, spread: 0.021, deviation: 1.4892, surprise: 70.914, share: 0.884,
        role: "cause",
        firstRow: 21),
      .init(
        name: "FIT-101", unit: "m3/h", step: 0.1, observed: 2.52, expected: 2.49, spread: 0.11, deviation: 0.03,
        surprise: 0.27, share: 0.061, role: "symptom"),
    ],
    counterfactual: .init(
      before: 3.4449, after: 0.41, isEnough: true,
      steps: [.init(tag: 0, wouldRead: 2.412, after: 0.41, leastShare: 0.875)]),
    opinions: .init(gradients: ["LIT-101", "FIT-101"], twin: ["LIT-101"], agrees: true),
    laws: [.init(name: "raw-water", kind: "balance", deviations: 12.31)],
    consequence: .init(
      tag: "LIT-101", unit: "m", step: 0.01, side: "low", limit: 0.25, seconds: 1830, secondsLow: 1500,
      secondsHigh: 2460,
      basis: "forecast"),
    action: .init(key: "actHoldLoop", responseClass: "R2", rehearsal: "none", isReversible: true, respondWithin: 750),
    against: [.faultySensor], confidence: .high, limits: [.init(kind: .outsideTraining, value: 2)],
    trajectory: [
      .init(rows: 1, cause: "LIT-101", share: 0.9, after: 0.38),
      .init(rows: 5, cause: "LIT-101", share: 0.93, after: 0.4),
    ],
    ids: .init(
      model: "3f0c9a5b77aa4ad1c0ffee00112233445566778899aabbccddeeff0011223344", modelFile: "cell.satmodel",
      data: "b1946ac92492d2347c6235b4d2611184aabbccddeeff00112233445566778899", recording: "today.csv",
      program: "Secure-AI Twin 0.1.0"))
}
