internal import TwinModel

/// Puts a record into words: a fixed grammar of eleven parts, the same record the same words.
public struct Explainer: Sendable {
  let record: ExplanationRecord
  let phrase: Phrasing

  /// - Parameter language: the texts.
  public init(_ record: ExplanationRecord, language: Language = .english) {
    self.record = record
    phrase = Phrasing(language: language)
  }

  /// The explanation for a reader.
  public func explanation(for reader: Explanation.Reader) -> Explanation {
    switch reader {
    case .operator: operatorExplanation
    case .engineer: engineerExplanation
    case .auditor: auditorExplanation
    }
  }

  func sentence(_ part: Explanation.Part, _ spans: [Span]) -> Explanation.Sentence {
    Explanation.Sentence(part: part, spans: spans)
  }

  /// The eleven sentences, with so many of the details left out that follow each other in `Brevity`.
  func core(_ brevity: Brevity = .none) -> [Explanation.Sentence] {
    [
      sentence(.what, what), sentence(.since, since), sentence(.evidence, evidence(brevity)),
      sentence(.counterfactual, counterfactual), sentence(.physics, physics),
      sentence(.consequence, consequence(brevity)),
      sentence(.action, action(brevity)), sentence(.respond, respond), sentence(.against, against),
      sentence(.confidence, confidence(brevity)), sentence(.ids, ids),
    ]
  }

  /// What is left out where the words would be too many: each case what those before it leave out, and more. The table and
  /// the other versions still say it.
  enum Brevity: Int, CaseIterable, Comparable {
    case none
    /// Limits of knowledge.
    case confidence
    /// Rehearsal and reversibility.
    case action
    /// The interval of the time to the limit.
    case consequence
    /// Signs besides values.
    case signs

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  // MARK: - The parts

  private var what: [Span] {
    let verdict = record.verdict
    let fillings: [String: Phrasing.Filling] = [
      "asset": .name(record.asset, source: "asset"), "class": .words(Self.key(ofClass: verdict.kind)),
    ]
    guard verdict.kind != "unknown" else { return phrase(.whatUnknown, fillings) }
    guard let probability = verdict.probability else { return phrase(.whatLooksLike, fillings) }
    return phrase(
      verdict.kind == "benign" ? .whatBenign : .whatProbably,
      fillings.merging(["probability": record.figure(probability, "verdict.probability", .percent)]) { $1 })
  }

  static func key(ofClass kind: String) -> TextKey {
    switch kind {
    case "A1": .classA1
    case "A2": .classA2
    case "A3": .classA3
    case "A4": .classA4
    case "A5": .classA5
    case "A6": .classA6
    case "A7": .classA7
    case "A8": .classA8
    case "benign": .classBenign
    default: .classUnknown
    }
  }

  private var since: [Span] {
    let time = record.time
    guard let onset = time.onset else {
      return phrase(.sinceRows, ["rows": record.figure(Double(time.delayRows), "time.delayRows", .count)])
    }
    guard let delay = time.delay, delay > 0 else {
      return phrase(.alarmAtOnce, ["onset": .instant(onset, source: "time.onset")])
    }
    return phrase(
      .sinceTime,
      ["onset": .instant(onset, source: "time.onset"), "delay": record.figure(delay, "time.delay", .duration)])
  }

  /// The first tag, and the loudest sign besides where the network or people show it.
  private func evidence(_ brevity: Brevity) -> [Span] {
    let signs = brevity < .signs || record.tags.isEmpty ? loudestSign.map(signSentence) ?? [] : []
    guard !record.tags.isEmpty else { return signs }
    return signs.isEmpty ? tagEvidence : tagEvidence + [.words(" ")] + signs
  }

  /// Place in the record of the loudest sign besides values.
  private var loudestSign: Int? {
    (record.signs ?? []).indices.first {
      Evidence.Sign(rawValue: record.signs?[$0].sign ?? "").flatMap(TextKey.init) != nil
    }
  }

  /// Strengths from which on no number is told: they say that something never happens.
  static let loud = 1000.0

  func signFillings(_ index: Int) -> [String: Phrasing.Filling] {
    guard let sign = record.signs?[index] else { return [:] }
    var fillings: [String: Phrasing.Filling] = [
      "place": .name(sign.place, source: "signs[\(index)].place")
    ]
    fillings["sign"] = Evidence.Sign(rawValue: sign.sign).flatMap(TextKey.init).map { .words($0) }
    if sign.strength < Self.loud {
      fillings["strength"] = record.figure(sign.strength, "signs[\(index)].strength", .significant(2))
    }
    return fillings
  }

  private func signSentence(_ index: Int) -> [Span] {
    let fillings = signFillings(index)
    let isContext = Evidence.Sign(rawValue: record.signs?[index].sign ?? "")?.isContext ?? false
    return phrase(fillings["strength"] == nil || isContext ? .evidenceLoudSign : .evidenceSign, fillings)
  }

  private var tagEvidence: [Span] {
    let tag = record.tags[0]
    var fillings = ["tag": record.tagName(0)]
    fillings["expected"] = record.tagFigure(0, "expected", tag.expected)
    guard let observed = tag.observed, let deviation = tag.deviation else { return phrase(.evidenceMissing, fillings) }
    fillings["observed"] = record.tagFigure(0, "observed", observed)
    // What rounds to nothing is no deviation.
    let isVisible = Figure.Form.magnitude(tag.step).text(deviation, in: phrase.language)?.contains {
      ("1"..."9").contains($0)
    }
    guard isVisible == true else { return phrase(.evidenceEqual, fillings) }
    fillings["deviation"] = record.tagFigure(0, "deviation", deviation, isMagnitude: true)
    return phrase(deviation > 0 ? .evidenceAbove : .evidenceBelow, fillings)
  }

  private var counterfactual: [Span] {
    let facts = record.counterfactual
    guard !facts.steps.isEmpty else { return phrase(facts.before > 1 ? .wouldNothing : .wouldCalm) }
    var fillings = ["first": record.stepFigure(0)]
    guard facts.isEnough else {
      fillings["before"] = record.figure(facts.before, "counterfactual.before", .significant(2))
      fillings["after"] = record.figure(facts.after, "counterfactual.after", .significant(2))
      return facts.after < facts.before ? phrase(.wouldLower, fillings) : phrase(.wouldNothing)
    }
    for (index, name) in [(1, "second"), (2, "third")] where index < facts.steps.count {
      fillings[name] = record.stepFigure(index)
      fillings[name + "Tag"] = record.tagName(facts.steps[index].tag)
    }
    return phrase([.wouldOne, .wouldTwo, .wouldThree][min(facts.steps.count, 3) - 1], fillings)
  }

  private var physics: [Span] {
    guard let law = record.laws.first else {
      return phrase(record.limits.contains { $0.kind == .noTwin } ? .lawsNone : .lawsHold)
    }
    return phrase(
      law.kind == "balance" ? .lawBalance : law.kind == "relation" ? .lawRelation : .lawRule, lawFillings(0))
  }

  func lawFillings(_ index: Int) -> [String: Phrasing.Filling] {
    [
      "law": .name(record.laws[index].name, source: "laws[\(index)].name"),
      "deviations": record.figure(record.laws[index].deviations, "laws[\(index)].deviations", .significant(2)),
    ]
  }

  private func consequence(_ brevity: Brevity) -> [Span] {
    guard let facts = record.consequence else { return phrase(.limitNone) }
    let isHigh = facts.side == "high"
    var fillings: [String: Phrasing.Filling] = [
      "tag": .name(facts.tag, source: "consequence.tag"),
      "limit": .figure(
        facts.limit, Figure("consequence.limit", .step(facts.step)), unit: facts.unit, unitSource: "consequence.unit"),
    ]
    guard facts.seconds > 0 else { return phrase(isHigh ? .limitPassedHigh : .limitPassedLow, fillings) }
    fillings["time"] = record.figure(facts.seconds, "consequence.seconds", .duration)
    guard brevity < .consequence else { return phrase(isHigh ? .limitHighShort : .limitLowShort, fillings) }
    fillings["low"] = record.figure(facts.secondsLow, "consequence.secondsLow", .duration)
    fillings["high"] = record.figure(facts.secondsHigh, "consequence.secondsHigh", .duration)
    return phrase(isHigh ? .limitHigh : .limitLow, fillings)
  }

  private func action(_ brevity: Brevity) -> [Span] {
    let facts = record.action
    let key = TextKey(rawValue: facts.key) ?? .actReadOnSite
    let rehearsal: TextKey =
      facts.rehearsal == "safe" ? .rehearsalSafe : facts.rehearsal == "unsafe" ? .rehearsalUnsafe : .rehearsalNone
    let tag = record.tags.isEmpty ? Phrasing.Filling.name(record.asset, source: "asset") : record.tagName(0)
    let act = phrase(key, ["tag": tag, "asset": .name(record.asset, source: "asset")]) + [.words(" ")]
    guard brevity < .action else {
      return act + phrase(.actionClass, ["class": .name(facts.responseClass, source: "action.responseClass")])
    }
    return act
      + phrase(
        .actionNote,
        [
          "class": .name(facts.responseClass, source: "action.responseClass"), "rehearsal": .words(rehearsal),
          "reversibility": .words(facts.isReversible ? .reversible : .irreversible),
        ])
  }

  private var respond: [Span] {
    guard let seconds = record.action.respondWithin else { return phrase(.respondFree) }
    return phrase(.respondWithin, ["time": record.figure(seconds, "action.respondWithin", .duration)])
  }

  private var against: [Span] {
    guard let objection = record.against.first else { return phrase(.againstFaultySensor) }
    return self.objection(objection)
  }

  func objection(_ objection: ExplanationRecord.Objection) -> [Span] {
    switch objection {
    case .faultySensor: phrase(.againstFaultySensor)
    case .secondOpinion where !record.opinions.gradients.isEmpty:
      phrase(.againstSecondOpinion, ["tag": .name(record.opinions.gradients[0], source: "opinions.gradients[0]")])
    case .rival where record.tags.count > 1: phrase(.againstRival, ["tag": record.tagName(1)])
    case .secondOpinion, .rival: phrase(.againstFaultySensor)
    case .notEnough: phrase(.againstNotEnough)
    case .lawsHold: phrase(.againstLawsHold)
    }
  }

  private func confidence(_ brevity: Brevity) -> [Span] {
    let level: TextKey =
      switch record.confidence {
      case .high: .confidenceHigh
      case .medium: .confidenceMedium
      case .low: .confidenceLow
      }
    guard !record.limits.isEmpty, brevity < .confidence else { return phrase(level) }
    return phrase(level) + [.words(" ")] + limit(0)
  }

  func limit(_ index: Int) -> [Span] {
    let limit = record.limits[index]
    let source = "limits[\(index)].value"
    let value = limit.value ?? 0
    return switch limit.kind {
    case .outsideTraining: phrase(.limitOutsideTraining, ["count": record.figure(value, source, .count)])
    case .missing: phrase(.limitMissing, ["count": record.figure(value, source, .count)])
    case .twinFidelity: phrase(.limitTwinFidelity, ["error": record.figure(value, source, .percent)])
    case .noTwin: phrase(.limitNoTwin)
    case .shortHistory: phrase(.limitShortHistory)
    }
  }

  private var ids: [Span] {
    phrase(
      .ids,
      [
        "incident": .name(record.incident, source: "incident"), "model": .prefix(record.ids.model, source: "ids.model"),
        "data": .prefix(record.ids.data, source: "ids.data"),
      ])
  }
}
