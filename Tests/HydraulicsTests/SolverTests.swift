import Foundation
import Testing

@testable import Hydraulics

@Suite struct SolverTests {
  @Test(arguments: [1, 2, 10, 60, 150]) func `the sparse factor solves what a dense one does`(_ count: Int) {
    var random = Lehmer(seed: UInt64(count))
    var edges: [(Int, Int)] = []
    for node in 1..<max(2, count) where node < count { edges.append((node, random.next(below: node))) }
    for _ in 0..<count / 2 {
      let (a, b) = (random.next(below: count), random.next(below: count))
      if a != b { edges.append((a, b)) }
    }
    let factor = SparseFactor(count: count, edges: edges)
    #expect(Set(factor.rowOfUnknown).count == count)
    var network = WaterNetwork()
    network.reservoirs = [.init(name: "R", head: 50)]
    network.junctions = (0..<count).map { .init(name: "J\($0)", elevation: 0, demands: [.init(base: 0.001)]) }
    network.pipes = edges.enumerated().map {
      .init(name: "P\($0)", from: "J\($1.0)", to: "J\($1.1)", length: 100, diameter: 0.3, roughness: 120)
    }
    network.pipes.append(.init(name: "PR", from: "R", to: "J0", length: 100, diameter: 0.5, roughness: 120))
    network.options.accuracy = 1e-8
    guard let model = try? HydraulicModel(network) else { return #expect(Bool(false), "a sound network") }
    var state = HydraulicState(model)
    #expect(state.solve().outcome == .balanced)
    // Mass balance at every junction and head loss in every pipe, to the accuracy asked for.
    var balance = [Double](repeating: -0.001, count: model.nodeCount)
    for link in 0..<model.linkCount {
      balance[Int(model.from[link])] -= state.flow(link)
      balance[Int(model.to[link])] += state.flow(link)
      let loss = state.heads[Int(model.from[link])] - state.heads[Int(model.to[link])]
      let q = state.flow(link)
      let law = model.resistance[link] * pow(abs(q), 0.852) * q
      #expect(abs(loss - law) < 1e-5)
    }
    for node in 0..<count { #expect(abs(balance[node]) < 1e-9) }
  }

  @Test func `the friction factor has no jump between its branches`() {
    for roughness in [1e-5, 1e-3, 0.02] {
      let viscous = 3e-7
      let turbulent = frictionFactor(
        flow: 1000 * Double.pi * viscous * 1.0000001, roughness: roughness, viscousDiameter: viscous)
      let transition = frictionFactor(
        flow: 1000 * Double.pi * viscous * 0.9999999, roughness: roughness, viscousDiameter: viscous)
      #expect(abs(turbulent.factor / transition.factor - 1) < 1e-4)
      let laminar = frictionFactor(flow: 500 * Double.pi * viscous, roughness: roughness, viscousDiameter: viscous)
      #expect(abs(laminar.factor / (64 / 2000) - 1) < 1e-9)
    }
  }

  /// A reservoir, a pump, a tank on the far side.
  static func pumped(level: Double = 2, demand: Double = 0.01) throws -> HydraulicModel {
    var network = WaterNetwork()
    network.reservoirs = [.init(name: "R", head: 10)]
    network.tanks = [.init(name: "T", elevation: 40, initialLevel: level, levels: 0...4, diameter: 5)]
    network.junctions = [
      .init(name: "A", elevation: 5), .init(name: "B", elevation: 5, demands: [.init(base: demand)]),
    ]
    network.pumps = [
      .init(name: "U", from: "A", to: "B", law: .headCurve(.init(x: [0.02], y: [45])), status: .open)
    ]
    network.pipes = [
      .init(name: "PR", from: "R", to: "A", length: 50, diameter: 0.3, roughness: 120),
      .init(name: "PT", from: "B", to: "T", length: 200, diameter: 0.2, roughness: 120),
    ]
    network.times.duration = 86400
    return try HydraulicModel(network)
  }

  @Test func `a district whose tank is dry and whose pump stands is named, not solved`() throws {
    var state = HydraulicState(try Self.pumped(level: 0))
    state.apply(.close, to: 2)
    let solution = state.solve()
    let model = state.model
    #expect(solution.outcome == .disconnected(junctions: [try #require(model.node(named: "B"))]))
    #expect(state.inflow(ofTank: 0) == 0)
  }

  @Test func `demand that pressure cannot lift is an outcome`() throws {
    var state = HydraulicState(try Self.pumped())
    state.apply(.close, to: 2)
    let node = try #require(state.model.node(named: "B"))
    state.demands[node] = 0.3
    #expect(state.solve().outcome == .negativePressure(junctions: [node]))
  }

  @Test func `a full tank takes nothing and an empty one gives nothing`() throws {
    var full = HydraulicState(try Self.pumped(level: 4))
    #expect(full.solve().isConverged)
    #expect(full.inflow(ofTank: 0) == 0)
    let pipe = try #require(full.model.link(named: "PT"))
    #expect(full.statuses[pipe] == .temporarilyClosed)
    full.apply(.close, to: try #require(full.model.link(named: "U")))
    #expect(full.solve().isConverged)
    #expect(full.inflow(ofTank: 0) < -0.009)
  }

  @Test func `no water is made or lost over a day`() throws {
    var simulation = HydraulicSimulation(try Self.pumped())
    var balance = simulation.state.volumes[0]
    while true {
      _ = simulation.solve()
      let state = simulation.state
      let net = state.inflow(ofTank: 0) * Constants.volumePerFlow
      let step = simulation.advance()
      if step == 0 { break }
      balance += net * Double(step)
    }
    // Clipping to full or empty within a second of either is all that may differ.
    #expect(abs(balance - simulation.state.volumes[0]) < 0.2)
  }

  @Test func `a copy goes its own way and leaves the original as it was`() throws {
    let model = try HydraulicModel(.cTown)
    var original = HydraulicSimulation(model)
    for _ in 0..<20 {
      _ = original.solve()
      _ = original.advance()
    }
    let heads = original.state.heads
    var fork = original
    for _ in 0..<20 {
      _ = fork.solve()
      _ = fork.advance()
    }
    #expect(original.state.heads == heads)
    for _ in 0..<20 {
      _ = original.solve()
      _ = original.advance()
    }
    #expect(original.state.heads == fork.state.heads)
    #expect(original.state.flows == fork.state.flows)
  }

  @Test func `settings of pumps and valves act as EPANET's do`() throws {
    var state = HydraulicState(try HydraulicModel(.cTown))
    let pump = try #require(state.model.link(named: "PU1"))
    state.apply(.setting(0), to: pump)
    #expect(state.statuses[pump] == .closed)
    state.apply(.setting(0.9), to: pump)
    #expect(state.statuses[pump] == .open && state.settings[pump] == 0.9)
    state.apply(.open, to: pump)
    #expect(state.settings[pump] == 1)
    let check = try #require(state.model.link(named: "P446"))
    state.apply(.close, to: check)
    #expect(state.statuses[check] == .open)
  }
}
