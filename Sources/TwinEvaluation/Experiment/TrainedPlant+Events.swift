internal import TwinDetection
internal import TwinModel
internal import TwinTestbeds

extension TrainedPlant {
  /// Lets attacks happen to one run of the plant, each to a fork of its own.
  ///
  /// - Parameter events: all of one seed, which decides the run.
  /// - Parameter progress: told each finding when it is there.
  public func eventFindings(
    _ events: [ExperimentEvent], seed: UInt64, progress: (EventFinding) -> Void = { _ in }
  ) throws(ExperimentError) -> [EventFinding] {
    var planned = events.map { (event: $0, fork: forkTime(of: $0)) }
    planned.sort { ($0.fork, $0.event.stream) < ($1.fork, $1.event.stream) }
    var run = try run(seed: seed, seconds: setting.warmUp + setting.window + testbed.scanPeriod)
    var watch = PlantWatch(self)
    var findings: [ExperimentEvent: EventFinding] = [:]
    for (event, fork) in planned {
      while run.time < fork && run.advance() {
        guard run.pendingRows > 0 else { continue }
        let messages = run.takeMessages()
        _ = watch.observe(run.takeRows(), messages, until: run.time)
      }
      let finding = try finding(event, forking: run, watch)
      findings[event] = finding
      progress(finding)
    }
    return events.compactMap { findings[$0] }
  }

  /// When the fork begins of which an attack is part: anywhere in the window, on a full scan.
  private func forkTime(of event: ExperimentEvent) -> Double {
    var random = SeededGenerator(seed: event.seed, stream: event.stream)
    return setting.warmUp + (random.uniform() * setting.window / testbed.scanPeriod).rounded(.down) * testbed.scanPeriod
  }

  private func finding(
    _ event: ExperimentEvent, forking run: any TestbedRun, _ watch: PlantWatch
  ) throws(ExperimentError) -> EventFinding {
    let lead = event.listens ? setting.listening : 2 * setting.rowPeriod
    let start = run.time + (lead / testbed.scanPeriod).rounded(.up) * testbed.scanPeriod
    let attacked = try attacked(run, by: event, from: start)
    var trial = EventTrial(attacked, of: self, event, watch, start: start)
    while trial.advance() {}
    return trial.finding
  }

  private func attacked(
    _ run: any TestbedRun, by event: ExperimentEvent, from start: Double
  ) throws(ExperimentError) -> any TestbedRun {
    let end = start + setting.attackDuration
    do throws(AttackError) {
      if event.isOnMessages && setting.isNetworked {
        let scenario = try MessageScenario.drawingBriefFlood(
          on: testbed, type: event.type, variant: event.variant, level: event.level, seed: event.seed, start: start,
          duration: setting.attackDuration, shortestFlood: 2 * setting.rowPeriod)
        return run.attacked(by: [], [scenario.attack], until: scenario.truth.end)
      }
      let oracle =
        event.level == .whiteBox ? ModelOracle(model: learned, kind: .autoencoder, period: setting.rowPeriod) : nil
      let scenario = try testbed.scenario(
        event.type, variant: event.variant, level: event.level, seed: event.seed, start: start,
        duration: setting.attackDuration, oracle: oracle)
      return run.attacked(by: [scenario.attack], [], until: end)
    } catch { throw .attack(error) }
  }
}

extension ExperimentEvent {
  /// Random numbers of its own.
  fileprivate var stream: UInt64 {
    let place = AttackType.allCases.firstIndex(of: type) ?? 0
    return UInt64(((place * 16 + variant) * 4 + level.rawValue) + 5000)
  }
}
