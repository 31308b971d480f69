import Testing
import TwinModel

@testable import TwinTestbeds

@Suite struct MessageScenarioTests {
  private struct Outcome {
    var consequence: AttackConsequence?
    /// Oldest value that controllers and historian had while the attack was on, s.
    var receivedAge = 0.0
    var reportedAge = 0.0
    /// Values that the historian had of the target's first tag.
    var reported: Set<Double> = []
    var received: [Double] = []
    var forced = 0
    var statuses: Set<Int> = []
    var counts: [NetworkMessage.Origin: Int] = [:]
    var isLabelled = false
  }

  private func outcome(
    _ type: AttackType, _ variant: Int, _ level: AttackLevel, target: String = "LIT101", start: Double = 8 * 3600,
    duration: Double = 600
  ) throws -> (Outcome, MessageScenario) {
    let testbed = Testbed.waterCell
    let scenario = try MessageScenario(
      on: testbed, type: type, variant: variant, level: level, seed: 3, start: start, duration: duration,
      target: target, run: start + duration)
    var options = Testbed.Options(seed: 5, hours: (start + duration) / 3600)
    options.network = testbed.network(seed: 5, attackers: [scenario.attack], isLogging: true)
    var traced = TracedRun(try testbed.run(options), of: testbed.site, tracesAttacks: true)
    var outcome = Outcome()
    let sensor = testbed.sensors.firstIndex(of: target) ?? 0
    while traced.advance() {
      let signals = traced.run.signals
      for message in traced.takeMessages() {
        if case .http(let transfer) = message.operation, let status = transfer.status, transfer.method == "PUT" {
          outcome.statuses.insert(status)
        }
        if signals.time >= start { outcome.counts[message.origin, default: 0] += 1 }
      }
      guard signals.time >= start + 2 else { continue }
      outcome.receivedAge = max(outcome.receivedAge, signals.receivedAges[sensor])
      outcome.reportedAge = max(outcome.reportedAge, signals.reportedAges[sensor])
      outcome.reported.insert(signals.reported[sensor])
      outcome.received.append(signals.received[sensor] - signals.measured[sensor])
      if signals.actuated != signals.commanded { outcome.forced += 1 }
      if traced.run.currentEvent == scenario.truth.id { outcome.isLabelled = true }
    }
    outcome.consequence = traced.consequences.first
    return (outcome, scenario)
  }

  @Test(arguments: [Testbed.city, .waterCell])
  func `a brief flood ends after so many datagrams, and everything else lasts`(testbed: Testbed) throws {
    func drawn(_ type: AttackType, _ duration: Double, shortest: Double) throws -> AttackTruth {
      let scenario = try MessageScenario.drawingBriefFlood(
        on: testbed, type: type, variant: 3, level: .naive, seed: 4, start: 60, duration: duration,
        shortestFlood: shortest)
      if let flood = scenario.attack as? MessageFlood {
        let seconds = scenario.truth.end - scenario.truth.start
        #expect(seconds <= max(shortest, MessageScenario.floodDatagrams / flood.rate) + 1e-6)
      }
      return scenario.truth
    }
    let whole = try drawn(.flooding, 1, shortest: 1)
    #expect(whole.end == 61, "short enough as it was")
    let brief = try drawn(.flooding, 1e7, shortest: 1)
    #expect(brief.end > 61 && brief.end < 1e6 && brief.summary == whole.summary && brief.targets == whole.targets)
    #expect(try drawn(.flooding, 1e7, shortest: 1e6).end == 60 + 1e6)
    #expect(try drawn(.replay, 1e7, shortest: 1).end == 60 + 1e7)
  }

  @Test func `a run that keeps no messages goes on as one that does`() throws {
    var options = Testbed.Options(seed: 5, hours: 0.1)
    options.network = Testbed.waterCell.network(seed: 5, isLogging: true)
    var talking = try Testbed.waterCell.run(options)
    var silent = talking
    silent.logsMessages = false
    #expect(talking.logsMessages && !silent.logsMessages)
    while talking.advance() && silent.advance() {
      #expect(!talking.takeMessages().isEmpty && silent.takeMessages().isEmpty)
      #expect(talking.signals == silent.signals)
    }
    options.network = nil
    var direct = try Testbed.waterCell.run(options)
    direct.logsMessages = true
    #expect(!direct.logsMessages, "there is no network")
  }

  @Test(arguments: [1, 2], [AttackLevel.naive, .insideLimits])
  func `a flooded device or controller leaves controllers with old values`(variant: Int, level: AttackLevel) throws {
    let (outcome, _) = try outcome(.flooding, variant, level, duration: 240)
    #expect(outcome.receivedAge > 1, "\(outcome.receivedAge) s")
    #expect(outcome.isLabelled && (outcome.counts[.injected] ?? 0) > 1000)
  }

  @Test func `a flooded gateway leaves the historian with old values and the plant alone`() throws {
    let (outcome, _) = try outcome(.flooding, 3, .insideLimits, duration: 30)
    #expect(outcome.reportedAge > 10 && outcome.receivedAge < 1)
    #expect(outcome.consequence?.firstEffect == nil)
  }

  @Test func `old registers in new messages are believed and old messages are not`() throws {
    let (believed, _) = try outcome(.replay, 1, .insideLimits, duration: 3600)
    #expect(believed.consequence?.firstEffect != nil)
    #expect((believed.counts[.altered] ?? 0) > 1000 && believed.counts[.injected] == nil)
    let (refused, _) = try outcome(.replay, 1, .naive, duration: 3600)
    #expect(refused.consequence?.firstEffect == nil && refused.received.allSatisfy { $0 == 0 })
    #expect((refused.counts[.injected] ?? 0) > 1000)
  }

  @Test func `held back measurements are as many seconds old as the attack says`() throws {
    let (outcome, scenario) = try outcome(.replay, 2, .insideLimits, duration: 3600)
    let attack = try #require(scenario.attack as? MessageReplay)
    #expect(attack.span >= 180 && attack.span <= 900)
    #expect(outcome.received.contains { abs($0) > 0.02 } && outcome.consequence?.firstEffect != nil)
  }

  @Test func `replayed commands move actuators against their program`() throws {
    let (outcome, _) = try outcome(.replay, 3, .insideLimits, duration: 5400)
    #expect(outcome.forced > 100 && outcome.consequence?.firstEffect != nil)
  }

  @Test func `a second source needs a stolen key to be heard, and then the historian has two stories`() throws {
    let (stolen, scenario) = try outcome(.rogueNode, 1, .insideLimits)
    let (refused, _) = try outcome(.rogueNode, 1, .naive)
    let goal = try #require(scenario.attack as? ImpostorNode).goal
    let usual = 0.45...0.85
    #expect(stolen.reported.contains { abs($0 - goal) < 0.02 } && stolen.reported.contains(where: usual.contains))
    #expect(!usual.contains(goal) && refused.reported.allSatisfy(usual.contains))
    #expect(stolen.consequence?.firstEffect == nil)
  }

  @Test(arguments: [2, 3]) func `a node in a device's place is believed by the controller`(variant: Int) throws {
    let (outcome, scenario) = try outcome(.rogueNode, variant, .insideLimits, duration: 3600)
    let attack = try #require(scenario.attack as? ImpostorNode)
    #expect(abs(attack.goal - 0.65) > 0.2)
    #expect(outcome.received.suffix(100).allSatisfy { abs($0) > 0.05 })
    #expect(outcome.consequence?.firstEffect != nil && (outcome.counts[.injected] ?? 0) > 1000)
  }

  @Test func `a command is refused without a key, obeyed with a stolen one, and obeyed by a PLC that asks for none`()
    throws
  {
    let (refused, _) = try outcome(.unauthorisedCommand, 2, .naive)
    #expect(refused.forced == 0 && refused.statuses.contains(401) && refused.consequence?.firstEffect == nil)
    for level in [AttackLevel.insideLimits, .modelAware] {
      let (obeyed, _) = try outcome(.unauthorisedCommand, 2, level, duration: 3600)
      #expect(obeyed.forced > 100 && obeyed.consequence?.firstViolation?.tag == "LIT101", "\(level)")
      #expect(obeyed.statuses.contains(202) || level == .modelAware)
    }
  }

  @Test(arguments: Testbed.all.map(\.name))
  func `every attack on messages runs on every testbed, and the same one twice`(name: String) throws {
    let testbed = try Testbed.named(name)
    let start = 10 * testbed.scanPeriod
    for type in AttackType.allCases {
      for variant in MessageScenario.variants(of: type) {
        for level in variant.levels where level < .whiteBox {
          func told() throws -> [Signals] {
            let scenario = try MessageScenario(
              on: testbed, type: type, variant: variant.number, level: level, seed: 1, start: start,
              duration: type == .flooding ? 2 : 20 * testbed.scanPeriod)
            var options = Testbed.Options(seed: 5, hours: 30 * testbed.scanPeriod / 3600, rowPeriod: testbed.scanPeriod)
            options.network = testbed.network(seed: 5, attackers: [scenario.attack])
            var run = try testbed.run(options)
            var signals: [Signals] = []
            while run.advance() { signals.append(run.signals) }
            return signals
          }
          let (once, again) = (try told(), try told())
          #expect(once.map(\.actuated) == again.map(\.actuated) && once.map(\.received) == again.map(\.received))
        }
      }
    }
  }

  @Test func `what the network does not carry is refused`() {
    #expect(throws: AttackError.unknownVariant(1, of: .falseData, known: [])) {
      try MessageScenario(
        on: .waterCell, type: .falseData, variant: 1, level: .naive, seed: 1, start: 0, duration: 60)
    }
    #expect(throws: AttackError.unknownVariant(1, of: .unauthorisedCommand, known: [2])) {
      try MessageScenario(
        on: .waterCell, type: .unauthorisedCommand, variant: 1, level: .naive, seed: 1, start: 0, duration: 60)
    }
    #expect(throws: AttackError.self) {
      try MessageScenario(
        on: .waterCell, type: .rogueNode, variant: 1, level: .whiteBox, seed: 1, start: 0, duration: 60)
    }
  }
}
