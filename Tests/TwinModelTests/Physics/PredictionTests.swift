import Testing

@testable import TwinModel

struct PredictionTests {
  private static func warmed(_ rows: [[Double]]) throws -> TwinPredictor {
    var twin = TwinPredictor(try TankPlant().physics())
    for (row, values) in rows.enumerated() { twin.observe(values, at: Double(row) * TankPlant.period) }
    return twin
  }

  @Test func `a level that lies a little more every row adds up in the balance`() throws {
    let rows = TankPlant().rows(600, seed: 5)
    var honest = TwinPredictor(try TankPlant().physics())
    var deceived = honest
    var (sumOfHonest, sumOfDeceived) = (0.0, 0.0)
    for (row, values) in rows.enumerated() {
      honest.observe(values, at: Double(row) * TankPlant.period)
      var lie = values
      lie[0] -= Double(max(0, row - 300)) * 0.01
      deceived.observe(lie, at: Double(row) * TankPlant.period)
      guard row >= 300 else { continue }
      sumOfHonest += honest.balanceResiduals[0]
      sumOfDeceived += deceived.balanceResiduals[0]
    }
    #expect(abs(sumOfHonest) < 60)
    #expect(sumOfDeceived < -80, "the sum is \(sumOfDeceived)")
  }

  @Test func `sixty rows ahead the forecast stays near the plant, and its uncertainty grows`() throws {
    let rows = TankPlant().rows(1000, seed: 6)
    var twin = TwinPredictor(try TankPlant().physics())
    var squares = 0.0
    var count = 0.0
    for (row, values) in rows.enumerated().prefix(rows.count - 60) {
      twin.observe(values, at: Double(row) * TankPlant.period)
      guard row >= 50, row % 10 == 0 else { continue }
      let forecast = try #require(twin.forecast(rows: 60).first)
      squares += (forecast.value - rows[row + 60][0]) * (forecast.value - rows[row + 60][0])
      count += 1
    }
    // A twin that only held the level would be off by 0.9 m.
    #expect((squares / count).squareRoot() < 0.6, "rms \((squares / count).squareRoot()) m")
    let variances = [1, 5, 20, 60].compactMap { twin.forecast(rows: $0).first?.variance }
    #expect(variances == variances.sorted() && variances[3] > 4 * variances[0])
  }

  @Test func `a gap of rows is bridged, and the first level after it is no surprise`() throws {
    let rows = TankPlant().rows(400, seed: 7)
    var twin = try Self.warmed(Array(rows[..<300]))
    let before = try #require(twin.expectations.first?.variance)
    twin.observe([.nan, rows[300][1], rows[300][2], .nan, .nan], at: 300 * TankPlant.period)
    #expect(twin.balanceResiduals[0] == 0 && twin.relationResiduals[0] == 0 && twin.ruleExcesses[0] == 0)
    #expect(try #require(twin.expectations.first?.variance) > before)
    twin.observe(rows[303], at: 303 * TankPlant.period)
    #expect(abs(twin.balanceResiduals[0]) < 5)
    twin.observe(rows[399], at: 399 * TankPlant.period)
    #expect(twin.balanceResiduals[0] == 0, "after a long gap the twin begins anew")
  }

  @Test func `hostile values neither trap nor stay in the twin`() throws {
    let rows = TankPlant().rows(100, seed: 8)
    var twin = try Self.warmed(rows)
    for value in [Double.infinity, -.infinity, .nan, 1e300, -1e300] {
      twin.observe([Double](repeating: value, count: TankPlant.tags.count), at: value)
    }
    twin.reset()
    for (row, values) in rows.enumerated() { twin.observe(values, at: Double(row) * TankPlant.period) }
    #expect(twin.balanceResiduals == (try Self.warmed(rows)).balanceResiduals)
  }

  @Test func `physics from a file with an impossible number is found out`() throws {
    let good = try TankPlant().physics()
    #expect(good.fault == nil)
    let changes: [(inout PlantPhysics) -> Void] = [
      { $0.balances[0].carrier = 99 }, { $0.balances[0].persistence = 1 }, { $0.balances[0].innovationScale = 0 },
      { $0.balances[0].harmonics.removeLast() }, { $0.balances[0].processVariance = -1 },
      { $0.relations[0].tag = -1 }, { $0.relations[0].deviation = 0 }, { $0.relations[0].coefficients.append(1) },
      { $0.relations[0].from = [0] }, { $0.rules[0].rowsToAct = 0 }, { $0.rules[0].scale = 0 },
      { $0.rules[0].level = 5 }, { $0.period = 0 },
    ]
    for (index, change) in changes.enumerated() {
      var bad = good
      change(&bad)
      #expect(bad.fault != nil, "change \(index)")
    }
  }
}

struct RuleFilterTests {
  private static let model = RuleModel(
    actuator: 0, level: 1, actsAbove: false, on: 2, off: 4, rowsToAct: 1, rowsOfDwell: 0, fastest: 0, scale: 0.1)

  /// Levels and states row by row, and the excess at the last row.
  private static let cases: [(String, [(Double, Double)], Double)] = [
    ("keeps still between the thresholds", [(3, 0), (3, 0), (3, 0)], 0),
    ("stays off though the level stays below", [(1.5, 0), (1.4, 0)], 0.5),
    ("has a row to act", [(2.5, 0), (1.4, 0)], 0),
    ("stays on though the level stays above", [(4.2, 1), (4.5, 1)], 0.2),
    ("switches on where it should", [(1.9, 0), (2.0, 1)], 0),
    ("switches on far too early", [(3, 0), (3.2, 1)], 1),
    ("switches off far too early", [(3, 1), (3.2, 0)], 0.8),
    ("a missing value says nothing", [(3, 0), (.nan, 0), (3, 1)], 0),
  ]

  @Test(arguments: cases.indices) func `a controller is held to its rule`(index: Int) {
    let (name, rows, expected) = Self.cases[index]
    var filter = RuleFilter()
    let excess = rows.map { filter.step(Self.model, level: $0.0, actuator: $0.1) }.last ?? 0
    #expect(abs(excess - expected) < 1e-12, "\(name): \(excess)")
  }

  @Test func `a rule that acts above its threshold is the mirror of one that acts below`() {
    var mirrored = Self.model
    (mirrored.actsAbove, mirrored.on, mirrored.off) = (true, -2, -4)
    for (name, rows, expected) in Self.cases {
      var filter = RuleFilter()
      let excess = rows.map { filter.step(mirrored, level: -$0.0, actuator: $0.1) }.last ?? 0
      #expect(abs(excess - expected) < 1e-12, "\(name): \(excess)")
    }
  }

  @Test func `between two rows a fast level may have been at the threshold`() {
    var model = Self.model
    model.fastest = 3
    var filter = RuleFilter()
    _ = filter.step(model, level: 3, actuator: 0)
    #expect(filter.step(model, level: 3.2, actuator: 1) == 0)
  }

  @Test func `switching again before the dwell time is over counts`() {
    var model = Self.model
    model.rowsOfDwell = 3
    var filter = RuleFilter()
    let excesses = [(1.9, 0.0), (1.9, 1), (4.1, 1), (4.1, 0)].map { filter.step(model, level: $0.0, actuator: $0.1) }
    #expect(excesses[1] == 0 && excesses[3] == 1)
  }

  @Test func `a delay gives the controller more rows`() {
    var model = Self.model
    model.rowsToAct = 3
    var filter = RuleFilter()
    let excesses = (0..<5).map { _ in filter.step(model, level: 1.5, actuator: 0) }
    #expect(excesses == [0, 0, 0, 0.5, 0.5])
  }
}
