import Testing
import TwinModel

@testable import TwinTestbeds

@Suite struct TroubleTests {
  @Test(arguments: Testbed.all.map(\.name), Trouble.allCases)
  func `a trouble happens in its time and no row is labelled`(name: String, trouble: Trouble) throws {
    let testbed = try Testbed.named(name)
    let surface = try #require(testbed.attackSurface)
    let (start, duration) = name == "city" ? (7200.0, 6 * 3600.0) : name == "water-cell" ? (6 * 3600, 3600) : (900, 600)
    var isDifferent = false
    for seed in 1...(name == "tennessee-eastman" || name == "grid" ? 2 : 4) as ClosedRange<UInt64> {
      let event = try TroubleEvent(on: surface, trouble, seed: seed, start: start, duration: duration)
      #expect(event.truth.isBenign && event.truth.classification == nil && event.truth.techniques.isEmpty)
      var run = try testbed.run(.init(seed: 2, hours: (start + duration) / 3600 + 0.1, attacks: [event]))
      var clean = run.removingAttack(id: event.truth.id)
      var usual: [Double]?
      while run.advance(), clean.advance() {
        #expect(run.currentEvent.isEmpty)
        let signals = run.signals
        usual = usual ?? signals.setpoints
        let isSame =
          signals.received == clean.signals.received && signals.actuated == clean.signals.actuated
          && signals.setpoints == usual
        if signals.time < start { #expect(isSame) }
        if signals.time >= start, !isSame || run.trueValues != clean.trueValues { isDifferent = true }
        if run.pendingRows > 512 {
          let rows = run.takeRows()
          _ = clean.takeRows()
          #expect(!rows.labels.contains(true))
        }
      }
    }
    // A device that rests anyway may be taken out unseen; not every one.
    #expect(isDifferent, "\(trouble.summary)")
  }

  @Test func `an attack during a trouble is labelled as the attack`() throws {
    let surface = WaterCell.attackSurface
    let trouble = try TroubleEvent(on: surface, .loadSurge, seed: 1, start: 1800, duration: 7200)
    let attack = try AttackScenario(
      on: surface, type: .falseData, variant: 1, level: .insideLimits, seed: 1, start: 3600, duration: 1200, id: "lie")
    var loop = WaterCell.loop(seed: 1, attacks: [trouble, attack.attack])
    var events: Set<String> = []
    while loop.time < 9000 {
      loop.advance()
      if loop.signals.time < 3600 { #expect(loop.currentEvent.isEmpty) }
      events.insert(loop.currentEvent)
    }
    #expect(events == ["", "lie"])
  }

  @Test func `a load surge draws more and ends`() throws {
    let event = try TroubleEvent(on: WaterCell.attackSurface, .loadSurge, seed: 3, start: 6 * 3600, duration: 1800)
    var (with, without) = (WaterCell.loop(seed: 1, attacks: [event]), WaterCell.loop(seed: 1))
    while with.time < 8 * 3600 {
      with.advance()
      without.advance()
      guard without.process.trueValues[4] > 0 else { continue }
      let ratio = with.process.trueValues[4] / without.process.trueValues[4]
      let expected = event.truth.isActive(at: with.signals.time) ? 1.1...1.3 : 1...1
      #expect(expected.contains((ratio * 1e9).rounded() / 1e9), "\(ratio) at \(with.time)")
    }
  }

  @Test func `times that cannot be are refused`() {
    #expect(throws: AttackError.self) {
      try TroubleEvent(on: WaterCell.attackSurface, .drift, seed: 1, start: -1, duration: 60)
    }
    #expect(throws: AttackError.outsideRun(start: 0, duration: 60, run: 30)) {
      try TroubleEvent(on: WaterCell.attackSurface, .drift, seed: 1, start: 0, duration: 60, run: 30)
    }
  }
}
