internal import TwinDiagnosis
internal import TwinModel
internal import TwinTestbeds

/// Follows one run of a case to its end, and notes what the operator is told.
struct CaseWatch {
  private var trial: DiagnosisCase
  private var truth: AttackTruth?
  private let plant: GuardedPlant
  private var run: any TestbedRun
  private var guarding: PlantGuard
  private var story: PlantStory
  private var nextNotice = 0
  /// Whether what stands in the plant's books is left to the cases that go on from here.
  var isWarmingUp = false
  private var row = 0

  private var announced: [Double] = []
  private var quiet: (incidents: Set<String>, announcements: Int) = ([], 0)
  private var opened: [(id: String, time: Double)] = []
  private var firstOpened: Double?
  private var looks: [String: [DiagnosisOutcome.Look]] = [:]
  private var latest: [String: Incident] = [:]
  /// By incident, seconds since the run began since when the first tag is a touched one.
  private var rightSince: [String: Double] = [:]
  private var touched: Set<String>

  init(
    _ trial: DiagnosisCase, truth: AttackTruth?, on plant: GuardedPlant, run: any TestbedRun,
    identifier: (any IncidentIdentifying)?
  ) {
    self.trial = trial
    self.truth = truth
    self.plant = plant
    self.run = run
    guarding = PlantGuard(plant, identifier: identifier)
    story = PlantStory(trial, truth: truth, plant: plant)
    let targets = truth?.targets ?? []
    touched = Set(targets + targets.compactMap { plant.asset(of: $0) })
  }

  /// Goes on as another case of the same seed, from a run in which nothing has happened yet; see `isWarmingUp`.
  func becoming(_ trial: DiagnosisCase, truth: AttackTruth?, run: any TestbedRun) -> CaseWatch {
    var copy = self
    (copy.trial, copy.truth, copy.run) = (trial, truth, run)
    (copy.story, copy.nextNotice) = (PlantStory(trial, truth: truth, plant: plant), 0)
    let targets = truth?.targets ?? []
    copy.touched = Set(targets + targets.compactMap { plant.asset(of: $0) })
    copy.isWarmingUp = false
    return copy
  }

  /// The run as it stands.
  var current: any TestbedRun { run }

  /// Runs to the end.
  mutating func outcome() -> DiagnosisOutcome {
    proceed(until: .infinity)
    return summary()
  }

  /// Runs on, at most to an instant in seconds since the run began.
  mutating func proceed(until end: Double) {
    while run.time < end, run.advance() {
      let isWatched = run.time > plant.setting.settling
      let messages = run.takeMessages()
      if isWatched {
        lookAtSetpoints()
        guarding.hear(messages)
      }
      guard run.pendingRows > 0 else { continue }
      takeNotices()
      let block = run.takeRows()
      guard isWatched else {
        row += block.count
        continue
      }
      for index in 0..<block.count { observe(block.frame(at: index)) }
    }
  }

  private mutating func lookAtSetpoints() {
    let signals = run.signals
    guard story.readsSetpoints, !signals.setpoints.isEmpty else { return }
    guarding.look(
      atSetpoints: signals.setpoints, isInSession: story.sessions.contains { $0.contains(signals.time) }, row: row,
      at: PlantStory.instant(signals.time))
  }

  private mutating func takeNotices() {
    while !isWarmingUp, nextNotice < story.notices.count, story.notices[nextNotice].time <= run.time {
      guarding.take(story.notices[nextNotice].evidence)
      nextNotice += 1
    }
  }

  private mutating func observe(_ frame: Frame) {
    let time = Double(row) * plant.setting.rowPeriod
    row += 1
    let isQuiet = time < (truth?.start ?? .infinity)
    for change in guarding.observe(frame) {
      switch change {
      case .record(let incident):
        latest[incident.id] = incident
        if incident.mergedInto != nil {
          opened.removeAll { $0.id == incident.id }
        } else if isQuiet {
          quiet.incidents.insert(incident.id)
        } else if incident.state != .closed, !opened.contains(where: { $0.id == incident.id }) {
          opened.append((incident.id, time))
          firstOpened = firstOpened ?? time
        }
      case .announce, .summarise:
        if isQuiet { quiet.announcements += 1 } else { announced.append(time) }
      }
    }
    for incident in guarding.fusion.incidents {
      // One that was open before, wrongly, and now takes up what really happens.
      if !isQuiet, PlantStory.seconds(incident.lastSeen) >= truth?.start ?? .infinity,
        !opened.contains(where: { $0.id == incident.id })
      {
        opened.append((incident.id, time))
        firstOpened = firstOpened ?? time
      }
      note(incident, at: time)
    }
  }

  private mutating func note(_ incident: Incident, at time: Double) {
    latest[incident.id] = incident
    guard let begin = opened.first(where: { $0.id == incident.id })?.time else { return }
    let age = Int(((time - begin) / plant.setting.rowPeriod).rounded())
    if GuardedPlant.ages.contains(age), let signature = guarding.fusion.signature(of: incident.id) {
      looks[incident.id, default: []].append(.init(age: age, signature: signature))
    }
    if let signature = guarding.fusion.signature(of: incident.id) { lastSignature[incident.id] = (age, signature) }
    let first = incident.tags.first
    let isRight = [first?.tag, first?.asset, first == nil ? incident.asset : nil].contains {
      $0.map(touched.contains) ?? false
    }
    if !isRight {
      rightSince[incident.id] = nil
    } else if rightSince[incident.id] == nil {
      rightSince[incident.id] = time
    }
  }

  private var lastSignature: [String: (age: Int, signature: IncidentSignature)] = [:]

  private func summary() -> DiagnosisOutcome {
    let main = mainIncident
    var seen = main.flatMap { looks[$0.id] } ?? []
    if let main, let last = lastSignature[main.id], seen.last?.age != last.age {
      seen.append(.init(age: last.age, signature: last.signature))
    }
    let start = truth?.start ?? plant.setting.whole
    return DiagnosisOutcome(
      testbed: plant.testbed.name, name: trial.name, kind: trial.kind, level: trial.level, seed: trial.seed,
      targets: truth?.targets ?? [], quietHours: (start - plant.setting.settling) / 3600,
      falseIncidents: quiet.incidents.count,
      falseAnnouncements: quiet.announcements, announcements: announced.count,
      mostAnnouncements: announced.map { begin in announced.count { $0 >= begin && $0 < begin + 600 } }.max() ?? 0,
      incidents: opened.count, delay: firstOpened.map { $0 - start },
      tags: main.flatMap { latest[$0.id]?.tags.map(\.tag) } ?? [],
      rootCauseDelay: main.flatMap { main in rightSince[main.id].map { max(0, $0 - main.time) } }, looks: seen)
  }

  /// The incident that an operator would take for what happens: the one with the most evidence.
  private var mainIncident: (id: String, time: Double)? {
    opened.max { (latest[$0.id]?.evidenceCount ?? 0, $1.time) < (latest[$1.id]?.evidenceCount ?? 0, $0.time) }
  }
}
