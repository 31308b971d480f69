import TwinModel

@testable import TwinDiagnosis

/// Records that one seed decides: every optional fact now there, now not; values over many magnitudes.
struct RandomRecord {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed, stream: 5) }

  mutating func next() -> ExplanationRecord {
    let tags = (0..<1 + Int(random.uniform() * 8)).map { tag($0) }
    let verdict = verdict()
    var record = ExplanationRecord(
      incident: "I-\(Int(random.uniform() * 1000))", asset: pick(["P-101", "REACTOR", "T2"]),
      site: pick(["plant-7", nil]), verdict: verdict, time: timeline(),
      score: .init(value: size(), threshold: 1, detector: "ensemble"), tags: tags,
      counterfactual: counterfactual(tags.count),
      opinions: .init(
        gradients: Array(tags.map(\.name).prefix(Int(random.uniform() * 4))), twin: [], agrees: random.uniform() < 0.5),
      laws: (0..<Int(random.uniform() * 3)).map {
        .init(name: "law-\($0)", kind: pick(["balance", "relation", "rule"]), deviations: size())
      },
      consequence: random.uniform() < 0.6 ? consequence() : nil,
      action: .init(
        key: pick(["actReadOnSite", "actHoldLoop", "actCheckNetwork", "actRevokeAccess", "nonsense"]),
        responseClass: pick(["R0", "R2"]), rehearsal: pick(["none", "safe", "unsafe"]),
        isReversible: random.uniform() < 0.5, respondWithin: pick([nil, size()])),
      against: ExplanationRecord.Objection.allCases.filter { _ in random.uniform() < 0.4 },
      confidence: pick(ExplanationRecord.Confidence.allCases),
      limits: ExplanationRecord.KnowledgeLimit.Kind.allCases.filter { _ in random.uniform() < 0.3 }.map {
        .init(kind: $0, value: $0 == .twinFidelity ? random.uniform() : Double(Int(random.uniform() * 50)))
      },
      trajectory: [1, 5, 30].filter { _ in random.uniform() < 0.7 }.map {
        .init(rows: $0, cause: tags[0].name, share: random.uniform(), after: size())
      },
      ids: .init(
        model: digest(), modelFile: pick(["plant.satmodel", nil]), data: digest(), recording: nil,
        program: "Secure-AI Twin 0.1.0"))
    record.tags[0].role = "cause"
    if random.uniform() < 0.6 { record.signs = signs() }
    // What shows on the network alone.
    if record.signs?.isEmpty == false, random.uniform() < 0.2 {
      (record.tags, record.counterfactual.steps, record.opinions.gradients) = ([], [], [])
      record.trajectory = []
    }
    return record
  }

  private mutating func signs() -> [ExplanationRecord.SignFacts] {
    (0..<Int(random.uniform() * 9)).map { _ in
      .init(
        sign: pick(["rate", "new-writer", "frozen", "software-change", "nonsense", "cross-sensor"]),
        layer: "communication",
        source: "message/rate", place: pick(["10.0.0.1:502>10.0.0.7", "PLC3", "historian 2 > gateway 7"]),
        strength: size(), first: pick([nil, 1_767_571_200_000_000_000]))
    }
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element { list[Int(random.uniform() * Double(list.count))] }

  /// Positive, from a thousandth to millions, sometimes on a tie of rounding.
  private mutating func size() -> Double {
    if random.uniform() < 0.2 { return Double(Int(random.uniform() * 2000)) / 8 }
    var value = random.uniform() * 9 + 1
    for _ in 0..<Int(random.uniform() * 10) { value *= 10 }
    return value / 1000
  }

  private mutating func signed() -> Double { random.uniform() < 0.5 ? size() : -size() }

  private mutating func step() -> Double { pick([1e-6, 0.001, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5, 10, 100]) }

  private mutating func tag(_ index: Int) -> ExplanationRecord.TagFacts {
    let (observed, expected) = (random.uniform() < 0.1 ? nil : signed(), signed())
    return .init(
      name: pick(["LIT-10\(index)", "XMEAS\(index)", "FT\(index).2"]), description: pick(["Level of tank 3", nil]),
      unit: pick(["m", "m3/h", "°C", nil]), asset: nil, step: step(), observed: observed, expected: expected,
      spread: size(), deviation: observed.map { $0 - expected }, surprise: observed.map { _ in size() },
      share: random.uniform(), role: pick(["companion", "symptom"]), firstRow: pick([nil, 0, 7, 23]))
  }

  private mutating func verdict() -> ExplanationRecord.Verdict {
    var verdict = ExplanationRecord.Verdict(
      kind: pick(["A1", "A4", "A5", "A7", "A8", "benign", "unknown"]), techniques: ["T0856"])
    if random.uniform() < 0.7 {
      (verdict.probability, verdict.alternative) = (random.uniform(), pick(["A2", "unknown"]))
      verdict.alternativeProbability = random.uniform()
    }
    return verdict
  }

  private mutating func timeline() -> ExplanationRecord.Timeline {
    let hasTime = random.uniform() < 0.8
    let onset = Int64(random.uniform() * 2e9) * 1_000_000_000
    return .init(
      onset: hasTime ? onset : nil, alarm: hasTime ? onset + 60_000_000_000 : nil, delay: pick([nil, 0, size()]),
      delayRows: Int(random.uniform() * 40), series: "plant", row: Int(random.uniform() * 1e6))
  }

  private mutating func counterfactual(_ tags: Int) -> ExplanationRecord.CounterfactualFacts {
    let count = min(tags, Int(random.uniform() * 4))
    let steps = (0..<count).map { index in
      ExplanationRecord.CounterfactualFacts.Step(tag: index, wouldRead: signed(), after: size(), leastShare: nil)
    }
    let before = size()
    return .init(
      before: before, after: steps.last?.after ?? before, isEnough: count > 0 && random.uniform() < 0.7, steps: steps)
  }

  private mutating func consequence() -> ExplanationRecord.Consequence {
    let seconds = random.uniform() < 0.2 ? 0 : size()
    return .init(
      tag: "LIT-301", unit: pick(["m", nil]), step: step(), side: pick(["high", "low"]), limit: signed(),
      seconds: seconds, secondsLow: seconds * 0.7, secondsHigh: seconds * 1.6, basis: "forecast")
  }

  private mutating func digest() -> String {
    (0..<64).map { _ in String("0123456789abcdef".randomElement(using: &random) ?? "0") }.joined()
  }
}
