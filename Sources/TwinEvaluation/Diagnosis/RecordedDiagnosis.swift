public import TwinDiagnosis
public import TwinModel

/// Follows the diagnosis of a recording, and judges it by what really happened.
///
/// An incident belongs to the event during which, or within `grace` seconds after which, it has evidence; of several to the
/// earliest. The one with the most evidence stands for the event.
public struct RecordedDiagnosis: Sendable {
  /// Seconds after an event in which what it left behind is still its.
  public static let grace = 3600.0

  private var explainer: IncidentExplainer
  private let events: [KnownEvent]
  private let tick: Double
  private var opened: [String: SourceTime] = [:]
  private var ended: [String: Incident] = [:]
  private var signatures: [String: IncidentSignature] = [:]
  /// By incident, since when a touched tag or asset is first.
  private var rightSince: [String: SourceTime] = [:]
  private var announced: [SourceTime] = []
  private var explained: [IncidentExplainer.Explained] = []
  private var span: (begin: SourceTime, end: SourceTime)?
  private let touched: [Set<String>]

  /// - Parameter events: what really happened, by time.
  public init(_ plant: PlantDiagnosis.Knowledge, context: ExplanationContext, events: [KnownEvent]) {
    explainer = IncidentExplainer(plant, context: context)
    self.events = events
    tick = plant.tick
    touched = events.map { event in
      Set(event.targets + event.targets.compactMap { context.site?.tag(named: $0)?.asset })
    }
  }

  /// Takes the next row and what was heard up to it.
  public mutating func observe(_ frame: Frame, hearing evidence: [Evidence] = []) {
    guard let now = frame.sourceTime else { return }
    span = (min(span?.begin ?? now, now), max(span?.end ?? now, now))
    explainer.take(evidence)
    take(explainer.observe(frame).changes, at: now)
    if let latest = explainer.latest { explained.append(latest) }
    let fusion = explainer.diagnosis.fusion
    for incident in fusion.incidents {
      signatures[incident.id] = fusion.signature(of: incident.id)
      note(incident, at: now)
    }
  }

  private mutating func take(_ changes: [IncidentChange], at now: SourceTime) {
    for change in changes {
      switch change {
      case .record(let incident):
        if opened[incident.id] == nil { opened[incident.id] = incident.opened }
        ended[incident.id] = incident
      case .announce, .summarise: announced.append(now)
      }
    }
  }

  private mutating func note(_ incident: Incident, at now: SourceTime) {
    ended[incident.id] = incident
    guard let event = event(of: incident) else { return }
    let first = incident.tags.first
    let isRight = [first?.tag, first?.asset, first == nil ? incident.asset : nil].contains { name in
      name.map(touched[event].contains) ?? false
    }
    if !isRight {
      rightSince[incident.id] = nil
    } else if rightSince[incident.id] == nil {
      rightSince[incident.id] = now
    }
  }

  private func event(of incident: Incident) -> Int? {
    events.indices.first {
      incident.lastSeen >= events[$0].start && incident.firstSeen.seconds(since: events[$0].end) <= Self.grace
    }
  }

  private func event(at time: SourceTime) -> Int? {
    events.indices.first { time >= events[$0].start && time.seconds(since: events[$0].end) <= Self.grace }
  }

  /// Ends the recording: an outcome for each event, and one for normal operation.
  public mutating func finish(testbed: String) -> (outcomes: [DiagnosisOutcome], attribution: AttributionFigures) {
    _ = explainer.finish()
    let assigned = Dictionary(grouping: ended.values.sorted { $0.firstSeen < $1.firstSeen }) { event(of: $0) ?? -1 }
    var outcomes = events.indices.map { outcome(of: $0, assigned[$0] ?? [], testbed: testbed) }
    outcomes.append(normal(assigned[-1] ?? [], testbed: testbed))
    var attribution = AttributionFigures()
    for one in explained {
      let event = one.window.frames.last?.sourceTime.flatMap(event)
      attribution.add(
        one, touched: Set(event.map { events[$0].targets } ?? []).intersection(explainer.attributor.tags),
        by: explainer.attributor)
    }
    return (outcomes, attribution)
  }

  private func outcome(of place: Int, _ incidents: [Incident], testbed: String) -> DiagnosisOutcome {
    let event = events[place]
    let main = incidents.max { ($0.evidenceCount, $1.firstSeen) < ($1.evidenceCount, $0.firstSeen) }
    let told = announced.filter { $0 >= event.start && $0.seconds(since: event.end) <= Self.grace }
    let begin = main.flatMap { opened[$0.id] }
    var looks: [DiagnosisOutcome.Look] = []
    if let main, let begin, let signature = signatures[main.id] {
      looks = [.init(age: max(0, Int(main.lastSeen.seconds(since: begin) / tick)), signature: signature)]
    }
    return DiagnosisOutcome(
      testbed: testbed, name: event.id, kind: event.kind, level: event.level, seed: 0, targets: event.targets,
      quietHours: 0, falseIncidents: 0, falseAnnouncements: 0, announcements: told.count,
      mostAnnouncements: Self.most(told), incidents: incidents.count,
      delay: incidents.compactMap { opened[$0.id] }.min().map { max(0, $0.seconds(since: event.start)) },
      tags: main?.tags.map(\.tag) ?? [],
      rootCauseDelay: main.flatMap { main in
        rightSince[main.id].flatMap { right in begin.map { max(0, right.seconds(since: $0)) } }
      }, looks: looks)
  }

  /// Everything outside events.
  private func normal(_ incidents: [Incident], testbed: String) -> DiagnosisOutcome {
    let all = span.map { $0.end.seconds(since: $0.begin) } ?? 0
    let busy = events.reduce(0) { $0 + $1.end.seconds(since: $1.start) + Self.grace }
    let told = announced.filter { event(at: $0) == nil }
    return DiagnosisOutcome(
      testbed: testbed, name: "normal operation", kind: nil, level: 0, seed: 0, targets: [],
      quietHours: max(0, all - busy) / 3600, falseIncidents: incidents.count, falseAnnouncements: told.count,
      announcements: 0, mostAnnouncements: Self.most(told), incidents: 0, delay: nil, tags: [], rootCauseDelay: nil,
      looks: [])
  }

  private static func most(_ times: [SourceTime]) -> Int {
    times.map { begin in times.count { $0 >= begin && $0.seconds(since: begin) < 600 } }.max() ?? 0
  }
}
