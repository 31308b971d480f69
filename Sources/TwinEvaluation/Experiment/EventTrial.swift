internal import TwinModel
internal import TwinTestbeds

/// One attack on one fork of a run, with everybody watching.
struct EventTrial {
  /// What is known so far.
  private(set) var finding: EventFinding
  private var traced: TracedRun
  private var watch: PlantWatch
  private let watchers: [ExperimentWatcher]
  /// By watcher, whether it was quiet before: an alarm that was there already finds nothing.
  private var wasQuiet: [Bool]
  private var messages: [NetworkMessage] = []
  /// Whether the attack may forge messages at all.
  private let forgesMessages: Bool

  init(_ run: any TestbedRun, of plant: TrainedPlant, _ event: ExperimentEvent, _ watch: PlantWatch, start: Double) {
    let truth = run.truths.first
    finding = EventFinding(
      testbed: plant.testbed.name, event: event, summary: truth?.summary ?? "", start: start,
      end: truth?.end ?? run.duration, watchedUntil: start, forgedMessages: 0, alarms: [:], tags: [])
    traced = TracedRun(run, of: plant.testbed.site, tracesAttacks: true)
    self.watch = watch
    watchers = plant.watchers
    forgesMessages = event.isOnMessages
    wasQuiet = watch.isAlarmed.map(!)
  }

  /// Runs one scan; false when the attack is over or everybody has found it.
  mutating func advance() -> Bool {
    guard finding.alarms.count < watchers.count, traced.advance() else { return end() }
    let run = traced.run
    let heard = traced.takeMessages()
    for message in heard where message.origin != .genuine || message.outcome.isTakenAway {
      finding.forgedMessages += 1
    }
    messages += heard
    guard run.pendingRows > 0 else { return true }
    let time = run.signals.time
    for row in watch.observe(traced.takeRows(), messages, until: run.time) { note(row, at: time) }
    messages.removeAll(keepingCapacity: true)
    // Who hears the network has spoken, and whether there was something to hear is known: nobody listens to the rest.
    if finding.forgedMessages > 0 || !forgesMessages, finding.alarms[ExperimentWatcher.messages.rawValue] != nil {
      traced.logsMessages = false
    }
    return true
  }

  private mutating func note(_ row: PlantWatch.Row, at time: Double) {
    for (index, watcher) in watchers.enumerated() {
      if !row.isAlarmed[index] {
        wasQuiet[index] = true
      } else if time < finding.start {
        wasQuiet[index] = false
      } else if wasQuiet[index], finding.alarms[watcher.rawValue] == nil {
        finding.alarms[watcher.rawValue] = time
        if watcher == .twin { finding.tags = row.tags }
      }
    }
  }

  private mutating func end() -> Bool {
    finding.watchedUntil = traced.run.time
    guard let consequence = traced.consequences.first else { return false }
    finding.firstEffect = consequence.firstEffect?.time
    finding.firstReport = consequence.firstReport?.time
    finding.firstViolation = consequence.firstViolation?.time
    finding.violated = consequence.firstViolation?.tag
    return false
  }
}

extension NetworkMessage.Outcome {
  /// Whether somebody took the message away.
  var isTakenAway: Bool { if case .dropped(.intercepted, _) = self { true } else { false } }
}
