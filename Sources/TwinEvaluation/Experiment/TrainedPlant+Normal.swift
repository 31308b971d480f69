internal import TwinTestbeds

extension TrainedPlant {
  /// Watches one run of normal operation for false alarms.
  ///
  /// - Parameter progress: told the share of the run that is done.
  public func normalFinding(
    seed: UInt64, days: Double, progress: (Double) -> Void = { _ in }
  ) throws(ExperimentError) -> NormalFinding {
    var run = try run(seed: seed, seconds: setting.settling + days * 86_400)
    var watch = PlantWatch(self)
    var finding = NormalFinding(testbed: testbed.name, seed: seed, days: days, rows: 0, falseAlarms: [:])
    for watcher in watchers { finding.falseAlarms[watcher.rawValue] = [] }
    var before = watchers.map { _ in false }
    while run.advance() {
      guard run.pendingRows > 0 else { continue }
      let messages = run.takeMessages()
      for row in watch.observe(run.takeRows(), messages, until: run.time) {
        defer { before = row.isAlarmed }
        guard run.signals.time >= setting.settling else { continue }
        finding.rows += 1
        for (index, watcher) in watchers.enumerated() where row.isAlarmed[index] {
          finding.note(watcher, at: run.signals.time, isNew: !before[index], row)
        }
      }
      progress(run.time / run.duration)
    }
    return finding
  }
}

extension NormalFinding {
  /// Counts an alarmed row.
  fileprivate mutating func note(_ watcher: ExperimentWatcher, at time: Double, isNew: Bool, _ row: PlantWatch.Row) {
    let key = watcher.rawValue
    if isNew {
      falseAlarms[key, default: []].append(
        FalseAlarm(start: time, rows: 1, peak: 0, tags: row.tags, cause: row.cause(watcher)))
    } else if let last = falseAlarms[key]?.indices.last {
      falseAlarms[key]?[last].rows += 1
    }
    if let last = falseAlarms[key]?.indices.last {
      let peak = falseAlarms[key]?[last].peak ?? 0
      falseAlarms[key]?[last].peak = max(peak, row.score(watcher))
    }
  }
}
