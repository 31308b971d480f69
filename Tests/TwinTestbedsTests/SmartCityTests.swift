import Hydraulics
import Testing
import TwinModel

@testable import TwinTestbeds

@Suite struct SmartCityTests {
  /// Rows of a run, one an hour.
  static func rows(
    seed: UInt64, hours: Double, attacks: [any Attack] = [], rotatesPumps: Bool = true
  ) -> [[Double]] {
    var rows: [[Double]] = []
    let recording = SmartCity.recording(
      seed: seed, hours: hours, attacks: attacks, period: 300, rotatesPumps: rotatesPumps, rowPeriod: 3600)
    for block in recording {
      for row in 0..<block.count {
        rows.append(Array(block.values[row * block.tags.count..<(row + 1) * block.tags.count]))
      }
    }
    return rows
  }

  static func column(_ name: String) throws -> Int {
    try #require((SmartCityProcess.sensorNames + SmartCityProcess.actuatorNames).firstIndex(of: name))
  }

  @Test func `one seed gives the same bits twice, another seed others`() {
    let first = Self.rows(seed: 3, hours: 12)
    #expect(first == Self.rows(seed: 3, hours: 12))
    #expect(first != Self.rows(seed: 4, hours: 12))
  }

  @Test func `a copy continues as the original does, and does not disturb it`() {
    var loop = SmartCity.loop(seed: 5, period: 300)
    for _ in 0..<30 { loop.advance() }
    var fork = loop
    let before = loop.process.trueValues
    for _ in 0..<30 { fork.advance() }
    #expect(loop.process.trueValues == before)
    for _ in 0..<30 { loop.advance() }
    #expect(loop.signals == fork.signals)
    #expect(loop.process.trueValues == fork.process.trueValues)
  }

  @Test func `it has the 43 tags of the published recordings, and those of the lamps`() {
    let tags = Set(SmartCityProcess.sensorNames + SmartCityProcess.actuatorNames)
    let published =
      (1...7).map { "L_T\($0)" } + (1...11).flatMap { ["F_PU\($0)", "S_PU\($0)"] } + ["F_V2", "S_V2"]
      + [280, 269, 300, 256, 289, 415, 302, 306, 307, 317, 14, 422].map { "P_J\($0)" }
    #expect(published.count == 43)
    #expect(tags.isSuperset(of: published))
    #expect(tags.count == 43 + 9 + 4)
    #expect(Set(SmartCity.site.tags.map(\.name)) == tags)
  }

  /// First and last percent of 30 weeks of the town under the published thresholds, simulated with EPANET.
  static let normal: [(tag: String, range: ClosedRange<Double>)] = [
    ("L_T1", 0.19...4.78), ("L_T2", 0.16...5.63), ("L_T3", 2.87...5.48), ("L_T4", 1.98...4.68), ("L_T5", 4.48...4.52),
    ("L_T6", 4.79...5.52), ("L_T7", 1.02...5.00), ("F_PU1", 88.3...121.6), ("F_PU4", 0...37.1), ("F_PU7", 0...51.6),
    ("F_PU8", 10.0...33.3), ("F_PU10", 0...32.4), ("F_V2", 0...106.2), ("P_J280", 2.79...3.16), ("P_J269", 20.9...39.2),
    ("P_J300", 20.6...32.6), ("P_J256", 66.2...94.5), ("P_J415", 62.0...105.5), ("P_J302", 15.3...33.4),
    ("P_J306", 82.4...120.0), ("P_J317", 55.5...89.1), ("P_J14", 27.7...43.2), ("P_J422", 22.4...34.0),
  ]

  @Test func `three days of normal operation stay within the range of 30 published weeks`() throws {
    let rows = Self.rows(seed: 11, hours: 72, rotatesPumps: false)
    try #require(rows.count == 72)
    for (tag, range) in Self.normal {
      let column = try Self.column(tag)
      let inside = rows.filter { range.contains($0[column]) }.count
      #expect(inside >= 65, "\(tag): \(inside) of 72 hours inside \(range)")
    }
    let pump = try Self.column("S_PU4")
    #expect(Set(rows.map { $0[pump] }) == [0, 1], "PU4 switches")
  }

  @Test func `a pump held off empties its tank and leaves a district dry, which is a state and not a crash`() throws {
    var process = SmartCityProcess()
    var random = SeededGenerator(seed: 1)
    var control = SmartCityController(period: 300)
    var measured = process.measure(using: &random)
    var outcomes: [Solution.Outcome] = []
    for scan in 0..<(12 * 36) {
      var commands = control.scan(measured, at: Double(scan) * 300)
      for pump in [3, 4] { commands[pump] = 0 }
      measured = process.step(inputs: commands, dt: 300, using: &random)
      outcomes.append(process.solution.outcome)
    }
    #expect(measured[2] < 0.05, "T3 is empty")
    #expect(!process.isOperatingNormally)
    let dry = outcomes.contains { if case .disconnected(let nodes) = $0 { !nodes.isEmpty } else { false } }
    #expect(dry)
    #expect(measured.allSatisfy { $0.isFinite })
  }

  @Test func `every morning at nine the pumps of a pair change roles, whoever runs`() {
    var rotating = SmartCityController(period: 900)
    var fixed = SmartCityController(period: 900, rotatesPumps: false)
    var random = SeededGenerator(seed: 6)
    var levels = [3.0, 3, 4, 3, 4, 5, 3]
    for scan in 0..<8 * 96 {
      for tank in levels.indices { levels[tank] = min(6.5, max(0, levels[tank] + 0.8 * random.normal())) }
      let measured = levels + [Double](repeating: 0, count: SmartCityProcess.sensorNames.count - 7)
      let (mine, other) = (
        rotating.scan(measured, at: Double(scan) * 900), fixed.scan(measured, at: Double(scan) * 900)
      )
      var expected = other
      if (scan + 96 - 36) / 96 % 2 == 1 { for (a, b) in [(0, 1), (3, 4), (5, 6), (9, 10)] { expected.swapAt(a, b) } }
      #expect(mine == expected, "scan \(scan)")
    }
  }

  @Test func `fourteen days keep every tank and consumer served, week-ends differ`() {
    var loop = SmartCity.loop(seed: 21, period: 300)
    var outside = 0
    for _ in 0..<14 * 288 {
      loop.advance()
      if !loop.process.isOperatingNormally { outside += 1 }
    }
    #expect(outside < 14 * 288 / 50)
  }

  @Test func `levels that no longer arrive leave the pumps as they were`() {
    var control = SmartCityController(period: 60, exchangePeriod: 0)
    var values = [Double](repeating: 0, count: SmartCityProcess.sensorNames.count)
    values.replaceSubrange(0..<7, with: [2, 3, 2.5, 2.5, 4, 5, 2])
    let first = control.scan(values, at: 0)
    #expect(first[3] == 1 && first[6] == 1 && first[9] == 1)
    for tank in 0..<7 { values[tank] = .nan }
    #expect(control.scan(values, at: 60) == first)
    values.replaceSubrange(0..<7, with: [6.4, 5.6, 5.4, 4.6, 4.6, 5, 4.9])
    let full = control.scan(values, at: 120)
    #expect(Array(full[..<12]) == [Double](repeating: 0, count: 12))
  }

  @Test func `a level that passes its limit by less than the margin switches nothing`() {
    var control = SmartCityController(period: 60, exchangePeriod: 0)
    var values = [Double](repeating: 0, count: SmartCityProcess.sensorNames.count)
    values.replaceSubrange(0..<7, with: [2, 3, 4, 3.5, 4.54, 5, 3])
    #expect(control.scan(values, at: 0)[7] == 1)
    values[4] = 4.56
    #expect(control.scan(values, at: 60)[7] == 0)
  }

  @Test func `lamps burn by night, at half brightness late, and not by day`() throws {
    let rows = Self.rows(seed: 2, hours: 48)
    let power = try Self.column("W_SL1")
    for (hour, row) in rows.enumerated() {
      switch hour % 24 {
      case 0..<5: #expect(row[power] > 15 && row[power] < 30, "hour \(hour)")
      case 20..<23: #expect(row[power] > 35, "hour \(hour)")
      case 10..<15: #expect(row[power] == 0, "hour \(hour)")
      default: break
      }
    }
  }

  @Test func `what the lamps draw the pumps see in the feeder's voltage`() {
    func voltage(lamps: Double) -> Double {
      var process = SmartCityProcess()
      var random = SeededGenerator(seed: 9)
      let commands = [1, 1, 0, 0, 0, 0, 1, 1, 0, 1, 0, 1, lamps, lamps, lamps, lamps]
      for _ in 0..<10 { _ = process.step(inputs: commands, dt: 60, using: &random) }
      return process.trueValues[process.trueValues.count - 1]
    }
    #expect(voltage(lamps: 0) - voltage(lamps: 1) > 0.01)
  }

  @Test func `disturbances do not depend on what the actuators do`() {
    var (idle, busy) = (SmartCityProcess(), SmartCityProcess())
    var (first, second) = (SeededGenerator(seed: 4), SeededGenerator(seed: 4))
    for _ in 0..<20 {
      _ = idle.step(inputs: [Double](repeating: 0, count: 16), dt: 90, using: &first)
      _ = busy.step(inputs: [Double](repeating: 1, count: 16), dt: 90, using: &second)
    }
    #expect(first == second)
  }

  @Test func `the season is a wave of an eighth with its trough at the beginning`() {
    let factors = (0..<365).map(CityDemand.season)
    #expect(factors.allSatisfy { (0.8799...1.1201).contains($0) })
    #expect(abs(factors.reduce(0, +) / 365 - 1) < 1e-3)
    #expect(factors[0] < 0.881 && factors[182] > 1.119)
  }
}
