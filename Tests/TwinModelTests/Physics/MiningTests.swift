import Testing

@testable import TwinModel

struct MiningTests {
  @Test func `from names and normal operation alone the rule, the curve and the balance of a tank are found`() throws {
    let mined = PhysicsMining(site: TankPlant.site, record: TankPlant().record(4000, seed: 11))
    let rule = try #require(mined.site.rules.first)
    #expect(rule == TankPlant.rule)
    #expect(mined.remarks["S_PU1"]?.contains("100 %") == true)
    let relation = try #require(mined.site.relations.first)
    #expect(relation.tag == "F_PU1" && relation.from == ["P_J2", "P_J1"] && relation.runsWith == "S_PU1")
    let balance = try #require(mined.site.balances.first)
    #expect(balance.storage == [.init(tag: "L_T1")] && balance.inflow == ["F_PU1"] && balance.outflow.isEmpty)
    #expect(balance.profile == .week)
    var offered = mined.site
    offered.assets = ["T1", "PU1", "J1", "J2"].map { Asset(id: $0, kind: .other) }
    #expect(try Site(yaml: offered.yaml(remarks: mined.remarks)) == offered, "what is offered can be read back")
  }

  @Test func `what the owner declared is kept and not mined again`() {
    var site = TankPlant.site
    site.rules = [ControllerRule(actuator: "S_PU1", level: "L_T1", on: 1.9, off: 4.1)]
    let mined = PhysicsMining(site: site, record: TankPlant().record(2000, seed: 12))
    #expect(mined.site.rules == site.rules)
  }

  @Test func `an actuator that switches by chance has no rule`() {
    var random = SeededGenerator(seed: 13)
    let rows = (0..<2000).map { _ in [random.normal(), 0, random.normal() > 0 ? 1 : 0, 0, 0] }
    #expect(PhysicsMining(site: TankPlant.site, record: TankPlant.record(rows)).site.rules.isEmpty)
  }

  @Test(arguments: [(2.99, 2.3, 3.0), (5.29, 2.3, 5.3), (0.497, 4, 0.5), (149.7, 80, 150), (-1.98, 2, -2)])
  func `a threshold is offered as the round number that its owner will have chosen`(
    value: Double, span: Double, expected: Double
  ) {
    #expect(abs(RuleMining.nice(value, span: span) - expected) < 1e-9)
  }
}
