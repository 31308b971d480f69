import Testing
import TwinModel

@testable import TwinTestbeds

/// Every type on every testbed in every variant, at the levels that need no detector.
@Suite struct AttackScenarioTests {
  /// A testbed with a span of time in which its loops have to act.
  struct Stage: Sendable, CustomTestStringConvertible {
    var testbed: Testbed
    var start: Double
    var duration: Double
    var testDescription: String { testbed.name }

    static let all = [
      Stage(testbed: .waterCell, start: 3 * 3600, duration: 3 * 3600),
      Stage(testbed: .city, start: 24 * 3600, duration: 30 * 3600),
      Stage(testbed: .tennesseeEastman, start: 1800, duration: 3600),
      Stage(testbed: .grid, start: 900, duration: 2700),
    ]
  }

  /// What was seen of an attack in its run.
  struct Sighting {
    var changed: Set<String> = []
    var outsideWindow: Set<String> = []
    var beyondLimits = false
    var consequence: AttackConsequence?
  }

  static func sighting(of scenario: AttackScenario, on stage: Stage, seed: UInt64) throws -> Sighting {
    let testbed = stage.testbed
    let surface = try #require(testbed.attackSurface)
    let truth = scenario.truth
    // Old measurements are told as they were read, also those of a plant that has left its envelope since.
    let ranges = testbed.site.tags.map { $0.range ?? -.infinity ... .infinity }
    let limits = scenario.type == .replay ? ranges : surface.sensorLimits + surface.actuatorLimits
    let names = testbed.sensors + testbed.actuators
    let hours = (stage.start + stage.duration + 5 * testbed.scanPeriod) / 3600
    let run = try testbed.run(
      .init(seed: seed, hours: hours, rowPeriod: testbed.scanPeriod, attacks: [scenario.attack]))
    var traced = TracedRun(run, of: testbed.site, tracesAttacks: true)
    var sighting = Sighting()
    var usual: [Double]?
    while traced.advance() {
      let signals = traced.run.signals
      let isActive = truth.isActive(at: signals.time)
      func see(_ name: String, _ value: Double, _ honest: Double, _ limits: ClosedRange<Double>?) {
        guard value != honest, !(value.isNaN && honest.isNaN) else { return }
        sighting.changed.insert(name)
        if !isActive { sighting.outsideWindow.insert(name) }
        if !(limits?.contains(value) ?? true) { sighting.beyondLimits = true }
      }
      let honest = signals.measured + signals.commanded
      for values in [signals.received + signals.actuated, signals.reported + signals.reportedCommands]
      where values != honest {
        for index in values.indices { see(names[index], values[index], honest[index], limits[index]) }
      }
      usual = usual ?? signals.setpoints
      for (index, value) in signals.setpoints.enumerated() {
        let name = surface.wiring.setpoints[index]
        see(name, value, usual?[index] ?? value, try? surface.limits(of: name))
      }
      if traced.run.pendingRows > 512 { _ = traced.next(512) }
    }
    sighting.consequence = traced.consequences.first
    return sighting
  }

  @Test(arguments: Stage.all, AttackType.allCases)
  func `an attack acts on its targets in its window, as its level allows, and moves what it should`(
    stage: Stage, type: AttackType
  ) throws {
    let surface = try #require(stage.testbed.attackSurface)
    for variant in surface.variants(of: type) {
      for level in variant.levels where level < .whiteBox {
        let scenario = try AttackScenario(
          on: surface, type: type, variant: variant.number, level: level, seed: UInt64(variant.number),
          start: stage.start,
          duration: stage.duration, run: stage.start + stage.duration)
        let truth = scenario.truth
        let sighting = try Self.sighting(of: scenario, on: stage, seed: 5)
        let what: Comment = "\(type.rawValue) variant \(variant.number) level \(level.rawValue): \(truth.summary)"
        #expect(sighting.outsideWindow.isEmpty, what)
        #expect(sighting.changed.isSubset(of: truth.targets), what)
        #expect(truth.classification?.type == type && truth.classification?.level == level, what)
        #expect(truth.techniques == type.techniques, what)
        guard variant.position != .federationMember else {
          #expect(sighting.changed.isEmpty && sighting.consequence?.firstEffect == nil, what)
          continue
        }
        #expect(!sighting.changed.isEmpty, what)
        // Who only takes messages away does not choose the values that the plant then runs into.
        #expect(type == .flooding || sighting.beyondLimits == (level == .naive), what)
        let effect = sighting.consequence?.firstEffect
        if !variant.movesProcess { #expect(effect == nil, what) }
        if variant.movesProcess && level < .modelAware { #expect(effect != nil, what) }
        if let effect { #expect(effect.time > truth.start, what) }
      }
    }
  }

  @Test(arguments: AttackType.allCases) func `one seed gives one attack, bit for bit, and another seed another`(
    type: AttackType
  ) throws {
    let surface = WaterCell.attackSurface
    // Nothing is drawn when the gateway hears nothing at all.
    for variant in surface.variants(of: type) where ![.federationMember, .gateway].contains(variant.position) {
      func told(_ seed: UInt64) throws -> [[Double]] {
        let level: AttackLevel = variant.levels.contains(.insideLimits) ? .insideLimits : .modelAware
        let scenario = try AttackScenario(
          on: surface, type: type, variant: variant.number, level: level, seed: seed, start: 8 * 3600, duration: 7200)
        var loop = WaterCell.loop(seed: 3, attacks: [scenario.attack])
        var rows: [[Double]] = []
        while loop.time < 10 * 3600 {
          loop.advance()
          if loop.signals.time >= 8 * 3600, loop.scans.isMultiple(of: 25) {
            rows.append(loop.signals.reported + loop.signals.actuated)
          }
        }
        return rows
      }
      let once = try told(1)
      #expect(try told(1) == once)
      #expect(try (2..<8).contains { try told($0) != once }, "\(type.rawValue) variant \(variant.number)")
    }
  }

  @Test func `a run that ends before its attack is the clean run`() throws {
    for testbed in [Testbed.waterCell, .city] {
      let surface = try #require(testbed.attackSurface)
      let clean = try Self.rows(testbed, attacks: [])
      for type in AttackType.allCases {
        for variant in surface.variants(of: type) {
          let scenario = try AttackScenario(
            on: surface, type: type, variant: variant.number, level: variant.levels[0], seed: 1, start: 7200,
            duration: 600)
          // A fork that leaves before the attack begins sees nothing of it.
          #expect(try Self.rows(testbed, attacks: [scenario.attack]) == clean)
        }
      }
    }
  }

  private static func rows(_ testbed: Testbed, attacks: [any Attack]) throws -> [[Double]] {
    var run = try testbed.run(.init(seed: 9, hours: 3, attacks: attacks))
    var rows: [[Double]] = []
    while run.time < 7200, run.advance() { rows.append(run.signals.reported + run.signals.reportedCommands) }
    return rows
  }

  @Test func `a flood covers a masked actuation`() throws {
    let surface = WaterCell.attackSurface
    func scenario(_ type: AttackType, _ variant: Int, _ level: AttackLevel) throws -> AttackScenario {
      try AttackScenario(
        on: surface, type: type, variant: variant, level: level, seed: 4, start: 8 * 3600, duration: 3600,
        target: "LIT101")
    }
    let (masked, flood) = (try scenario(.maskedActuation, 2, .insideLimits), try scenario(.flooding, 3, .naive))
    let alone = try Self.trace([masked.attack])
    let covered = try Self.trace([masked.attack, flood.attack])
    let (hidden, plain) = (try #require(covered.consequences.first), try #require(alone.consequences.first))
    #expect(hidden.firstViolation?.tag == "LIT101")
    #expect(hidden.firstEffect == plain.firstEffect && hidden.firstViolation == plain.firstViolation)
    #expect(plain.firstReport?.time == plain.truth.start && hidden.firstReport?.time == hidden.truth.end)
    #expect(covered.consequences.last?.firstEffect == nil)
    #expect(covered.silent > 3500 / 0.4 && alone.silent == 0)
  }

  /// Runs the water cell; counts scans in which the historian hears nothing of LIT101.
  private static func trace(_ attacks: [any Attack]) throws -> (consequences: [AttackConsequence], silent: Double) {
    let run = try Testbed.waterCell.run(.init(seed: 6, hours: 9.5, attacks: attacks))
    var traced = TracedRun(run, of: WaterCell.site, tracesAttacks: true)
    var silent = 0.0
    while traced.advance() { silent += traced.run.signals.reported[0].isNaN ? 1 : 0 }
    return (traced.consequences, silent)
  }

  @Test func `what cannot be is refused with what can`() {
    let surface = WaterCell.attackSurface
    func make(
      _ type: AttackType = .falseData, _ variant: Int = 1, _ level: AttackLevel = .naive, start: Double = 0,
      duration: Double = 60, target: String? = nil, run: Double? = nil
    ) throws {
      _ = try AttackScenario(
        on: surface, type: type, variant: variant, level: level, seed: 1, start: start, duration: duration,
        target: target, run: run)
    }
    #expect(throws: AttackError.unknownVariant(9, of: .falseData, known: [1, 2, 3, 4, 5, 6])) {
      try make(.falseData, 9)
    }
    #expect(
      throws: AttackError.unknownLevel(
        .whiteBox, of: .flooding, variant: 1, known: [.naive, .insideLimits, .modelAware])
    ) { try make(.flooding, 1, .whiteBox) }
    #expect(throws: AttackError.missingOracle(.whiteBox)) { try make(.falseData, 1, .whiteBox) }
    #expect(throws: AttackError.unsuitable(.falseData, variant: 6, testbed: "water-cell")) { try make(.falseData, 6) }
    #expect(throws: AttackError.outsideRun(start: 3000, duration: 700, run: 3600)) {
      try make(start: 3000, duration: 700, run: 3600)
    }
    #expect(
      throws: AttackError.unknownTarget(
        "LIT999",
        known: [
          "LIT101", "MV101", "P101", "LIT101.H", "LIT301", "P101", "P301", "LIT301.H",
        ])
    ) { try make(target: "LIT999") }
    for (start, duration) in [(-1.0, 60.0), (0, 0), (0, .nan), (.infinity, 1), (.nan, 1)] {
      #expect(throws: AttackError.self) { try make(start: start, duration: duration) }
    }
  }
}

extension AttackScenarioTests {
  @Test func `every error says what to do in one line`() {
    let errors: [AttackError] = [
      .unknownTarget("x", known: ["a"]), .impossibleTime(start: -1, duration: 0),
      .outsideRun(start: 1, duration: 2, run: 2), .unknownVariant(9, of: .replay, known: [1, 2]),
      .unknownLevel(.whiteBox, of: .replay, variant: 1, known: [.naive]),
      .unsuitable(.falseData, variant: 6, testbed: "city"), .missingOracle(.whiteBox),
    ]
    for error in errors { #expect(!"\(error)".isEmpty && !"\(error)".contains("\n")) }
  }
}
