import Foundation
import Testing

@testable import TwinModel

/// What controllers do between two rows.
struct SwitchingTests {
  private static func error(_ change: (inout Site) -> Void = { _ in }) throws -> Double {
    var site = FastTank.site
    change(&site)
    return try #require(
      PlantPhysics.identify(site, on: FastTank.record(FastTank.rows(2000, seed: 1))).balances.first
    ).normalisedError
  }

  @Test func `a rule tells when between two rows a pump was switched, which makes the error several times smaller`()
    throws
  {
    let (timed, sampled) = (try Self.error(), try Self.error { $0.rules = [] })
    #expect(sampled > 0.1 && timed < sampled / 3, "\(timed) against \(sampled)")
  }

  @Test func `a pressure that shows the demand makes the error smaller again`() throws {
    let (blind, seeing) = (try Self.error(), try Self.error { $0.balances[0].follows = ["pressure"] })
    #expect(seeing < blind / 2, "\(seeing) against \(blind)")
  }

  @Test func `of a controller that acts from row to row only, nothing is timed`() throws {
    let physics = try TankPlant().physics()
    #expect(physics.switched.count == 1 && !physics.timesSwitching)
  }

  @Test func `sixty rows ahead of hourly ones the forecast stays within the band that the controller keeps`() throws {
    let physics = try PlantPhysics.identify(FastTank.site, on: FastTank.record(FastTank.rows(2000, seed: 1)))
    var twin = TwinPredictor(physics)
    for (row, values) in FastTank.rows(100, seed: 2).enumerated() {
      twin.observe(values, at: Double(row) * FastTank.period)
    }
    for rows in 1...60 {
      let level = try #require(twin.forecast(rows: rows).first).value
      #expect((FastTank.on - 0.3...FastTank.off + 0.3).contains(level), "\(rows) rows ahead: \(level)")
    }
  }

  @Test func `beyond the next row a forecast goes by the clock, for what the rest follows is not known yet`() throws {
    var site = FastTank.site
    site.balances[0].follows = ["pressure"]
    let physics = try PlantPhysics.identify(site, on: FastTank.record(FastTank.rows(2000, seed: 1)))
    let balance = physics.balances[0]
    let clock = try #require(balance.clock)
    #expect(balance.byClock.follows.isEmpty && balance.byClock.harmonics == clock.harmonics)
    // 22 l/s on average, over an hour and 100 m2.
    #expect(abs(clock.constant + 22 * 3.6 / FastTank.area) < 0.02)
  }

  /// Rate of the demand in m per row, level at the start, whether the pump is on; then its mean flow and its end.
  private static let cases: [(String, Double, Double, Bool, Double, Bool)] = [
    ("far from every threshold", -0.5, 3, false, 0, false),
    ("falls to the threshold half way", -0.5, 2.25, false, 25, true),
    ("rises to the threshold after a third", -0.5, 3.8 - 1.3 / 3 + 0.2, true, 50 / 3, false),
    ("falls, and falls on though it is filled", -3, 2.3, false, 45, true),
    ("was below already and has not acted", -0.5, 1.9, false, 0, false),
    ("stands on the threshold", -0.5, 2, false, 50, true),
  ]

  @Test(arguments: cases.indices) func `an interval is cut where a level comes to its threshold`(index: Int) {
    let (name, demand, level, isOn, mean, end) = Self.cases[index]
    let balance = BalanceModel(
      name: "b", carrier: 0, stores: [.init(tag: 0, weight: 1)], flows: [.init(tag: 1, weight: 0.036)], blend: 0,
      profile: .none, harmonics: [], constant: demand, follows: [], persistence: 0, processVariance: 1,
      measurementVariance: 1, innovationScale: 1, normalisedError: 0)
    let rule = RuleModel(
      actuator: 2, level: 0, actsAbove: false, on: 2, off: 4, rowsToAct: 1, rowsOfDwell: 0, fastest: 1, scale: 1)
    var physics = PlantPhysics(tags: ["l", "f", "s"], period: 3600, balances: [balance], rules: [rule])
    physics.switched = [SwitchedFlow(rule: 0, flow: 1, balance: 0, rising: 1, falling: 1, usual: 50)]
    physics.timesSwitching = true
    #expect(physics.fault == nil)
    let dynamics = [BalanceDynamics(balance, switched: physics.switched)]
    var interval = RowInterval(physics, dynamics: dynamics)
    let row = [level, isOn ? 50 : 0, isOn ? 1 : 0]
    row.withUnsafeBufferPointer {
      interval.follow(rest: [demand], starts: [level], older: $0.baseAddress!, newer: nil)
    }
    let flow = interval.means[0]
    #expect(abs(flow - mean) < 0.01 && interval.isOn == [end], "\(name): \(flow)")
  }

  @Test func `physics written before flows were timed is read, and impossible timing is found out`() throws {
    let physics = try PlantPhysics.identify(FastTank.site, on: FastTank.record(FastTank.rows(2000, seed: 1)))
    #expect(physics.switched.count == 1 && physics.timesSwitching)
    let again = try JSONDecoder().decode(PlantPhysics.self, from: JSONEncoder().encode(physics))
    #expect(again == physics)
    var older = physics
    (older.switched, older.timesSwitching) = ([], false)
    let text = String(decoding: try JSONEncoder().encode(older), as: UTF8.self)
    #expect(!text.contains("switched"))
    #expect(try JSONDecoder().decode(PlantPhysics.self, from: Data(text.utf8)) == older)
    let changes: [(inout SwitchedFlow) -> Void] = [
      { $0.rule = 1 }, { $0.flow = 4 }, { $0.balance = -1 }, { $0.rising = 0 }, { $0.falling = .nan },
      { $0.usual = .infinity },
    ]
    for (index, change) in changes.enumerated() {
      var bad = physics
      change(&bad.switched[0])
      #expect(bad.fault != nil, "change \(index)")
    }
  }
}
