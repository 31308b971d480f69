import Testing

@testable import ProcessIntegration

private typealias Process = TennesseeEastmanProcess
private typealias ClosedLoop = TennesseeEastmanClosedLoop

@Suite struct TennesseeEastmanProcessTests {
  @Test func `four hours in closed loop hold the plant near its base case without a shutdown`() throws {
    var loop = ClosedLoop()
    let base = loop.process.measurements
    var random = DownsVogelGenerator(seed: 4_651_207_995)
    for _ in 0..<4 * 3600 { try loop.step(using: &random) }
    #expect(loop.process.shutdown == nil)
    #expect(loop.control.purgeOverride == .none)
    #expect(abs(loop.process.measurements[.reactorPressure] - base[.reactorPressure]) < 40)
    #expect(abs(loop.process.measurements[.reactorTemperature] - base[.reactorTemperature]) < 0.2)
    #expect(abs(loop.process.measurements[.reactorLevel] - base[.reactorLevel]) < 4)
    #expect(loop.process.measurements != base)
  }

  @Test func `one seed gives one run bit for bit, and another seed another`() throws {
    func run(_ seed: UInt64) throws -> ClosedLoop {
      var loop = ClosedLoop()
      var random = DownsVogelGenerator(seed: seed)
      for _ in 0..<600 { try loop.step(disturbances: [.kineticsDrift], using: &random) }
      return loop
    }
    #expect(try run(7) == run(7))
    #expect(try run(7) != run(8))
  }

  @Test func `every build on every machine gives the same bits`() throws {
    var loop = ClosedLoop()
    var random = DownsVogelGenerator()
    for _ in 0..<1200 { try loop.step(disturbances: [.kineticsDrift, .reactorHeatTransferLoss], using: &random) }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a over words
    for value in loop.process.state.elements + loop.process.measurements.elements + loop.commands.elements {
      hash = (hash ^ value.bitPattern) &* 0x100_0000_01B3
    }
    #expect(hash == 14_095_667_715_910_473_273)
  }

  @Test func `a fork goes on exactly as the plant it was taken from`() throws {
    var loop = ClosedLoop()
    var random = DownsVogelGenerator()
    for _ in 0..<400 { try loop.step(using: &random) }
    var (fork, forkedRandom) = (loop, random)
    for _ in 0..<400 { try loop.step(using: &random) }
    #expect(fork != loop)
    for _ in 0..<400 { try fork.step(using: &forkedRandom) }
    #expect(fork == loop)
  }

  @Test func `reactions and units neither make nor lose mass`() throws {
    let mass = ComponentVector(2, 25.4, 28, 32, 46, 48, 62, 76)
    var loop = ClosedLoop()
    var random = DownsVogelGenerator()
    for _ in 0..<300 { try loop.step(disturbances: [.acHeaderPressureLoss], using: &random) }
    var process = loop.process
    let rate = process.evaluate(commands: loop.commands, disturbances: [.acHeaderPressureLoss], using: &random)
    let sheet = process.flowsheet(disturbances: [.acHeaderPressureLoss])
    let held = [rate.reactor, rate.separator, rate.stripper, rate.mixingZone].reduce(0) { $0 + $1.amounts.dot(mass) }
    let fed = [sheet.aFeed, sheet.dFeed, sheet.eFeed, sheet.acFeed].reduce(0) { $0 + $1.componentFlows.dot(mass) }
    let drawn = [sheet.purge, sheet.product].reduce(0) { $0 + $1.componentFlows.dot(mass) }
    #expect(abs(sheet.reactions.production.dot(mass)) < 1e-9 * fed)
    #expect(abs(held - (fed - drawn)) < 1e-9 * fed)
  }

  @Test func `noise has the published deviations, and none of it reaches the states at once`() throws {
    var (noisy, silent) = (Process(), Process(noise: 0))
    var (random, same) = (DownsVogelGenerator(), DownsVogelGenerator())
    var squares = [Double](repeating: 0, count: 22)
    let steps = 2000
    for _ in 0...steps {
      try noisy.step(commands: noisy.state.valves, using: &random)
      try silent.step(commands: silent.state.valves, using: &same)
      for channel in 0..<22 {
        let error = noisy.measurements[position: channel] - silent.measurements[position: channel]
        squares[channel] += error * error
      }
    }
    #expect(noisy.state == silent.state)
    for measurement in Process.Measurement.allCases.prefix(22) {
      let deviation = (squares[measurement.rawValue - 1] / Double(steps)).squareRoot()
      #expect(abs(deviation / measurement.noise - 1) < 0.1, "\(measurement)")
    }
  }

  @Test func `without the A feed the open loop shuts down, says why, and stands still from there`() throws {
    var process = Process()
    var random = DownsVogelGenerator()
    for _ in 0..<2000 {
      try process.step(commands: Process.State.base.valves, disturbances: [.aFeedLoss], using: &random)
    }
    guard case .reactorPressureHigh(let pressure) = try #require(process.shutdown) else {
      Issue.record("\(String(describing: process.shutdown))")
      return
    }
    #expect(pressure > 3000)
    let (frozen, time) = (process.state, process.time)
    try process.step(commands: Process.ManipulatedVariables(), using: &random)
    #expect(process.state == frozen)
    #expect(process.time > time)
    #expect(process.shutdown?.description.contains("3000") == true)
  }

  @Test func `commands that are no number move no valve, and others act within 0 and 100 %`() throws {
    var process = Process(noise: 0)
    var random = DownsVogelGenerator()
    var commands = process.state.valves
    commands[.purge] = .nan
    commands[.dFeed] = 1e300
    commands[.eFeed] = -.infinity
    for _ in 0..<120 { try process.step(commands: commands, using: &random) }
    #expect(process.state.valves[.purge] == Process.State.base.valves[.purge])
    #expect(abs(process.state.valves[.dFeed] - 100) < 0.01)
    #expect(abs(process.state.valves[.eFeed]) < 0.01)
    #expect(process.state.elements.allSatisfy { $0.isFinite })
  }

  @Test(arguments: [(1.99, false), (2.01, true)])
  func `a sticking valve moves only for a command more than 2 % away`(change: Double, moves: Bool) throws {
    var process = Process(noise: 0)
    var random = DownsVogelGenerator()
    var commands = process.state.valves
    try process.step(commands: commands, disturbances: [.reactorCoolingValveSticking], using: &random)
    commands[.reactorCooling] += change
    for _ in 0..<60 {
      try process.step(commands: commands, disturbances: [.reactorCoolingValveSticking], using: &random)
    }
    let moved = process.state.valves[.reactorCooling] - Process.State.base.valves[.reactorCooling]
    #expect(abs(moved - (moves ? change : 0)) < 1e-3)
  }

  @Test func `a state that is no plant is a shutdown and not a trap`() {
    #expect(Process(state: .zero).shutdown != nil)
    var broken = Process.State.base
    broken.reactor.energy = .nan
    #expect(Process(state: broken).shutdown != nil)
    #expect(Process.State(elements: [1, 2, 3]) == nil)
  }

  @Test(arguments: [0, -1, .nan])
  func `a step that does not go forward in time is refused`(seconds: Double) {
    var process = Process()
    var random = DownsVogelGenerator()
    #expect(throws: IntegrationError.self) {
      try process.step(seconds: seconds, commands: process.state.valves, using: &random)
    }
  }

  @Test func `higher-order methods agree with each other and come near Euler's reference`() throws {
    func run(_ method: Process.IntegrationMethod) throws -> [Double] {
      var loop = ClosedLoop(noise: 0)
      var random = DownsVogelGenerator()
      for _ in 0..<900 {
        try loop.step(disturbances: [.reactorCoolantInlet], method: method, using: &random)
      }
      return loop.process.state.elements
    }
    let classical = try run(.rungeKutta4)
    let tolerance = ErrorTolerance(absolute: 1e-10, relative: 1e-10)
    #expect(largestDeviation(try run(.dormandPrince(DormandPrince(tolerance: tolerance))), classical, floor: 1) < 1e-7)
    #expect(largestDeviation(try run(.euler), classical, floor: 1) < 5e-3)
    #expect(try run(.euler) != classical)
  }
}
