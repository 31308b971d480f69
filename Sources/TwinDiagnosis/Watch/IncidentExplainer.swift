internal import TwinDetection
public import TwinModel

/// Watches a plant and explains its incidents: each when it first raises an alarm, again one, five and thirty rows later,
/// and at its end with what it is taken for.
///
/// A machine around ``PlantDiagnosis``. An alarm of the detector that fusion makes no incident of within thirty rows is
/// explained by itself, as `A-1`, `A-2`, …, of unknown kind. Memory is bounded by fusion's: a window for each active incident.
public struct IncidentExplainer: Sendable {
  /// What is watched.
  public private(set) var diagnosis: PlantDiagnosis
  /// What explains alarms.
  public let attributor: Attributor
  /// What was explained at an alarm in the last row; `nil` in most rows.
  public private(set) var latest: Explained?
  private let context: ExplanationContext
  private let places: [String: Int]
  private var history = FrameHistory()
  /// Explanations of active incidents, oldest first.
  private var drafts: [Draft] = []
  /// The alarm that no incident has taken up yet.
  private var alone: Draft?
  private var calm = AlarmExplainer.quietRows
  private var series: String?
  private var aloneCount = 0

  /// An alarm that was explained.
  public struct Explained: Sendable {
    /// The rows up to the alarm.
    public var window: SuspectWindow
    /// What explains it.
    public var attribution: Attribution
  }

  /// What is known of an incident so far.
  private struct Draft: Sendable {
    /// `nil` for an alarm without an incident.
    var id: String?
    var window: SuspectWindow
    var attribution: Attribution
    /// Whether the detector's score says nothing yet, so that only what others name is told.
    var isProvisional: Bool
    var later: [(rows: Int, attribution: Attribution)] = []
    var rows = 0
  }

  /// - Parameter context: what all records say; ids and verdicts are fusion's.
  public init(_ plant: PlantDiagnosis.Knowledge, context: ExplanationContext) {
    diagnosis = PlantDiagnosis(plant)
    attributor = Attributor(tags: plant.model.tags, site: context.site)
    self.context = context
    places = Dictionary(plant.model.tags.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Takes evidence or context from elsewhere; see ``PlantDiagnosis/take(_:)``.
  public mutating func take(_ evidence: [Evidence]) { diagnosis.take(evidence) }

  /// Takes the next row; gives what fusion asks for, and the records of incidents and alarms that are over.
  public mutating func observe(_ frame: Frame) -> (changes: [IncidentChange], records: [ExplanationRecord]) {
    var records: [ExplanationRecord] = []
    latest = nil
    if frame.series != series, let single = alone { records.append(endAlone(single)) }
    if frame.series != series { calm = AlarmExplainer.quietRows }
    series = frame.series
    let changes = diagnosis.observe(frame)
    let isAlarm = diagnosis.assessment?.isAlarm ?? false
    history.observe(frame, score: diagnosis.assessment?.score ?? 0, after: diagnosis.detector)
    revise()
    for case .record(let incident) in changes {
      if incident.state == .closed {
        records += end(incident)
      } else if !drafts.contains(where: { $0.id == incident.id }) {
        begin(incident, isAlarm: isAlarm)
      }
    }
    if isAlarm { explainAlarm() }
    if let single = alone, single.rows >= AlarmExplainer.revisions.last ?? 0 { records.append(endAlone(single)) }
    calm = isAlarm ? 0 : calm + 1
    return (changes, records)
  }

  /// Ends the stream: closes what is active, and gives its records.
  public mutating func finish() -> (changes: [IncidentChange], records: [ExplanationRecord]) {
    let changes = diagnosis.finish()
    var records: [ExplanationRecord] = []
    for case .record(let incident) in changes where incident.state == .closed { records += end(incident) }
    if let single = alone { records.append(endAlone(single)) }
    calm = AlarmExplainer.quietRows
    return (changes, records)
  }

  // MARK: - Rows

  private mutating func begin(_ incident: Incident, isAlarm: Bool) {
    if var taken = alone {
      alone = nil
      taken.id = incident.id
      return drafts.append(taken)
    }
    guard let window = history.window(rows: AlarmExplainer.windowRows) else { return }
    let named = incident.tags.compactMap { places[$0.tag] }
    var attribution = attributor.explain(window, naming: isAlarm ? [] : named)
    // Beside another incident the alarm may be the other's.
    if isAlarm, !drafts.isEmpty, !named.isEmpty, let first = attribution.suspects.first, !named.contains(first.tag) {
      attribution = attributor.explain(window, naming: named)
    }
    drafts.append(Draft(id: incident.id, window: window, attribution: attribution, isProvisional: !isAlarm))
    if isAlarm { latest = Explained(window: window, attribution: attribution) }
  }

  /// An alarm explains what could not be explained before; a new one that is nobody's stands alone for now.
  private mutating func explainAlarm() {
    if let index = drafts.firstIndex(where: \.isProvisional) {
      guard let window = history.window(rows: AlarmExplainer.windowRows) else { return }
      drafts[index].window = window
      drafts[index].attribution = attributor.explain(window)
      (drafts[index].isProvisional, drafts[index].rows, drafts[index].later) = (false, 0, [])
      latest = Explained(window: window, attribution: drafts[index].attribution)
    } else if drafts.isEmpty, alone == nil, calm >= AlarmExplainer.quietRows,
      let window = history.window(rows: AlarmExplainer.windowRows)
    {
      let single = Draft(id: nil, window: window, attribution: attributor.explain(window), isProvisional: false)
      alone = single
      latest = Explained(window: window, attribution: single.attribution)
    }
  }

  private mutating func revise() {
    for index in drafts.indices { revise(&drafts[index]) }
    if var single = alone {
      revise(&single)
      alone = single
    }
  }

  private func revise(_ draft: inout Draft) {
    draft.rows += 1
    guard !draft.isProvisional, AlarmExplainer.revisions.contains(draft.rows),
      let window = history.window(rows: AlarmExplainer.windowRows + draft.rows)
    else { return }
    draft.later.append((draft.rows, attributor.explain(window)))
  }

  // MARK: - Records

  private mutating func end(_ incident: Incident) -> [ExplanationRecord] {
    guard let draft = drafts.firstIndex(where: { $0.id == incident.id }) else { return [] }
    if let whole = incident.mergedInto {
      // The older incident tells it all, with the explanation of the alarm where it had none.
      let part = drafts.remove(at: draft)
      guard let older = drafts.firstIndex(where: { $0.id == whole }), drafts[older].isProvisional, !part.isProvisional
      else { return [] }
      drafts[older] = part
      drafts[older].id = whole
      return []
    }
    return [record(drafts.remove(at: draft), incident)]
  }

  private mutating func endAlone(_ draft: Draft) -> ExplanationRecord {
    alone = nil
    aloneCount += 1
    var context = context
    context.incident = "A-\(aloneCount)"
    context.ids.data = draft.window.digest
    return ExplanationRecord(draft.attribution, of: draft.window, tags: attributor.tags, in: context)
      .revised(by: draft.later, tags: attributor.tags)
  }

  private func record(_ draft: Draft, _ incident: Incident) -> ExplanationRecord {
    var context = context
    context.incident = incident.id
    context.ids.data = draft.window.digest
    context.verdict = ExplanationRecord.Verdict(incident.probabilities, isEstimated: diagnosis.fusion.identifier != nil)
    var record = ExplanationRecord(draft.attribution, of: draft.window, tags: attributor.tags, in: context)
      .revised(by: draft.later, tags: attributor.tags)
    record.signs = ExplanationRecord.signs(of: incident)
    if draft.isProvisional { record.restrict(to: incident) }
    return record
  }
}
