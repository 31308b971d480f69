import Testing

@testable import ProcessIntegration

private typealias Process = TennesseeEastmanProcess

/// What a disturbance is known to do: which quantity leaves its base value first of all, which way, and how far.
struct DisturbanceSignature: Sendable, CustomTestStringConvertible {
  var disturbance: TennesseeEastmanProcess.Disturbance
  /// Hours after which the pattern has shown.
  var hours = 2.0
  /// Peak deviations in multiples of the noise; the sign gives the direction, 0 means either.
  var peaks: [(TennesseeEastmanProcess.Measurement, deviations: Double, sign: Double)]
  var testDescription: String { "IDV(\(disturbance.rawValue)) \(disturbance)" }

  /// Source: Downs & Vogel 1993, table of process disturbances; Chiang, Russell, Braatz 2001, discussion of the faults.
  static let published: [DisturbanceSignature] = [
    .init(disturbance: .acFeedRatio, peaks: [(.aFeed, 200, 1), (.stripperPressure, 100, 1)]),
    .init(disturbance: .acFeedInert, peaks: [(.purgeRate, 30, 1), (.purgeB, 10, 1)]),
    .init(
      disturbance: .reactorCoolantInlet, peaks: [(.reactorCoolantTemperature, 30, 1), (.reactorTemperature, 15, 1)]),
    .init(
      disturbance: .condenserCoolantInlet,
      peaks: [(.condenserCoolantTemperature, 100, 1), (.separatorTemperature, 100, 1)]),
    .init(disturbance: .aFeedLoss, peaks: [(.aFeed, 200, -1), (.reactorPressure, 100, 1)]),
    .init(disturbance: .acHeaderPressureLoss, peaks: [(.acFeed, 20, -1), (.reactorPressure, 100, 0)]),
    .init(disturbance: .acFeedCompositionVariation, peaks: [(.stripperPressure, 30, 0), (.aFeed, 30, 0)]),
    .init(disturbance: .acFeedTemperatureVariation, peaks: [(.stripperTemperature, 50, 0)]),
    .init(
      disturbance: .reactorCoolantInletVariation,
      peaks: [(.reactorTemperature, 8, 0), (.reactorCoolantTemperature, 8, 0)]),
    .init(
      disturbance: .condenserCoolantInletVariation,
      peaks: [(.separatorTemperature, 100, 0), (.condenserCoolantTemperature, 100, 0)]),
    .init(disturbance: .kineticsDrift, peaks: [(.reactorPressure, 100, 0), (.stripperTemperature, 50, 0)]),
    .init(
      disturbance: .reactorCoolingValveSticking,
      peaks: [(.reactorCoolantTemperature, 80, 0), (.reactorTemperature, 15, 0)]),
    .init(disturbance: .stripperSteamVariation, peaks: [(.stripperTemperature, 30, 0), (.stripperSteam, 10, 0)]),
    .init(disturbance: .reactorHeatTransferLoss, peaks: [(.reactorCoolantTemperature, 200, -1)]),
    .init(disturbance: .condenserHeatTransferLoss, peaks: [(.condenserCoolantTemperature, 200, -1)]),
    .init(disturbance: .valvesSticking, peaks: [(.recycleFlow, 1.5, 0), (.separatorPressure, 5, 0)]),
    .init(
      disturbance: .reactorOutletFlowLoss, hours: 4, peaks: [(.separatorPressure, 50, -1), (.compressorWork, 30, -1)]),
    .init(disturbance: .dFeedTemperature, peaks: []),
    .init(disturbance: .dFeedTemperatureVariation, peaks: []),
    .init(disturbance: .condenserCoolingValveSticking, peaks: []),
  ]
}

@Suite struct TennesseeEastmanDisturbanceTests {
  /// The largest deviation of every measurement from the base case while a disturbance is on, without noise.
  private func peaks(_ signature: DisturbanceSignature) throws -> (
    highest: [Double], lowest: [Double], loop: TennesseeEastmanClosedLoop
  ) {
    var loop = TennesseeEastmanClosedLoop(noise: 0)
    let base = loop.process.measurements
    var random = DownsVogelGenerator()
    var (highest, lowest) = ([Double](repeating: 0, count: 41), [Double](repeating: 0, count: 41))
    for second in 0..<Int(signature.hours * 3600) {
      try loop.step(disturbances: [signature.disturbance], using: &random)
      guard second % 5 == 0 else { continue }
      for index in 0..<41 {
        let deviation = loop.process.measurements[position: index] - base[position: index]
        highest[index] = max(highest[index], deviation)
        lowest[index] = min(lowest[index], deviation)
      }
    }
    return (highest, lowest, loop)
  }

  @Test(arguments: DisturbanceSignature.published)
  func `a disturbance shows where it is known to, and those known as invisible hardly show`(
    signature: DisturbanceSignature
  ) throws {
    let (highest, lowest, loop) = try peaks(signature)
    #expect(loop.process.shutdown == nil)
    for (measurement, deviations, sign) in signature.peaks {
      let up = highest[measurement.rawValue - 1] / measurement.noise
      let down = -lowest[measurement.rawValue - 1] / measurement.noise
      let reached = sign > 0 ? up : sign < 0 ? down : max(up, down)
      #expect(reached >= deviations, "\(measurement)")
    }
    guard signature.peaks.isEmpty else { return }
    for measurement in Process.Measurement.allCases.prefix(22) {
      let largest = max(highest[measurement.rawValue - 1], -lowest[measurement.rawValue - 1]) / measurement.noise
      #expect(largest < 8, "\(measurement)")
    }
  }

  @Test func `every published disturbance is in the table once`() {
    #expect(Set(DisturbanceSignature.published.map(\.disturbance)) == Set(Process.Disturbance.allCases))
    #expect(DisturbanceSignature.published.count == 20)
  }

  @Test func `a warmer cooling water is compensated by more of it`() throws {
    let (_, _, loop) = try peaks(.init(disturbance: .reactorCoolantInlet, peaks: []))
    #expect(abs(loop.process.measurements[.reactorTemperature] - 120.4) < 0.02)
    #expect(loop.commands[.reactorCooling] > 44)
  }

  @Test func `less available A+C feed is compensated by a wider valve`() throws {
    let (_, _, loop) = try peaks(.init(disturbance: .acHeaderPressureLoss, peaks: []))
    #expect(loop.commands[.acFeed] > 70)
    #expect(abs(loop.process.measurements[.acFeed] / 9.3477 - 1) < 0.1)
  }
}
