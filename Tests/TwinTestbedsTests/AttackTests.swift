import Testing
import TwinModel
import TwinTestbeds

struct AttackTests {
  static let start = 8.0 * 3600

  @Test(arguments: 0..<8) func `a flood raises the true level over its envelope while the reported level looks normal`(
    seed: UInt64
  ) throws {
    let flood = try WaterCell.flood(start: Self.start, seed: seed)
    let high = try #require(WaterCell.site.envelope(ofTag: "LIT101")?.high)
    var loop = WaterCell.loop(seed: seed, attacks: [flood])
    var highest = 0.0
    while loop.time < flood.truth.end {
      loop.advance()
      guard flood.truth.isActive(at: loop.signals.time) else { continue }
      highest = max(highest, loop.process.rawLevel)
      #expect(loop.signals.actuated[0] == 1)
      #expect(loop.signals.reported[0] > 0.48 && loop.signals.reported[0] < 0.82)
      #expect(loop.signals.received == loop.signals.reported)
    }
    #expect(highest > high, "\(highest) m")
    #expect(loop.signals.reportedCommands == loop.signals.commanded)
  }

  @Test(arguments: 0..<8) func `a false level moves the true one through the controller and stays inside the limits`(
    seed: UInt64
  ) throws {
    let attack = try WaterCell.falseLevel(start: Self.start, seed: seed)
    let limits = try #require(WaterCell.site.envelope(ofTag: "LIT101"))
    var loop = WaterCell.loop(seed: seed, attacks: [attack])
    var farthest = 0.0
    while loop.time < attack.truth.end {
      loop.advance()
      guard attack.truth.isActive(at: loop.signals.time) else { continue }
      #expect(limits.contains(loop.signals.reported[0]))
      farthest = max(farthest, 0.5 - loop.process.rawLevel, loop.process.rawLevel - 0.8)
    }
    #expect(farthest > 0.05, "the true level left its band by \(farthest) m")
  }

  @Test func `disturbances and noise are the same with and without an attack`() throws {
    let flood = try WaterCell.flood(start: 1800, seed: 1)
    var (clean, attacked) = (WaterCell.loop(seed: 3), WaterCell.loop(seed: 3, attacks: [flood]))
    while clean.time < 1800 {
      clean.advance()
      attacked.advance()
      #expect(clean.signals.measured == attacked.signals.measured)
    }
    for _ in 0..<3000 {
      clean.advance()
      attacked.advance()
    }
    #expect(clean.signals.measured != attacked.signals.measured)
    // Consumption depends on neither: its readings stay alike, noise and all.
    #expect(clean.signals.measured[4] == attacked.signals.measured[4])
  }

  @Test func `a replay tells again what was measured before and a freeze stays within the noise`() throws {
    for mask in MaskedActuation.Mask.allCases {
      let attack = try MaskedActuation(
        id: "x", on: WaterCell.wiring, forcing: [.init("P101", to: 0)], masking: "LIT301", by: mask, noise: 0.001,
        quantisation: 0.0005, start: 7200, duration: 1800, memory: 600, seed: 1)
      var loop = WaterCell.loop(seed: 2, attacks: [attack])
      var (before, during): ([Double], [Double]) = ([], [])
      while loop.time < 9000 {
        loop.advance()
        if loop.signals.time >= 6600 && loop.signals.time < 7200 { before.append(loop.signals.measured[3]) }
        if loop.signals.time >= 7200 { during.append(loop.signals.reported[3]) }
      }
      switch mask {
      case .replay: #expect(during == Array((0..<3).map { _ in before }.joined().prefix(during.count)))
      case .freeze: #expect(during.allSatisfy { abs($0 - (before.last ?? 0)) < 0.007 } && Set(during).count > 3)
      case .synthetic:
        // Wanders about the usual, beginning where the truth was.
        #expect(abs(during[0] - (before.last ?? 0)) < 0.01 && during.allSatisfy { abs($0 - 0.9) < 0.3 })
        #expect(during.suffix(300) != before.suffix(300))
      }
    }
  }

  @Test func `an attack on what does not exist or at an impossible time is refused`() {
    #expect(throws: AttackError.unknownTarget("LIT999", known: WaterCell.wiring.sensors)) {
      try FalseMeasurement(id: "x", on: WaterCell.wiring, sensor: "LIT999", bias: 1, ramp: 0, start: 0, duration: 1)
    }
    #expect(throws: AttackError.unknownTarget("LIT101", known: WaterCell.wiring.actuators)) {
      try MaskedActuation(
        id: "x", on: WaterCell.wiring, forcing: [.init("LIT101", to: 0)], masking: "LIT101", by: .freeze, start: 0,
        duration: 1, seed: 1)
    }
    for (start, duration) in [(-1.0, 1.0), (0, 0), (0, -1), (0, .nan), (.infinity, 1)] {
      #expect(throws: AttackError.self) {
        try FalseMeasurement(
          id: "x", on: WaterCell.wiring, sensor: "LIT101", bias: 1, ramp: 0, start: start, duration: duration)
      }
    }
  }
}
