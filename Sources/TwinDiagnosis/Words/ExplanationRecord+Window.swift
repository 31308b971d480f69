internal import TwinDetection
internal import TwinModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension ExplanationRecord {
  /// Surprise from which a law counts as broken, in deviations.
  static let brokenLaw = 3.0
  /// Error of the twin, as a share of the span, from which it is a limit of knowledge.
  static let poorFidelity = 0.05

  /// Gathers the facts about an attributed window.
  ///
  /// - Parameter names: names of the tags, in the order of frames.
  public init(
    _ attribution: Attribution, of window: SuspectWindow, tags names: [String], in context: ExplanationContext
  ) {
    let facts = WindowFacts(attribution, window, names: names, site: context.site)
    incident = context.incident
    site = context.site?.id
    verdict = context.verdict
    ids = context.ids
    tags = facts.tags
    asset = facts.tags.first?.asset ?? facts.tags.first?.name ?? "plant"
    time = facts.timeline(rowsSinceAlarm: context.rowsSinceAlarm)
    score = Score(value: facts.finite(attribution.counterfactual.before), threshold: 1, detector: context.detector)
    counterfactual = facts.counterfactual
    opinions = Opinions(
      gradients: attribution.gradientTags.map { names[$0] }, twin: attribution.twinTags.map { names[$0] },
      agrees: attribution.agrees)
    laws = facts.laws
    consequence = facts.consequence
    against = facts.objections(kind: context.verdict.kind)
    confidence = facts.confidence
    limits = facts.knowledgeLimits
    trajectory = []
    action = Action(key: "actReadOnSite", responseClass: "R0", rehearsal: "none", isReversible: true)
    action = facts.action(kind: context.verdict.kind, consequence: consequence)
  }

  /// The same with the explanation of later rows.
  public func revised(by later: [(rows: Int, attribution: Attribution)], tags names: [String]) -> ExplanationRecord {
    var record = self
    record.trajectory = later.compactMap { revision in
      guard let first = revision.attribution.suspects.first else { return nil }
      return Revision(
        rows: revision.rows, cause: names[first.tag], share: first.share.isFinite ? first.share : 0,
        after: revision.attribution.counterfactual.after)
    }
    return record
  }
}

/// Derives facts from a window and its attribution.
struct WindowFacts {
  let attribution: Attribution
  let window: SuspectWindow
  let names: [String]
  let site: Site?
  let tags: [ExplanationRecord.TagFacts]
  /// The window with the counterfactual's changes.
  let repaired: [Double]
  private let twin: (reported: TwinPredictor, repaired: TwinPredictor)?
  private let outside: Int

  init(_ attribution: Attribution, _ window: SuspectWindow, names: [String], site: Site?) {
    self.attribution = attribution
    self.window = window
    self.names = names
    self.site = site
    let declared = Dictionary(site?.tags.map { ($0.name, $0) } ?? [], uniquingKeysWith: { first, _ in first })
    tags = attribution.suspects.map { Self.facts($0, name: names[$0.tag], declared[names[$0.tag]]) }
    var values = window.values
    for step in attribution.counterfactual.steps {
      for row in step.change.indices { values[row * names.count + step.tag] += step.change[row] }
    }
    repaired = values
    var replay = window.replay
    outside = replay.outsideTraining(window.frames[window.frames.count - 1].values)
    if let reported = replay.twin(after: window.values), let repaired = replay.twin(after: values) {
      twin = (reported, repaired)
    } else {
      twin = nil
    }
  }

  func finite(_ value: Double) -> Double { value.isFinite ? value : 0 }

  // MARK: - Tags

  private static func facts(
    _ suspect: Attribution.Suspect, name: String, _ tag: Tag?
  ) -> ExplanationRecord.TagFacts {
    let spread = suspect.spread.isFinite && suspect.spread > 0 ? suspect.spread : 1e-3
    let expected = suspect.expected.isFinite ? suspect.expected : 0
    let observed = suspect.observed.isFinite ? suspect.observed : nil
    return ExplanationRecord.TagFacts(
      name: name, description: tag?.description, unit: tag?.unit, asset: tag?.asset,
      step: step(spread: spread, tag, observed: observed), observed: observed, expected: expected, spread: spread,
      deviation: observed.map { $0 - expected }, surprise: observed.map { abs($0 - expected) / spread },
      share: suspect.share.isFinite ? suspect.share : 0, role: suspect.role.rawValue, firstRow: suspect.firstRow)
  }

  /// The power of ten below what the expectation resolves, not finer than the instrument's step. A state is a whole number,
  /// unless somebody wrote one that is not.
  static func step(spread: Double, _ tag: Tag?, observed: Double? = nil) -> Double {
    if tag?.kind == .state { return observed.map { $0 == $0.rounded() } ?? true ? 1 : 0.1 }
    let power = pow(10, min(max(log10(spread).rounded(.down), -6), 6))
    let resolution = tag?.quantisation ?? 0
    // An instrument's step of 0.0107 is no number to round to: the power of ten below it is.
    return resolution > power ? pow(10, log10(resolution).rounded(.down)) : power
  }

  // MARK: - Time

  func timeline(rowsSinceAlarm: Int) -> ExplanationRecord.Timeline {
    let last = window.frames.count - 1
    let alarm = max(0, last - max(0, rowsSinceAlarm))
    let onset = min(max(0, attribution.onset), alarm)
    let seconds = window.seconds[alarm] - window.seconds[onset]
    return ExplanationRecord.Timeline(
      onset: window.frames[onset].sourceTime?.nanoseconds, alarm: window.frames[alarm].sourceTime?.nanoseconds,
      delay: seconds.isFinite && seconds >= 0 ? seconds : nil, delayRows: alarm - onset,
      series: window.frames[last].series, row: window.frames[last].sequence)
  }

  // MARK: - Counterfactual

  var counterfactual: ExplanationRecord.CounterfactualFacts {
    let found = attribution.counterfactual
    let steps = found.steps.compactMap { step -> ExplanationRecord.CounterfactualFacts.Step? in
      guard let place = attribution.suspects.firstIndex(where: { $0.tag == step.tag }) else { return nil }
      let observed = window.frames[window.frames.count - 1].values[step.tag]
      return .init(
        tag: place, wouldRead: finite(observed + (step.change.last ?? 0)), after: finite(step.after),
        leastShare: step.leastShare)
    }
    return .init(before: finite(found.before), after: finite(found.after), isEnough: found.isEnough, steps: steps)
  }

  // MARK: - Physics

  var laws: [ExplanationRecord.LawFacts] {
    guard let twin = twin?.reported else { return [] }
    var laws: [ExplanationRecord.LawFacts] = []
    for (law, residual) in zip(twin.physics.balances, twin.balanceResiduals) {
      laws.append(.init(name: law.name, kind: "balance", deviations: abs(residual)))
    }
    for (law, residual) in zip(twin.physics.relations, twin.relationResiduals) {
      laws.append(.init(name: law.name, kind: "relation", deviations: abs(residual)))
    }
    for (law, excess) in zip(twin.physics.rules, twin.ruleExcesses) {
      laws.append(.init(name: names[law.actuator], kind: "rule", deviations: excess))
    }
    let broken = laws.filter { $0.deviations.isFinite && $0.deviations > ExplanationRecord.brokenLaw }
    return Array(broken.sorted { ($1.deviations, $0.name) < ($0.deviations, $1.name) }.prefix(4))
  }

  // MARK: - Consequence

  var consequence: ExplanationRecord.Consequence? {
    guard let site else { return nil }
    let course = PlantCourse(
      names: names, values: repaired, seconds: window.seconds, twin: twin?.repaired,
      suspects: attribution.suspects.filter { $0.role != .symptom }.map(\.tag))
    let declared = Dictionary(site.tags.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return course.first(of: site.envelopes) { name in
      (unit: declared[name]?.unit, step: course.spread(of: name).map { Self.step(spread: $0, declared[name]) } ?? 1)
    }
  }

  // MARK: - Judgement

  /// Whether the next tag explains the alarm nearly as well.
  private var hasRival: Bool {
    let shares = attribution.suspects.map(\.share)
    return shares.count > 1 && attribution.counterfactual.steps.count < 2 && shares[1] > 0.8 * shares[0]
  }

  func objections(kind: String) -> [ExplanationRecord.Objection] {
    var found: [ExplanationRecord.Objection] = []
    if !attribution.counterfactual.isEnough { found.append(.notEnough) }
    if !attribution.agrees && !attribution.gradientTags.isEmpty { found.append(.secondOpinion) }
    if hasRival { found.append(.rival) }
    if twin != nil && laws.isEmpty { found.append(.lawsHold) }
    if found.isEmpty || ["A1", "unknown"].contains(kind) { found.append(.faultySensor) }
    return found
  }

  var confidence: ExplanationRecord.Confidence {
    let isEnough = attribution.counterfactual.isEnough
    return isEnough && attribution.agrees && !hasRival ? .high : isEnough || attribution.agrees ? .medium : .low
  }

  var knowledgeLimits: [ExplanationRecord.KnowledgeLimit] {
    var limits: [ExplanationRecord.KnowledgeLimit] = []
    let last = window.frames[window.frames.count - 1].values
    let missing = last.count { !$0.isFinite }
    if missing > 0 { limits.append(.init(kind: .missing, value: Double(missing))) }
    if let twin = twin?.reported {
      let errors = twin.physics.balances.map(\.normalisedError) + twin.physics.relations.map(\.normalisedError)
      if let worst = errors.max(), worst > ExplanationRecord.poorFidelity {
        limits.append(.init(kind: .twinFidelity, value: worst))
      }
    } else {
      limits.append(.init(kind: .noTwin))
    }
    if outside > 0 { limits.append(.init(kind: .outsideTraining, value: Double(outside))) }
    if window.frames.count < 16 { limits.append(.init(kind: .shortHistory, value: Double(window.frames.count))) }
    return limits
  }

  func action(kind: String, consequence: ExplanationRecord.Consequence?) -> ExplanationRecord.Action {
    let isControlled = site?.loops.contains { $0.measured.first == tags.first?.name } ?? false
    let (key, responseClass): (TextKey, String) =
      switch kind {
      case "A2", "A5", "A6": (.actCheckNetwork, "R0")
      case "A3": (.actStopLearning, "R1")
      case "A7": (.actRevokeAccess, "R1")
      case "A8": (.actVerifyUpdate, "R0")
      case "benign": (.actCheckInstrument, "R0")
      default: isControlled ? (.actHoldLoop, "R2") : (.actReadOnSite, "R0")
      }
    return ExplanationRecord.Action(
      key: key.rawValue, responseClass: responseClass, rehearsal: "none", isReversible: true,
      respondWithin: consequence.flatMap { $0.seconds > 0 ? $0.secondsLow / 2 : nil })
  }
}
