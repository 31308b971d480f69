import Hydraulics
import Testing

@Suite(.enabled(if: SharedVectors.isPresent, "check values lie beside the repository; they are not here"))
struct CTownTests {
  static func model(accuracy: Double) throws -> HydraulicModel {
    var network = WaterNetwork.cTown
    network.options.accuracy = accuracy
    return try HydraulicModel(network)
  }

  @Test func `every head and flow of each single solve agrees with EPANET`() throws {
    let vectors = try SharedVectors.epanet()
    let model = try Self.model(accuracy: 1e-6)
    for expected in [vectors.a_steady_state_t0] + vectors.c_single_solves {
      let state = try Self.solved(model, as: expected)
      var head = 0.0
      var flow = 0.0
      for (name, value) in expected.head_m {
        head = max(head, abs(state.heads[try #require(model.node(named: name))] - value))
      }
      for (name, value) in expected.flow_Lps {
        flow = max(flow, abs(state.flow(try #require(model.link(named: name))) * 1000 - value))
      }
      let name = expected.name ?? "a"
      #expect(head < 1e-3, "\(name): head is off by \(head) m")
      #expect(flow < 5e-3, "\(name): flow is off by \(flow) L/s")
      #expect(Self.statuses(state) == expected.status.filter { !$0.key.hasPrefix("P4") }, "\(name): statuses")
      let closed = (0..<WaterNetwork.cTown.pipes.count).filter { state.statuses[$0].isClosed }
      #expect(closed.map { model.linkNames[$0] }.sorted() == expected.closed_pipes.sorted(), "\(name): closed pipes")
    }
  }

  static func solved(_ model: HydraulicModel, as expected: EPANETVectors.SingleSolve) throws -> HydraulicState {
    var simulation = HydraulicSimulation(model)
    guard let commands = expected.commanded_status else {
      #expect(simulation.solve().outcome == .balanced)
      return simulation.state
    }
    var state = HydraulicState(model)
    for (name, status) in commands {
      state.apply(status == "OPEN" ? .open : .close, to: try #require(model.link(named: name)))
    }
    for (name, setting) in expected.settings_changed ?? [:] {
      state.apply(.setting(setting), to: try #require(model.link(named: name)))
    }
    for (name, level) in expected.tank_levels_changed_m ?? [:] {
      let tank = try #require(WaterNetwork.cTown.tanks.firstIndex { $0.name == name })
      state.setLevel(level, ofTank: tank)
    }
    if let burst = expected.burst {
      state.demands[try #require(model.node(named: burst.node))] += burst.Lps / 1000
    }
    state.resetFlows()
    #expect(state.solve().isConverged)
    return state
  }

  static func statuses(_ state: HydraulicState) -> [String: String] {
    var result: [String: String] = [:]
    for link in WaterNetwork.cTown.pipes.count..<state.model.linkCount {
      result[state.model.linkNames[link]] =
        state.statuses[link].isClosed ? "CLOSED" : state.statuses[link] == .active ? "ACTIVE" : "OPEN"
    }
    return result
  }

  @Test func `a week of levels, flows, pressures and events agrees with EPANET`() throws {
    let expected = try SharedVectors.epanet().b_extended_period
    let model = try Self.model(accuracy: 1e-5)
    var simulation = HydraulicSimulation(model)
    var worst = (level: 0.0, flow: 0.0, pressure: 0.0)
    var events: [(Int, String, Bool)] = []
    var solves = 0
    var before = simulation.state.statuses
    repeat {
      let solution = simulation.solve()
      #expect(solution.outcome == .balanced)
      solves += 1
      let state = simulation.state
      for link in before.indices where solves > 1 && before[link].isClosed != state.statuses[link].isClosed {
        events.append((simulation.time, model.linkNames[link], state.statuses[link].isClosed))
      }
      before = state.statuses
      if simulation.time % 3600 == 0 {
        let hour = simulation.time / 3600
        for (tank, described) in model.network.tanks.enumerated() {
          let value = try #require(expected.hourly.level_m[described.name])[hour]
          worst.level = max(worst.level, abs(state.level(ofTank: tank) - value))
        }
        for (name, values) in expected.hourly.flow_Lps {
          let flow = state.flow(try #require(model.link(named: name))) * 1000
          worst.flow = max(worst.flow, abs(flow - values[hour]))
        }
        for (name, values) in expected.hourly.pressure_m {
          worst.pressure = max(
            worst.pressure, abs(state.pressure(try #require(model.node(named: name))) - values[hour]))
        }
        for (name, values) in expected.hourly.status {
          let isOpen = !state.statuses[try #require(model.link(named: name))].isClosed
          #expect(isOpen == (values[hour] == 1), "\(name) at hour \(hour)")
        }
      }
    } while simulation.advance() > 0
    #expect(simulation.time == 604800)
    #expect(worst.level < 0.01)
    #expect(worst.flow < 0.01)
    #expect(worst.pressure < 0.01)
    #expect(abs(solves - expected.solves) <= 5)
    let names = Set(expected.status_events.rows.map(\.link)).union(events.map { $0.1 })
    for name in names.sorted() {
      let mine = events.filter { $0.1 == name }
      let theirs = expected.status_events.rows.filter { $0.link == name }
      try #require(mine.count == theirs.count, "\(name)")
      for (mine, theirs) in zip(mine, theirs) {
        #expect(mine.2 == (theirs.to == "CLOSED"))
        #expect(abs(mine.0 - theirs.time) <= 30, "\(name): \(mine.0) s against \(theirs.time) s")
      }
    }
  }
}
