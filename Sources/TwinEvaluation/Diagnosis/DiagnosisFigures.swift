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
    quiet.hours += outcome.quietHours
    quiet.incidents += outcome.falseIncidents
    quiet.announcements += outcome.falseAnnouncements
    mostAnnouncements = max(mostAnnouncements, outcome.mostAnnouncements)
    guard let kind = outcome.kind, classes.contains(kind) else { return }
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

  /// All figures as text.
  public var text: String {
    func share(_ value: Double) -> String { FigureText.short(value) }
    let count = Double(max(1, hits.count))
    var lines = ["\(events) events; macro-F1 \(share(confusion.macroF1))"]
    if let worst = confusion.worst { lines[0] += ", worst \(worst.kind.rawValue) \(share(worst.f1))" }
    lines[0] += "; of events with an incident: macro-F1 \(share(opened.macroF1))"
    if let worst = opened.worst { lines[0] += ", worst \(worst.kind.rawValue) \(share(worst.f1))" }
    lines.append(confusion.text)
    lines.append(
      "expected calibration error \(share(reliability.error)) over \(reliability.count) incidents (stated: right) "
        + reliability.bins.filter { $0.count > 0 }.map {
          "\(share($0.stated / Double($0.count))): \(share(Double($0.right) / Double($0.count))) of \($0.count)"
        }.joined(separator: ", "))
    lines.append(
      "root cause over \(hits.count) attacks with tags: Hit@1 \(share(Double(hits.one) / count)), "
        + "Hit@3 \(share(Double(hits.three) / count)), HitRate@100 % \(share(hits.rate100 / count)), "
        + "HitRate@150 % \(share(hits.rate150 / count)), NDCG \(share(hits.gain / count)); "
        + "first for good after \(share(Self.median(rootCause))) s (median of \(rootCause.count))")
    lines.append(
      "first incident after \(share(Self.median(delays))) s (median of \(delays.count)); "
        + "\(share(Double(fragments.incidents) / Double(max(1, fragments.events)))) incidents an event")
    lines.append(
      "before events: \(quiet.incidents) incidents and \(quiet.announcements) announcements in "
        + "\(share(quiet.hours)) h of normal operation; at most \(mostAnnouncements) announcements in ten minutes")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func median(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.sorted()[values.count / 2]
  }
}

extension DiagnosisFigures {
  /// What can be learned from outcomes: incidents at every age at which they were looked at, of known kind.
  public static func samples(of outcomes: [DiagnosisOutcome]) -> [IdentificationSample] {
    outcomes.flatMap { outcome -> [IdentificationSample] in
      guard let kind = outcome.kind, let look = outcome.looks.last else { return [] }
      return [IdentificationSample(kind: kind, group: outcome.seed, signature: look.signature)]
    }
  }
}
