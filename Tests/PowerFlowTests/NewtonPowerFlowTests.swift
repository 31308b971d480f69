import PowerFlow
import Testing

@Suite struct NewtonPowerFlowTests {
  @Test(.enabled(if: Facts.areThere, "the network cases do not lie beside this repository"), arguments: Facts.names)
  func `every case is solved to the published voltages and losses`(name: String) throws {
    let facts = try Facts.read(name)
    var flow = try NewtonPowerFlow(facts.gridCase())
    let outcome = flow.solve()
    guard case .converged(let convergence) = outcome else {
      Issue.record("\(name): \(outcome)")
      return
    }
    #expect(convergence.mismatch < 1e-8)
    for bus in facts.bus.indices {
      #expect(abs(flow.magnitudes[bus] - facts.solved.magnitudes[bus]) < 1e-6, "\(name) bus \(bus)")
      #expect(abs(flow.angles[bus] * 180 / .pi - facts.solved.angles[bus]) < 6e-5, "\(name) bus \(bus)")
    }
    #expect(abs(flow.losses * facts.baseMVA - facts.solved.losses) < 6e-5)
  }

  @Test func `the 14-bus network has its well-known voltage and losses`() throws {
    let flow = try IEEE14.solved()
    #expect(abs(flow.magnitudes[13] - 1.035530) < 1e-6)
    #expect(abs(flow.angles[13] * 180 / .pi + 16.0336) < 1e-4)
    #expect(abs(flow.losses * 100 - 13.3933) < 1e-4)
    let branchLosses = (0..<20).reduce(0) { $0 + flow.flow(ofBranch: $1).losses }
    #expect(abs(branchLosses - flow.losses) < 1e-9)
  }

  @Test func `a warm solve after a small change takes fewer steps than a flat one and finds the same point`() throws {
    var warm = try IEEE14.solved()
    warm.activeDemand[13] += 0.01
    var flat = warm
    flat.startFlat()
    guard case .converged(let fromWarm) = warm.solve(), case .converged(let fromFlat) = flat.solve() else {
      Issue.record("no solution")
      return
    }
    #expect(fromWarm.iterations < fromFlat.iterations)
    for bus in 0..<14 { #expect(abs(warm.magnitudes[bus] - flat.magnitudes[bus]) < 1e-9) }
  }

  @Test func `a load beyond the network's capability diverges and the next possible load is solved again`() throws {
    var flow = try IEEE14.solved()
    let before = flow.magnitudes
    let demand = flow.activeDemand
    flow.activeDemand = demand.map { 8 * $0 }
    guard case .diverged = flow.solve() else {
      Issue.record("an impossible load was solved")
      return
    }
    flow.activeDemand = demand
    guard case .converged = flow.solve() else {
      Issue.record("not solved again")
      return
    }
    for bus in 0..<14 { #expect(abs(flow.magnitudes[bus] - before[bus]) < 1e-8) }
  }

  @Test func `buses cut off are named, and left dark the rest is solved`() throws {
    var flow = try IEEE14.solved()
    for branch in [10, 11, 12, 9] { flow.network.setInService(false, branch: branch) }
    flow.network.setInService(false, branch: 17)
    flow.network.setInService(false, branch: 19)
    #expect(flow.solve() == .islanded(buses: [6, 11, 12, 13]))
    #expect(flow.network.isolateUnreachableBuses() == [6, 11, 12, 13])
    guard case .converged = flow.solve() else {
      Issue.record("the rest was not solved")
      return
    }
    #expect(flow.magnitudes[5] == 0)
    #expect(flow.magnitudes[13] > 0.8)
    for branch in [9, 10, 11, 12, 17, 19] { flow.network.setInService(true, branch: branch) }
    #expect(flow.network.isolateUnreachableBuses().isEmpty)
    guard case .converged = flow.solve() else {
      Issue.record("not solved when whole again")
      return
    }
    #expect(abs(flow.magnitudes[13] - 1.035530) < 1e-6)
  }

  @Test func `an open branch carries nothing`() throws {
    var flow = try IEEE14.solved()
    flow.network.setInService(false, branch: 16)
    guard case .converged = flow.solve() else {
      Issue.record("no solution")
      return
    }
    #expect(flow.flow(ofBranch: 16) == BranchFlow(fromActive: 0, fromReactive: 0, toActive: 0, toReactive: 0))
    #expect(flow.magnitudes[13] < 1.03)
  }

  @Test func `with reactive limits enforced no machine gives more than it can and limited buses sag`() throws {
    var flow = try IEEE14.solved()
    flow.options.enforcesReactiveLimits = true
    flow.reactiveDemand[8] += 0.5
    guard case .converged = flow.solve() else {
      Issue.record("no solution")
      return
    }
    var limited = 0
    for bus in [1, 2, 5, 7] {
      let reactive = flow.generation(ofBus: bus).reactive
      #expect(reactive <= flow.reactiveLimits[bus].upperBound + 1e-6)
      #expect(reactive >= flow.reactiveLimits[bus].lowerBound - 1e-6)
      switch flow.limitState[bus] {
      case .free: #expect(flow.magnitudes[bus] == flow.voltageSetpoints[bus])
      case .atMaximum:
        limited += 1
        #expect(flow.magnitudes[bus] < flow.voltageSetpoints[bus])
      case .atMinimum: #expect(flow.magnitudes[bus] > flow.voltageSetpoints[bus])
      }
    }
    #expect(limited > 0)
    flow.reactiveDemand[8] -= 0.5
    guard case .converged = flow.solve() else {
      Issue.record("no solution after relief")
      return
    }
    #expect(flow.limitState.allSatisfy { $0 == .free })
    #expect(abs(flow.magnitudes[13] - 1.035530) < 1e-6)
  }

  @Test func `a phase shifter moves active power and keeps every balance`() throws {
    var gridCase = try IEEE14.gridCase()
    gridCase.branches[0].phaseShift = 5
    var flow = try NewtonPowerFlow(gridCase)
    guard case .converged = flow.solve() else {
      Issue.record("no solution")
      return
    }
    let plain = try IEEE14.solved()
    #expect(flow.flow(ofBranch: 0).fromActive < plain.flow(ofBranch: 0).fromActive - 0.1)
    for bus in 0..<14 {
      var active = 0.0
      var reactive = 0.0
      for branch in 0..<20 {
        let carried = flow.flow(ofBranch: branch)
        if flow.network.fromBus[branch] == bus {
          active += carried.fromActive
          reactive += carried.fromReactive
        }
        if flow.network.toBus[branch] == bus {
          active += carried.toActive
          reactive += carried.toReactive
        }
      }
      if bus == 8 { reactive -= 0.19 * flow.magnitudes[8] * flow.magnitudes[8] }
      #expect(abs(active - flow.injection(ofBus: bus).active) < 1e-9)
      #expect(abs(reactive - flow.injection(ofBus: bus).reactive) < 1e-9)
    }
  }

  @Test func `absurd numbers end in an outcome`() throws {
    for value in [1e300, -1e300, 1e-300, Double.infinity, .nan] {
      var flow = try IEEE14.solved()
      flow.activeDemand[3] = value
      let outcome = flow.solve()
      if case .converged = outcome { #expect(abs(value) < 1) }
    }
  }
}
