internal import TwinModel
internal import TwinTestbeds

extension TrainedPlant {
  /// Halvings of the interval in which the largest silent lie lies.
  static let halvings = 6

  /// Finds, for every measurement that somebody acts upon, the largest lie that stays silent for good.
  ///
  /// The lie grows over a half of the attack's time and then stays, which is what an attacker does who asks a copy of
  /// the detector before every step. Its size is found by bisection up to one and a half of the harmful lie.
  ///
  /// - Parameter seed: decides the run.
  public func boundFindings(
    seed: UInt64, progress: (BoundFinding) -> Void = { _ in }
  ) throws(ExperimentError) -> [BoundFinding] {
    guard let surface = testbed.attackSurface else { return [] }
    var run = try run(seed: seed, seconds: setting.warmUp + testbed.scanPeriod)
    var watch = PlantWatch(self)
    while run.time < setting.warmUp && run.advance() {
      guard run.pendingRows > 0 else { continue }
      let messages = run.takeMessages()
      _ = watch.observe(run.takeRows(), messages, until: run.time)
    }
    let unharmed = UnharmedTrace(run.attacked(by: [], [], until: silentLieEnd(run)), of: testbed.site)
    var findings: [BoundFinding] = []
    for point in surface.points where point.lie > 0 {
      let tag = testbed.site.tag(named: point.sensor)
      var finding = BoundFinding(
        testbed: testbed.name, sensor: point.sensor, unit: tag?.unit, harmful: point.lie, silent: [], trueDeviation: [],
        isViolated: [])
      for sign in [1.0, -1] {
        let lie = Lie(sensor: point.sensor, step: tag?.quantisation ?? 0, largest: 1.5 * sign * point.lie)
        let found = try largestSilent(lie, run, watch, surface, unharmed)
        finding.silent.append(found.size)
        finding.trueDeviation.append(found.deviation)
        finding.isViolated.append(found.isViolated)
      }
      findings.append(finding)
      progress(finding)
    }
    return findings
  }

  /// A lie whose size is sought.
  private struct Lie {
    var sensor: String
    var step: Double
    /// In the tag's unit, of either sign.
    var largest: Double
  }

  /// What a lie of one size led to.
  private struct Outcome {
    var size = 0.0
    var deviation = 0.0
    var isViolated = false
  }

  private func largestSilent(
    _ lie: Lie, _ run: any TestbedRun, _ watch: PlantWatch, _ surface: AttackSurface, _ unharmed: UnharmedTrace
  ) throws(ExperimentError) -> Outcome {
    var best = Outcome()
    var (low, high) = (0.0, 1.0)
    if let whole = try outcome(lie, share: 1, run, watch, surface, unharmed) { return whole }
    for _ in 0..<Self.halvings {
      let middle = (low + high) / 2
      if let silent = try outcome(lie, share: middle, run, watch, surface, unharmed) {
        best = silent
        low = middle
      } else {
        high = middle
      }
    }
    return best
  }

  private func silentLieStart(_ run: any TestbedRun) -> Double { run.time + 2 * setting.rowPeriod }

  private func silentLieEnd(_ run: any TestbedRun) -> Double { silentLieStart(run) + setting.attackDuration }

  /// What the lie led to; `nil` when there was an alarm.
  private func outcome(
    _ lie: Lie, share: Double, _ run: any TestbedRun, _ watch: PlantWatch, _ surface: AttackSurface,
    _ unharmed: UnharmedTrace
  ) throws(ExperimentError) -> Outcome? {
    let start = silentLieStart(run)
    let attack: FalseMeasurement
    do throws(AttackError) {
      attack = try FalseMeasurement(
        id: "silent", on: surface.wiring, sensor: lie.sensor, bias: share * lie.largest,
        ramp: setting.attackDuration / 2, quantisation: lie.step, start: start, duration: setting.attackDuration)
    } catch { throw .attack(error) }
    var attacked = run.attacked(by: [attack], [], until: silentLieEnd(run))
    var comparison = unharmed.comparison(of: lie.sensor)
    var watch = watch
    var pending: [NetworkMessage] = []
    while attacked.advance() {
      comparison.observe(attacked)
      pending += attacked.takeMessages()
      guard attacked.pendingRows > 0 else { continue }
      let rows = watch.observe(attacked.takeRows(), pending, until: attacked.time)
      pending.removeAll(keepingCapacity: true)
      if attacked.signals.time >= start, rows.contains(where: { $0.isAlarmed.last == true }) { return nil }
    }
    return Outcome(
      size: share * lie.largest, deviation: comparison.largestDeviation, isViolated: comparison.isViolated)
  }
}
