import Hydraulics
import Testing
import TwinModel

@testable import TwinTestbeds

@Suite struct WaterNetworkRecordingTests {
  private func cTown(hours: Int) -> WaterNetwork {
    var network = WaterNetwork.cTown
    network.times.duration = hours * 3600
    return network
  }

  @Test func `rows are the simulation's own values at every report`() throws {
    let network = cTown(hours: 12)
    var recording = try WaterNetworkRecording(network, junctions: ["J280", "J300"], series: "c-town")
    let rows = recording.next(10_000)
    let block = try #require(rows)
    let rest = recording.next(10)
    #expect(rest == nil && !recording.endedEarly)
    let model = try HydraulicModel(network)
    var simulation = HydraulicSimulation(model)
    let links = network.pumps.map(\.name) + network.valves.map(\.name)
    var row = 0
    repeat {
      _ = simulation.solve()
      guard simulation.time.isMultiple(of: network.times.reportStep) else { continue }
      let state = simulation.state
      var expected = network.tanks.indices.map { state.level(ofTank: $0) }
      for name in links { expected.append(state.statuses[try #require(model.link(named: name))].isClosed ? 0 : 1) }
      for name in links { expected.append(state.flow(try #require(model.link(named: name))) * 1000) }
      for name in ["J280", "J300"] { expected.append(state.pressure(try #require(model.node(named: name)))) }
      #expect(Array(block.values[row * block.tags.count..<(row + 1) * block.tags.count - 1]) == expected)
      row += 1
    } while simulation.advance() > 0
    #expect(row == block.count && block.tags.count == 7 + 2 * links.count + 3)
  }

  @Test func `blocks of any size give the same rows`() throws {
    var whole = try WaterNetworkRecording(cTown(hours: 3), series: "c-town")
    var parts = whole
    let rows = whole.next(1000)
    let all = try #require(rows)
    var values: [Double] = []
    var sequences: [Int] = []
    while let block = parts.next(5) {
      #expect(block.count <= 5)
      values += block.values
      sequences += block.sequences
    }
    #expect(values == all.values && sequences == all.sequences && sequences == Array(0..<all.count))
    #expect(parts.time == 3 * 3600 && parts.duration == 3 * 3600)
  }

  @Test func `consumers that nothing feeds have no pressure, and the status says so`() throws {
    var network = WaterNetwork()
    network.times.duration = 3600
    network.reservoirs = [.init(name: "R", head: 30)]
    network.junctions = [
      .init(name: "A", elevation: 0, demands: [.init(base: 0.001)]),
      .init(name: "B", elevation: 0, demands: [.init(base: 0.001)]),
    ]
    network.pipes = [
      .init(name: "1", from: "R", to: "A", length: 100, diameter: 0.2, roughness: 100),
      .init(name: "2", from: "A", to: "B", length: 100, diameter: 0.2, roughness: 100, status: .closed),
    ]
    var recording = try WaterNetworkRecording(network, series: "n")
    let rows = recording.next(10)
    let block = try #require(rows)
    #expect(block.tags == ["P_A", "P_B", "STATUS"] && block.count == 2)
    #expect(abs(block.values[0] - 30) < 0.1 && block.values[1].isNaN && block.values[2] == 2)
    #expect(recording.impairments.entries.map(\.impairment) == [Impairment(.withoutWater, of: "B")])
    #expect(recording.impairments.entries.map(\.total) == [3600])
  }

  @Test func `what cannot be recorded is refused`() throws {
    let network = cTown(hours: 1)
    for seconds in [-1, 0, 0.4, .nan, .infinity, 1e12] {
      #expect(throws: WaterNetworkError.self) { try WaterNetworkRecording(network, duration: seconds, series: "n") }
    }
    for seconds in [-1, 0, 0.5, 1.5, .nan, .infinity, 7200] {
      #expect(throws: WaterNetworkError.self) { try WaterNetworkRecording(network, rowPeriod: seconds, series: "n") }
    }
    #expect(throws: WaterNetworkError.unknownJunction("T1", suggestion: "J1")) {
      try WaterNetworkRecording(network, junctions: ["T1"], series: "n")
    }
    #expect(throws: WaterNetworkError.self) { try WaterNetworkRecording(WaterNetwork(), series: "n") }
  }
}
