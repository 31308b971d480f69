public import TwinDiagnosis
internal import TwinModel
internal import TwinTestbeds

extension GuardedPlant {
  /// Seconds that a flood of a campaign lasts, to bound the time of a run.
  private static let flood = 20.0

  /// Watches a plant under one attack after another: every variant of every type in turn, in an order drawn from the seed, at
  /// level 0 or 1.
  ///
  /// - Parameter spacing: seconds from one attack's beginning to the next; each lasts three quarters of it. `nil` for half an
  ///   hour, at least twelve rows.
  /// - Parameter progress: told the share of the run that is done.
  public func campaign(
    seed: UInt64, hours: Double, spacing: Double? = nil, identifier: (any IncidentIdentifying)? = nil,
    progress: (Double) -> Void = { _ in }
  ) throws(DiagnosisError) -> CampaignFinding {
    let seconds = setting.settling + hours * 3600
    let plan = try campaignPlan(seed: seed, seconds: seconds, spacing: spacing ?? max(1800, 12 * setting.rowPeriod))
    var options = Testbed.Options(seed: seed, hours: seconds / 3600, rowPeriod: setting.rowPeriod)
    options.isLabelled = false
    options.attacks = plan.attacks
    if setting.isNetworked {
      options.network = testbed.network(seed: seed, attackers: plan.attackers, isLogging: true)
    }
    var run: any TestbedRun
    do throws(TestbedError) { run = try testbed.run(options) } catch { throw .testbed(error) }
    var guarding = PlantGuard(self, identifier: identifier)
    var finding = CampaignFinding(testbed: testbed.name, seed: seed)
    var book = CampaignBook()
    var (notice, contexts, row) = (0, 0, 0)
    while run.advance() {
      let messages = run.takeMessages()
      let isWatched = run.time > setting.settling
      if isWatched {
        guarding.hear(messages)
        let isHidden = plan.hidden.contains { $0.contains(run.time) }
        if !isHidden {
          let signals = run.signals
          guarding.look(
            atSetpoints: signals.setpoints, isInSession: false, row: row, at: PlantStory.instant(signals.time))
        }
      }
      guard run.pendingRows > 0 else { continue }
      while notice < plan.notices.count, plan.notices[notice].time <= run.time {
        let piece = plan.notices[notice].evidence
        guarding.take(piece)
        contexts += piece.sign?.isContext == true ? 1 : 0
        notice += 1
      }
      let block = run.takeRows()
      row += block.count
      guard isWatched else { continue }
      for index in 0..<block.count {
        let changes = guarding.observe(block.frame(at: index))
        book.take(changes, waiting: guarding.fusion.shelved, at: run.time)
      }
      progress(run.time / seconds)
    }
    book.take(guarding.finish(), waiting: 0, at: run.time)
    book.enter(into: &finding, fusion: guarding.fusion, contexts: contexts)
    (finding.load.hours, finding.attacks, finding.load.rows) = (hours, plan.count, guarding.diagnosis.rows.all)
    finding.load.nodes = testbed.communication.topology.nodes.count
    return finding
  }

  /// What a campaign does.
  private struct CampaignPlan {
    var attacks: [any Attack] = []
    var attackers: [any NetworkAttack] = []
    /// What stands in the plant's books, in order.
    var notices: [(time: Double, evidence: Evidence)] = []
    /// When set points that are read back are not the true ones.
    var hidden: [ClosedRange<Double>] = []

    var count: Int { attacks.count + attackers.count }
  }

  private func campaignPlan(seed: UInt64, seconds: Double, spacing: Double) throws(DiagnosisError) -> CampaignPlan {
    var random = SeededGenerator(seed: seed, stream: 0xCA3)
    var variants = AttackType.allCases.filter { $0 != .poisoning }.flatMap { type in
      testbed.variants(of: type).map { (type: type, variant: $0) }
    }
    guard !variants.isEmpty else { return CampaignPlan() }
    for index in variants.indices.dropLast() {
      variants.swapAt(index, index + Int(random.uniform() * Double(variants.count - index)))
    }
    var plan = CampaignPlan()
    var number = 0
    var start = setting.settling + spacing
    while start + spacing <= seconds {
      let (type, variant) = variants[number % variants.count]
      let levels = variant.levels.filter { $0 <= .insideLimits }
      guard !levels.isEmpty else {
        variants.remove(at: number % variants.count)
        guard !variants.isEmpty else { break }
        continue
      }
      let level = levels[Int(random.uniform() * Double(levels.count))]
      try add(
        type, variant, level, seed: seed &+ UInt64(number) &* 1_000_003, start: start, duration: 0.75 * spacing,
        run: seconds, id: "\(number + 1)-\(type.rawValue)-\(variant.number)-L\(level.rawValue)", to: &plan)
      number += 1
      start += spacing
    }
    plan.notices.sort { $0.time < $1.time }
    return plan
  }

  private func add(
    _ type: AttackType, _ variant: AttackVariant, _ level: AttackLevel, seed: UInt64, start: Double, duration: Double,
    run: Double, id: String, to plan: inout CampaignPlan
  ) throws(DiagnosisError) {
    let truth: AttackTruth
    do throws(AttackError) {
      if setting.isNetworked && MessageScenario.variants(of: type).contains(where: { $0.number == variant.number }) {
        let scenario = try MessageScenario.drawingBriefFlood(
          on: testbed, type: type, variant: variant.number, level: level, seed: seed, start: start, duration: duration,
          run: run, shortestFlood: Self.flood, id: id)
        plan.attackers.append(scenario.attack)
        truth = scenario.truth
      } else {
        let scenario = try testbed.scenario(
          type, variant: variant.number, level: level, seed: seed, start: start, duration: duration, run: run, id: id)
        plan.attacks.append(scenario.attack)
        truth = scenario.truth
      }
    } catch { throw .attack(error) }
    let trial = DiagnosisCase(.attack(type, variant: variant.number, level: level), seed: seed)
    let story = PlantStory(trial, truth: truth, plant: self)
    plan.notices += story.notices
    if !story.readsSetpoints { plan.hidden.append(truth.start...max(truth.start, truth.end)) }
  }
}
