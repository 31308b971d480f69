internal import TwinDetection
internal import TwinDiagnosis
internal import TwinModel
internal import TwinTestbeds

extension GuardedPlant {
  /// Ages in ticks at which an incident is looked at.
  static let ages = [0, 1, 5, 15, 30]

  /// A run of a seed, watched up to shortly before anything happens: cases go on from copies of it.
  public struct WarmRun: Sendable {
    let watch: CaseWatch
  }

  /// Runs a seed up to shortly before anything happens.
  public func warmRun(seed: UInt64) throws(DiagnosisError) -> WarmRun {
    let trial = DiagnosisCase(.nothing, seed: seed)
    let (options, _) = try plan(trial)
    do throws(TestbedError) {
      var watch = CaseWatch(trial, truth: nil, on: self, run: try testbed.run(options), identifier: nil)
      watch.isWarmingUp = true
      watch.proceed(until: setting.warmUp - 2 * setting.rowPeriod)
      return WarmRun(watch: watch)
    } catch { throw .testbed(error) }
  }

  /// Runs a case and tells what diagnosis made of it.
  ///
  /// - Parameter warm: the seed's run up to shortly before; what happens to the network itself, and attackers who listen
  ///   first, need a run of their own all the same.
  public func outcome(of trial: DiagnosisCase, from warm: WarmRun? = nil) throws(DiagnosisError) -> DiagnosisOutcome {
    let (options, truth) = try plan(trial)
    do throws(TestbedError) {
      var watch: CaseWatch
      if let warm, trial.mayBeginLate {
        let attackers = options.network?.attackers ?? []
        let run = warm.watch.current.attacked(by: options.attacks, attackers, until: setting.whole)
        watch = warm.watch.becoming(trial, truth: truth, run: run)
      } else {
        watch = CaseWatch(trial, truth: truth, on: self, run: try testbed.run(options), identifier: nil)
      }
      var outcome = watch.outcome()
      // Only what nobody noticed may have been nothing.
      if outcome.incidents == 0, trial.kind?.isAttack == true {
        outcome.isVoid = !hasEffect(try testbed.run(options))
      }
      return outcome
    } catch { throw .testbed(error) }
  }

  /// Whether an attack changes a true value, a report or a message at all.
  private func hasEffect(_ run: any TestbedRun) -> Bool {
    var traced = TracedRun(run, of: testbed.site, tracesAttacks: true)
    while traced.advance() {
      let forged = traced.takeMessages().contains { $0.origin != .genuine || $0.outcome.isTakenAway }
      let consequence = traced.consequences.first
      if forged || consequence?.firstEffect != nil || consequence?.firstReport != nil { return true }
      _ = traced.takeRows()
    }
    return false
  }

  /// How a case is run, and what it really does.
  private func plan(_ trial: DiagnosisCase) throws(DiagnosisError) -> (Testbed.Options, AttackTruth?) {
    var options = Testbed.Options(seed: trial.seed, hours: setting.whole / 3600, rowPeriod: setting.rowPeriod)
    options.isLabelled = false
    var truth: AttackTruth?
    var attackers: [any NetworkAttack] = []
    var troubles: [CommunicationTrouble] = []
    do throws(AttackError) {
      switch trial.happening {
      case .attack(let type, let variant, let level):
        if setting.isNetworked && MessageScenario.variants(of: type).contains(where: { $0.number == variant }) {
          let scenario = try MessageScenario.drawingBriefFlood(
            on: testbed, type: type, variant: variant, level: level, seed: trial.seed, start: setting.warmUp,
            duration: setting.duration, run: setting.whole, shortestFlood: 2 * setting.rowPeriod)
          attackers = [scenario.attack]
          truth = scenario.truth
        } else {
          let scenario = try testbed.scenario(
            type, variant: variant, level: level, seed: trial.seed, start: setting.warmUp, duration: setting.duration,
            run: setting.whole,
            oracle: level == .whiteBox
              ? ModelOracle(model: knowledge.model, kind: .autoencoder, period: setting.rowPeriod) : nil)
          options.attacks = [scenario.attack]
          truth = scenario.truth
        }
      case .trouble(let trouble):
        let event = try testbed.event(
          trouble, seed: trial.seed, start: setting.warmUp, duration: setting.duration / 2, run: setting.whole)
        options.attacks = [event]
        truth = event.truth
      case .networkOutage:
        let outage = try outage(seed: trial.seed)
        troubles = [outage]
        truth = outage.truth
      case .nothing: break
      }
    } catch { throw .attack(error) }
    if setting.isNetworked {
      options.network = testbed.network(
        seed: trial.seed, attackers: attackers, troubles: troubles, isLogging: true)
    }
    return (options, truth)
  }

  /// A link or a device of the network fails for a few minutes to a quarter of the time.
  private func outage(seed: UInt64) throws(AttackError) -> CommunicationTrouble {
    var random = SeededGenerator(seed: seed, stream: 0x0A7)
    let plan = testbed.communication
    let duration = setting.duration * (0.1 + 0.4 * random.uniform())
    if random.uniform() < 0.5 {
      let link = Int(random.uniform() * Double(plan.topology.links.count))
      return try .linkOutage(of: link, in: plan, start: setting.warmUp, duration: duration)
    }
    let nodes = plan.topology.nodes.filter { $0.role == .plc || $0.role == .fieldDevice || $0.role == .gateway }
    let node = nodes[Int(random.uniform() * Double(nodes.count))].id
    return try .restart(of: node, in: plan, start: setting.warmUp, duration: duration)
  }
}

extension DiagnosisCase {
  /// Whether nothing of it happens long before it begins.
  fileprivate var mayBeginLate: Bool {
    switch happening {
    case .attack(let type, let variant, let level):
      !ExperimentEvent(type: type, variant: variant, level: level, seed: seed).listens
    case .trouble, .nothing: true
    case .networkOutage: false
    }
  }
}
