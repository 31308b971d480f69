public import TwinDiagnosis
public import TwinModel

/// What diagnosis is worth, over many outcomes.
public struct DiagnosisFigures: Sendable {
  /// Classes whose evidence exists at this stage.
  public static let judged: [IncidentClass] = [
    .falseData, .flooding, .maskedActuation, .replay, .unauthorisedCommand, .supplyChain, .benign,
  ]

  /// Outcomes that were judged.
  public private(set) var events = 0
  /// Attacks that changed nothing as they were drawn, and count for nobody.
  public private(set) var void = 0
  /// By the end of each event, silence counted as wrong.
  public private(set) var confusion: ConfusionMatrix
  /// Only events of which an incident was made.
  public private(set) var opened: ConfusionMatrix
  /// Of the stated class.
  public private(set) var reliability = Reliability()
  /// Hit@1, Hit@3, HitRate@100, HitRate@150 and NDCG, summed over attacks with incidents.
  private var hits = (one: 0, three: 0, rate100: 0.0, rate150: 0.0, gain: 0.0, count: 0)
  /// Seconds from opening until the root cause was first for good.
  private var rootCause: [Double] = []
  private var delays: [Double] = []
  private var quiet = (hours: 0.0, incidents: 0, announcements: 0)
  private var quietRuns: Set<String> = []
  /// Most announcements in ten minutes of any event.
  public private(set) var mostAnnouncements = 0
  /// Incidents that one event led to, summed over events with incidents.
  private var fragments = (incidents: 0, events: 0)

  /// Judges outcomes.
  ///
  /// - Parameter identifier: says what an incident is.
  /// - Parameter age: ticks since opening at which it is asked; `nil` for the end.
  public init(
    _ outcomes: [DiagnosisOutcome], by identifier: any IncidentIdentifying,
    classes: [IncidentClass] = DiagnosisFigures.judged, age: Int? = nil
  ) {
    confusion = ConfusionMatrix(classes)
    opened = ConfusionMatrix(classes)
    for outcome in outcomes { add(outcome, by: identifier, classes: classes, age: age) }
  }

  private mutating func add(
    _ outcome: DiagnosisOutcome, by identifier: any IncidentIdentifying, classes: [IncidentClass], age: Int?
  ) {
    // Cases of one seed begin with the same hours.
    if outcome.quietHours > 0, quietRuns.insert("\(outcome.testbed) \(outcome.seed)").inserted {
      quiet.hours += outcome.quietHours
      quiet.incidents += outcome.falseIncidents
      quiet.announcements += outcome.falseAnnouncements
    }
    mostAnnouncements = max(mostAnnouncements, outcome.mostAnnouncements)
    guard let kind = outcome.kind, classes.contains(kind) else { return }
    guard !outcome.isVoid else { return void += 1 }
    events += 1
    let look = age.map { age in outcome.looks.last { $0.age <= age } } ?? outcome.looks.last
    let said = look.map { identifier.probabilities(of: $0.signature) }
    confusion.add(kind, said: said?.mostProbable)
    guard let said else { return }
    opened.add(kind, said: said.mostProbable)
    reliability.add(probability: said[said.mostProbable], isRight: said.mostProbable == kind)
    fragments.incidents += outcome.incidents
    fragments.events += 1
    guard kind.isAttack else { return }
    if let delay = outcome.delay { delays.append(delay) }
    let touched = Set(outcome.targets)
    guard !outcome.tags.isEmpty, !touched.isEmpty else { return }
    hits.count += 1
    hits.one += Ranking.hits(outcome.tags, touched, first: 1) ? 1 : 0
    hits.three += Ranking.hits(outcome.tags, touched, first: 3) ? 1 : 0
    hits.rate100 += Ranking.hitRate(outcome.tags, touched, percent: 100)
    hits.rate150 += Ranking.hitRate(outcome.tags, touched, percent: 150)
    hits.gain += Ranking.gain(outcome.tags, touched)
    if let delay = outcome.rootCauseDelay { rootCause.append(delay) }
  }

  /// Incidents per hour of normal operation before anything happened.
  public var incidentsPerQuietHour: Double { quiet.hours > 0 ? Double(quiet.incidents) / quiet.hours : 0 }

  /// One figure.
  public struct Line: Sendable, Equatable, Encodable {
    /// What it is.
    public var name: String
    /// What it came to.
    public var value: String
    /// What it says.
    public var meaning: String
  }

  /// All figures but the matrix, in order.
  public var lines: [Line] {
    func share(_ value: Double) -> String { FigureText.short(value) }
    func scores(_ matrix: ConfusionMatrix) -> String {
      guard let worst = matrix.worst else { return "none" }
      return share(matrix.macroF1) + ", worst \(worst.kind.rawValue) \(share(worst.f1))"
    }
    let count = Double(max(1, hits.count))
    var lines = [
      Line(
        name: "macro-F1", value: scores(confusion),
        meaning: "\(events) events, silence about an attack counted as wrong; \(void) attacks changed nothing"),
      Line(name: "macro-F1 of events with an incident", value: scores(opened), meaning: "\(fragments.events) events"),
      Line(
        name: "expected calibration error", value: reliability.count > 0 ? share(reliability.error) : "none",
        meaning: "distance of stated probabilities from what was right, over \(reliability.count) incidents"),
    ]
    if hits.count > 0 {
      lines += [
        Line(
          name: "Hit@1, Hit@3", value: "\(share(Double(hits.one) / count)), \(share(Double(hits.three) / count))",
          meaning: "a touched tag is among the first, over \(hits.count) attacks with tags"),
        Line(
          name: "HitRate@100 %, @150 %", value: "\(share(hits.rate100 / count)), \(share(hits.rate150 / count))",
          meaning: "share of the touched among as many, and half as many again"),
        Line(name: "NDCG", value: share(hits.gain / count), meaning: "touched tags weighed by their places"),
        Line(
          name: "time to root cause", value: "\(share(Self.median(rootCause))) s",
          meaning: "until a touched tag or asset is first for good, median of \(rootCause.count)"),
      ]
    }
    if !delays.isEmpty {
      lines.append(
        Line(
          name: "first incident after", value: "\(share(Self.median(delays))) s", meaning: "median of \(delays.count)"))
    }
    lines.append(
      Line(
        name: "incidents an event",
        value: fragments.events > 0 ? share(Double(fragments.incidents) / Double(fragments.events)) : "none",
        meaning: "1 is what an operator wants"))
    lines.append(
      Line(
        name: "alarms an hour of normal operation",
        value: quiet.hours > 0 ? share(Double(quiet.announcements) / quiet.hours) : FigureText.absent,
        meaning: "\(quiet.announcements) announcements and \(quiet.incidents) incidents in \(share(quiet.hours)) h"))
    lines.append(
      Line(
        name: "most announcements in ten minutes", value: "\(mostAnnouncements)", meaning: "more than ten are a flood"))
    return lines
  }

  /// All figures as text.
  public var text: String {
    let width = lines.map(\.name.count).max() ?? 0
    let figures = lines.map { line in
      line.name + String(repeating: " ", count: width - line.name.count + 2) + "\(line.value) (\(line.meaning))"
    }
    let bins = reliability.bins.filter { $0.count > 0 }.map {
      "\(FigureText.short($0.stated / Double($0.count))): \(FigureText.short(Double($0.right) / Double($0.count))) of \($0.count)"
    }
    return confusion.text + figures.joined(separator: "\n") + "\n"
      + (bins.isEmpty ? "" : "stated: right    " + bins.joined(separator: ", ") + "\n")
  }

  private static func median(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.sorted()[values.count / 2]
  }
}

extension DiagnosisFigures {
  /// What can be learned from outcomes: incidents at every age at which they were looked at, of known kind.
  public static func samples(of outcomes: [DiagnosisOutcome]) -> [IdentificationSample] {
    outcomes.flatMap { outcome -> [IdentificationSample] in
      guard let kind = outcome.kind else { return [] }
      // One run of one plant is one group.
      let group = outcome.testbed.utf8.reduce(outcome.seed) { ($0 &* 31) &+ UInt64($1) }
      return outcome.looks.enumerated().map { place, look in
        IdentificationSample(
          kind: kind, group: group, signature: look.signature, isWhole: place == outcome.looks.count - 1)
      }
    }
  }
}
