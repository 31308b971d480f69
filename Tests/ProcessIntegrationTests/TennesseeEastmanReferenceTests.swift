import Foundation
import Testing

@testable import ProcessIntegration

private typealias Process = TennesseeEastmanProcess

@Suite(
  .enabled(
    if: TennesseeEastmanVectors.isPresent, "the shared check values te_vectors.json are not beside the repository"))
struct TennesseeEastmanReferenceTests {
  @Test func `the original's random numbers come out bit for bit`() throws {
    for expected in try TennesseeEastmanVectors.load().random_generator {
      var random = DownsVogelGenerator(seed: expected.seed)
      #expect(
        expected.G_after_each_draw.map { _ in
          _ = random.next(); return random.state
        } == expected.G_after_each_draw)
      random = DownsVogelGenerator(seed: expected.seed)
      #expect(expected.uniform_0_1.map { _ in unitUniform(using: &random) } == expected.uniform_0_1)
      random = DownsVogelGenerator(seed: expected.seed)
      #expect(expected.uniform_sym.map { _ in symmetricUniform(using: &random) } == expected.uniform_sym)
      random = DownsVogelGenerator(seed: expected.seed)
      #expect(expected.gauss_sigma_1.map { _ in sumOfTwelveNormal(using: &random) } == expected.gauss_sigma_1)
    }
  }

  @Test func `phases, reactions, streams and heat of the base case agree with the original`() throws {
    let expected = try TennesseeEastmanVectors.load().profile_D.initial_intermediates
    let actual = intermediates(Process().flowsheet())
    #expect(Set(actual.keys) == Set(expected.keys))
    for (name, value) in actual.sorted(by: { $0.key < $1.key }) {
      let deviation = largestDeviation(value, try #require(expected[name]).values, floor: 1e-12)
      #expect(deviation <= 1e-11, "\(name)")
    }
  }

  @Test func `derivatives and measurements of the base case agree with the original`() throws {
    let expected = try TennesseeEastmanVectors.load().profile_D.initial
    var process = Process()
    var random = DownsVogelGenerator()
    #expect(process.state.elements == expected.state)
    #expect(largestDeviation(process.measurements.elements, expected.xmeas, floor: 1e-9) <= 1e-9)
    let derivative = process.evaluate(
      commands: process.state.valves, disturbances: [], using: &random)
    #expect(largestDeviation(derivative.elements, expected.derivative, floor: 1) <= 1e-9)
  }

  @Test func `derivatives at artificial states reach every branch and agree with the original`() throws {
    for expected in try TennesseeEastmanVectors.load().profile_D.single_evaluations {
      var process = Process(state: try #require(Process.State(elements: expected.state)), noise: 0)
      var random = DownsVogelGenerator()
      let derivative = process.evaluate(
        commands: Process.ManipulatedVariables(expected.xmv), disturbances: .init(flags: expected.idv), using: &random)
      #expect(largestDeviation(derivative.elements, expected.derivative, floor: 1) <= 1e-9, "\(expected.kind)")
      let shown = process.flowsheet(disturbances: .init(flags: expected.idv)).measurements(of: process.state)
      #expect(largestDeviation(shown.elements, expected.xmeas, floor: 1e-6) <= 1e-9, "\(expected.kind)")
    }
  }

  @Test(arguments: [
    "open_loop", "closed_loop_base", "closed_loop_idv1", "closed_loop_idv4", "closed_loop_idv2", "closed_loop_idv3",
    "closed_loop_idv5", "closed_loop_idv6", "closed_loop_idv7", "closed_loop_idv14", "closed_loop_idv15",
    "closed_loop_idv19", "open_loop_idv6", "closed_loop_noise", "closed_loop_noise_random_idv_8_to_13",
    "closed_loop_noise_random_idv_16_17_18_20",
  ])
  func `trajectories agree with the original`(name: String) throws {
    let scenario = try #require(TennesseeEastmanVectors.load().profile_D.scenarios[name])
    let tolerance = name == "closed_loop_idv14" ? 1e-6 : scenario.closed_loop ? 1e-9 : 1e-8
    var records = scenario.records[...]
    let shutdownStep = try run(scenario) { step, loop in
      guard let record = records.first, record.step == step else { return }
      records.removeFirst()
      #expect(abs(loop.process.time - record.t_h) <= 1e-12, "step \(step)")
      #expect(largestDeviation(loop.process.state.elements, record.state, floor: 1e-3) <= tolerance, "step \(step)")
      #expect(
        largestDeviation(loop.process.measurements.elements, record.xmeas, floor: 1e-3) <= tolerance, "step \(step)")
      #expect(largestDeviation(loop.commands.elements, record.xmv, floor: 1e-3) <= tolerance, "step \(step)")
    }
    #expect(records.isEmpty)
    #expect(shutdownStep == scenario.shutdown_step)
  }

  @Test func `the analysers report at the steps of the original`() throws {
    let expected = try TennesseeEastmanVectors.load().profile_D.analyser_steps
    let steps = try #require(expected.gas.firstIndex { $0 > 8000 })
    var loop = TennesseeEastmanClosedLoop()
    var random = DownsVogelGenerator()
    var (gas, product): ([Int], [Int]) = ([], [])
    for step in 1..<expected.gas[steps] {
      let before = loop.process.measurements
      try loop.step(using: &random)
      if loop.process.measurements[.feedA] != before[.feedA] { gas.append(step) }
      if loop.process.measurements[.productG] != before[.productG] { product.append(step) }
    }
    #expect(gas == Array(expected.gas[..<steps]))
    #expect(product == expected.product.filter { $0 < expected.gas[steps] })
  }
}

/// Runs a scenario as the vectors define it and returns the first step that found the plant shut down.
private func run(
  _ scenario: TennesseeEastmanVectors.Scenario, after: (Int, TennesseeEastmanClosedLoop) throws -> Void
) throws -> Int? {
  var loop = TennesseeEastmanClosedLoop(noise: scenario.noise ? 1 : 0)
  if !scenario.closed_loop { loop.commands = Process.State.base.valves }
  var random = DownsVogelGenerator(seed: scenario.seed)
  var disturbances = Process.Disturbances()
  var shutdownStep: Int?
  for step in 1...scenario.steps {
    for event in scenario.events where event[0] == step {
      let disturbance = try #require(Process.Disturbance(rawValue: event[1]))
      if event[2] > 0 { disturbances.insert(disturbance) } else { disturbances.remove(disturbance) }
    }
    if scenario.closed_loop {
      try loop.step(disturbances: disturbances, using: &random)
    } else {
      try loop.process.step(commands: loop.commands, disturbances: disturbances, using: &random)
    }
    if loop.process.shutdown != nil && shutdownStep == nil { shutdownStep = step }
    try after(step, loop)
  }
  return shutdownStep
}

/// The quantities of a flowsheet under the names of the vectors.
private func intermediates(_ sheet: TennesseeEastmanProcess.Flowsheet) -> [String: [Double]] {
  func list(_ vector: ComponentVector) -> [Double] { (0..<8).map { vector[$0] } }
  return [
    "T_R": [sheet.reactor.temperature], "T_S": [sheet.separator.temperature], "T_C": [sheet.stripperSump.temperature],
    "T_V": [sheet.mixingZone.temperature], "V_LR": [sheet.reactor.liquidVolume],
    "V_LS": [sheet.separator.liquidVolume], "V_LC": [sheet.stripperSump.liquidVolume],
    "P_R": [sheet.reactor.pressure], "P_S": [sheet.separator.pressure], "P_V": [sheet.mixingZone.pressure],
    "p_R": list(sheet.reactor.partialPressures), "p_S": list(sheet.separator.partialPressures),
    "r": (0..<4).map { sheet.reactions.rates[$0] }, "Q_rx": [sheet.reactions.heat],
    "F_D": [sheet.dFeed.flow], "F_E": [sheet.eFeed.flow], "F_A": [sheet.aFeed.flow], "F_AC": [sheet.acFeed.flow],
    "F_OV": [sheet.stripperOverhead.flow], "F_RF": [sheet.reactorFeed.flow], "F_RO": [sheet.reactorOutlet.flow],
    "F_RC": [sheet.recycle.flow], "F_PU": [sheet.purge.flow], "F_SU": [sheet.separatorUnderflow.flow],
    "F_ST": [sheet.stripper.stripped.total], "F_PR": [sheet.product.flow],
    "H_D": [sheet.dFeed.enthalpy], "H_E": [sheet.eFeed.enthalpy], "H_A": [sheet.aFeed.enthalpy],
    "H_AC": [sheet.acFeed.enthalpy], "H_OV": [sheet.stripperOverhead.enthalpy], "H_RF": [sheet.reactorFeed.enthalpy],
    "H_RO": [sheet.reactorOutlet.enthalpy], "H_RC": [sheet.recycle.enthalpy], "H_PU": [sheet.purge.enthalpy],
    "H_SU": [sheet.separatorUnderflow.enthalpy], "H_PR": [sheet.product.enthalpy],
    "stripper_fractions": list(sheet.stripper.fractions), "W_c": [sheet.compressor.power],
    "Q_R": [sheet.heat.reactor], "Q_S": [sheet.heat.condenser], "Q_C": [sheet.heat.stripper],
    "UA_R": [sheet.heat.reactor / (94.59927549 - sheet.reactor.temperature)],
  ]
}
