import PowerFlow
import Testing

@Suite(.enabled(if: Facts.areThere, "the network cases do not lie beside this repository"))
struct RadialFeederTests {
  @Test func `the 33-bus feeder has its well-known losses and lowest voltage`() throws {
    let facts = try Facts.read("case33bw")
    var feeder = try RadialFeeder(facts.gridCase())
    guard case .converged = feeder.solve() else {
      Issue.record("no solution")
      return
    }
    let lowest = (0..<33).map { feeder.magnitude(ofBus: $0) }.min() ?? 0
    #expect(abs(lowest - 0.9131) < 5e-5)
    #expect(abs(feeder.losses * 10_000 - 202.7) < 0.05)
    for bus in 0..<33 { #expect(abs(feeder.magnitude(ofBus: bus) - facts.solved.magnitudes[bus]) < 1e-6) }
  }

  @Test func `sweeps and Newton's method agree with photovoltaics, a regulator and a charged cable`() throws {
    var gridCase = try Facts.read("case33bw").gridCase()
    gridCase.branches[4].charging = 0.02
    gridCase.branches[6].tapRatio = 0.96
    gridCase.buses[20].shuntSusceptance = 0.3
    var feeder = try RadialFeeder(gridCase)
    var newton = try NewtonPowerFlow(gridCase)
    for bus in [13, 24, 30] {
      feeder.activeDemand[bus] -= 0.08
      newton.activeDemand[bus] -= 0.08
    }
    guard case .converged = feeder.solve(), case .converged = newton.solve() else {
      Issue.record("no solution")
      return
    }
    for bus in 0..<33 { #expect(abs(feeder.magnitude(ofBus: bus) - newton.magnitudes[bus]) < 1e-8) }
    #expect(abs(feeder.losses - newton.losses) < 1e-8)
    #expect(abs(feeder.sourceInjection.active - newton.injection(ofBus: 0).active) < 1e-7)
    #expect(abs(feeder.sourceInjection.reactive - newton.injection(ofBus: 0).reactive) < 1e-7)
  }

  @Test func `a loop and a dark bus are named`() throws {
    var looped = try Facts.read("case33bw").gridCase()
    looped.branches[32].isInService = true
    #expect(throws: GridCaseError.self) { try RadialFeeder(looped) }
    var dark = try Facts.read("case33bw").gridCase()
    dark.branches[30].isInService = false
    #expect(throws: GridCaseError.notRadial(buses: [32, 33])) { try RadialFeeder(dark) }
  }

  @Test func `a feeder that cannot carry its load diverges and recovers`() throws {
    var feeder = try RadialFeeder(Facts.read("case33bw").gridCase())
    feeder.activeDemand[17] += 10
    guard case .diverged = feeder.solve() else {
      Issue.record("an impossible load was solved")
      return
    }
    feeder.activeDemand[17] -= 10
    guard case .converged = feeder.solve() else {
      Issue.record("not solved again")
      return
    }
  }
}
