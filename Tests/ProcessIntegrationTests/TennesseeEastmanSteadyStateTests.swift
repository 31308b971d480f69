import Foundation
import Testing

@testable import ProcessIntegration

private typealias Process = TennesseeEastmanProcess

/// The published tables of the operating points, where they lie beside the repository.
private struct PublishedTables: Decodable {
  var table3_measurements_base_plus_6_optimal_modes: [[String]]
  var table4_manipulated_base_plus_6_modes: [[String]]

  /// XMEAS(1) … XMEAS(41), XMV(1) … XMV(12) of a mode, as printed.
  func values(_ mode: TennesseeEastmanProcess.OperatingMode) -> [String] {
    (table3_measurements_base_plus_6_optimal_modes + table4_manipulated_base_plus_6_modes).map {
      $0[$0.count - 7 + mode.rawValue]
    }
  }
}

@Suite struct TennesseeEastmanSteadyStateTests {
  private static let tables = SharedFolder.file("facts/plants/tennessee_eastman.json")

  @Test(
    .enabled(if: SharedFolder.exists(tables), "the published tables are not beside the repository"),
    arguments: TennesseeEastmanProcess.OperatingMode.allCases)
  func `steady states are within half a per cent of the published tables, and of their rounding`(
    mode: TennesseeEastmanProcess.OperatingMode
  ) throws {
    let published = try JSONDecoder().decode(PublishedTables.self, from: Data(contentsOf: Self.tables)).values(mode)
    let process = Process(state: try .steady(at: mode), noise: 0)
    let found = process.measurements.elements + process.state.valves.elements
    for (index, text) in published.enumerated() {
      let value = try #require(Double(text))
      let decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
      let rounding = 0.5 * pow(10, -Double(decimals))
      #expect(abs(found[index] - value) <= 0.005 * abs(value) + rounding, "quantity \(index + 1): \(text)")
    }
  }

  @Test(arguments: TennesseeEastmanProcess.OperatingMode.allCases)
  func `a plant at a steady state stays there when its valves do`(mode: TennesseeEastmanProcess.OperatingMode) throws {
    var process = Process(state: try .steady(at: mode), noise: 0)
    let (state, measured) = (process.state, process.measurements)
    var random = DownsVogelGenerator()
    for _ in 0..<300 { try process.step(commands: state.valves, using: &random) }
    #expect(process.shutdown == nil)
    #expect(largestDeviation(process.measurements.elements, measured.elements, floor: 1) < 1e-6)
  }

  @Test(arguments: TennesseeEastmanProcess.OperatingMode.held)
  func `the control holds an operating point that it is said to hold`(mode: TennesseeEastmanProcess.OperatingMode)
    throws
  {
    var loop = try TennesseeEastmanClosedLoop(mode: mode)
    let start = loop.process.measurements
    var random = DownsVogelGenerator(seed: 1)
    for _ in 0..<3600 { try loop.step(using: &random) }
    #expect(loop.process.shutdown == nil)
    #expect(abs(loop.process.measurements[.reactorPressure] - start[.reactorPressure]) < 60)
    #expect(abs(loop.process.measurements[.reactorLevel] - start[.reactorLevel]) < 5)
  }
}
