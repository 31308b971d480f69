import Testing
import TwinModel

@testable import TwinTestbeds

@Suite struct ConsequenceTests {
  private func traced(_ testbed: Testbed, seed: UInt64, hours: Double, attacks: [any Attack]) throws -> TracedRun {
    let run = try testbed.run(Testbed.Options(seed: seed, hours: hours, attacks: attacks))
    var traced = TracedRun(run, of: testbed.site, tracesAttacks: true)
    while traced.next(512) != nil {}
    return traced
  }

  @Test func `a flood shows at once in the inflow and soon as an overflowing tank`() throws {
    let flood = try WaterCell.flood(start: 8 * 3600, seed: 1)
    let run = try traced(.waterCell, seed: 1, hours: 14, attacks: [flood])
    let consequence = try #require(run.consequences.first)
    let effect = try #require(consequence.firstEffect)
    let violation = try #require(consequence.firstViolation)
    #expect(effect.time >= 8 * 3600 && effect.time < 8 * 3600 + 3600)
    #expect(violation.tag == "LIT101" && violation.time > effect.time && violation.time < flood.truth.end)
  }

  @Test func `the effect is the first scan at which the two runs differ, found again by hand`() throws {
    let lie = try WaterCell.falseLevel(start: 2 * 3600, seed: 5)
    let found = try #require(try traced(.waterCell, seed: 3, hours: 6, attacks: [lie]).consequences.first?.firstEffect)
    var attacked = WaterCell.loop(seed: 3, attacks: [lie])
    var clean = WaterCell.loop(seed: 3)
    let steps = WaterCell.site.tags.prefix(5).map { $0.quantisation ?? 0 }
    var place: Int?
    while place == nil && attacked.scans < 54_000 {
      attacked.advance()
      clean.advance()
      let (with, without) = (attacked.process.trueValues, clean.process.trueValues)
      place = steps.indices.first { abs(with[$0] - without[$0]) > steps[$0] }
    }
    #expect(attacked.process.sensors[try #require(place)] == found.tag && attacked.time == found.time)
  }

  @Test func `a lie to the historian alone has no consequence`() throws {
    struct Whisper: Attack {
      let truth = AttackTruth(id: "whisper", summary: "", targets: ["LIT101"], start: 60, end: 3600)
      mutating func tamperMeasurements(_ signals: inout Signals) {
        if truth.isActive(at: signals.time) { signals.reported[0] = 2 }
      }
    }
    let consequence = try #require(
      try traced(.waterCell, seed: 3, hours: 2, attacks: [Whisper()]).consequences.first)
    #expect(consequence.firstEffect == nil && consequence.firstViolation == nil)
  }

  @Test func `of two attacks each answers for its own`() throws {
    let attacks: [any Attack] = [
      try WaterCell.flood(start: 8 * 3600, seed: 1), try WaterCell.falseLevel(start: 20 * 3600, seed: 2),
    ]
    let together = try traced(.waterCell, seed: 1, hours: 26, attacks: attacks).consequences
    let alone = try traced(.waterCell, seed: 1, hours: 26, attacks: [attacks[0]]).consequences
    #expect(together.map(\.truth.id) == ["flood", "false-level"])
    #expect(together.first == alone.first)
    #expect((together.last?.firstEffect?.time ?? 0) >= 20 * 3600)
  }

  @Test func `tracing changes no bit of the recording`() throws {
    let flood = try WaterCell.flood(start: 3600, seed: 1)
    let options = Testbed.Options(seed: 1, hours: 4, attacks: [flood])
    var plain = try Testbed.waterCell.run(options)
    var traced = TracedRun(try Testbed.waterCell.run(options), of: Testbed.waterCell.site, tracesAttacks: true)
    while let block = plain.next() { #expect(traced.next(512) == block) }
    #expect(traced.next(512) == nil)
  }

  @Test func `an envelope is violated after its hold time, by value and by rate`() {
    let envelopes = [
      SafetyEnvelope(tag: "b", low: 0, high: 1, holdTime: 2), SafetyEnvelope(tag: "a", maximumRate: 0.5),
      SafetyEnvelope(tag: "no sensor", high: 1),
    ]
    var watch = EnvelopeWatch(envelopes, sensors: ["a", "b"])
    #expect(watch.count == 2)
    var violated: [[Bool]] = []
    for values in [[0, 2], [0.4, 2], [1, 2], [1, .nan], [1, 0.5]] {
      watch.observe(values, after: 1)
      violated.append([watch.isViolated(0), watch.isViolated(1)])
    }
    #expect(violated == [[false, false], [false, false], [true, true], [true, false], [false, false]])
  }

  @Test func `an impairment is logged once, with its beginning and all its time`() {
    var log = ImpairmentLog()
    let (dry, dark) = (Impairment(.dryTank, of: "T1"), Impairment(.withoutVoltage, of: "B02"))
    log.observe([], at: 1, for: 1)
    log.observe([dry], at: 2, for: 1)
    log.observe([dry, dark], at: 3, for: 1)
    log.observe([], at: 4, for: 1)
    log.observe([dark], at: 9, for: 5)
    #expect(log.entries.map(\.impairment) == [dry, dark])
    #expect(log.entries.map(\.first) == [2, 3] && log.entries.map(\.total) == [2, 6])
  }
}
