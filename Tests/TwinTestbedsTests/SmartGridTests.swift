import PowerFlow
import Testing
import TwinModel

@testable import TwinTestbeds

@Suite struct SmartGridTests {
  /// A grid at an hour of a Tuesday, on a day on which nothing happens unless asked.
  private func grid(
    hour: Double = 10, rate: Double = 0, _ description: SmartGridDescription = .ieee14,
    using random: inout SeededGenerator
  ) throws -> SmartGrid {
    var configuration = SmartGrid.Configuration()
    configuration.startHour = hour
    configuration.startDay = 1
    configuration.disturbanceRate = rate
    return try SmartGrid(description, configuration: configuration, using: &random)
  }

  private func tag(_ grid: SmartGrid, _ name: String) throws -> Int { try #require(grid.tagIndex(named: name)) }

  private func bits(_ values: [Double]) -> [UInt64] { values.map(\.bitPattern) }

  @Test func `one seed gives one run bit for bit and another seed another`() throws {
    func run(seed: UInt64) throws -> [[UInt64]] {
      var random = SeededGenerator(seed: seed)
      var grid = try grid(rate: 50, using: &random)
      return (0..<120).map { _ in bits(grid.step(.init(), seconds: 1, using: &random).readings) }
    }
    let first = try run(seed: 7)
    #expect(try first == run(seed: 7))
    #expect(try first != run(seed: 8))
  }

  @Test func `a fork goes on as its origin would have and leaves it untouched`() throws {
    var random = SeededGenerator(seed: 3)
    var origin = try grid(using: &random)
    for _ in 0..<20 { _ = origin.step(.init(), seconds: 1, using: &random) }
    var fork = origin
    var forkRandom = random
    let breaker = try #require(origin.actuatorIndex(named: "L09-14.CB"))
    var attacked = origin
    var attackedRandom = random
    for _ in 0..<20 {
      let open = SmartGrid.Inputs(commands: [.init(actuator: breaker, value: 0)])
      _ = attacked.step(open, seconds: 1, using: &attackedRandom)
    }
    for _ in 0..<20 {
      let left = origin.step(.init(), seconds: 1, using: &random)
      let right = fork.step(.init(), seconds: 1, using: &forkRandom)
      #expect(bits(left.readings) == bits(right.readings))
    }
    #expect(bits(attacked.truth) != bits(origin.truth))
  }

  @Test func `the embedded networks have their well-known operating points`() throws {
    var flow = try NewtonPowerFlow(IEEE14Network.gridCase)
    _ = flow.solve()
    #expect(abs(flow.magnitudes[13] - 1.035530) < 1e-6)
    #expect(abs(flow.losses * 100 - 13.3933) < 1e-4)
    var feeder = try RadialFeeder(BaranWuFeeder.gridCase)
    _ = feeder.solve()
    #expect(abs((0..<33).reduce(2) { min($0, feeder.magnitude(ofBus: $1)) } - 0.9131) < 5e-5)
    #expect(abs(feeder.losses * 10_000 - 202.7) < 0.05)
  }

  @Test func `a morning with its ordinary disturbances stays within every limit`() throws {
    var random = SeededGenerator(seed: 11)
    var grid = try grid(hour: 6.5, rate: 1, using: &random)
    let frequency = try tag(grid, "SYS.FREQ")
    let status = try tag(grid, "EMS.STATUS")
    var inconsistent = 0
    for _ in 0..<1800 {
      let output = grid.step(.init(), seconds: 2, using: &random)
      #expect(grid.violations().isEmpty)
      #expect(abs(grid.truth[frequency] - 60) < 0.2)
      if output.readings[status] != 0 { inconsistent += 1 }
    }
    #expect(inconsistent < 60, "the χ² test fails about once in a hundred")
    #expect(grid.condition == .energised(dark: []))
  }

  @Test func `what flows into every bus flows out again in the true state`() throws {
    var random = SeededGenerator(seed: 2)
    var grid = try grid(using: &random)
    for _ in 0..<30 { _ = grid.step(.init(), seconds: 1, using: &random) }
    let machines = grid.layout.unitPower.reduce(0) { $0 + grid.truth[$1] }
    let demand = grid.flow.activeDemand.reduce(0, +) * 100
    #expect(abs(machines - demand - grid.flow.losses * 100) < 0.5)
    let draw = try #require(grid.feeder?.active)
    #expect(grid.truth[try tag(grid, "F.P")] == draw)
    #expect(draw > 0.1 && draw < 6)
  }

  @Test func `one lying meter is found and left out`() throws {
    var random = SeededGenerator(seed: 5)
    var grid = try grid(using: &random)
    let meter = try tag(grid, "L05-06.P")
    let lie = SmartGrid.Inputs(tampering: [.init(tag: meter, offset: 15)])
    var found = 0
    for _ in 0..<20 {
      let output = grid.step(lie, seconds: 1, using: &random)
      if output.readings[try tag(grid, "EMS.STATUS")] == Double(EstimationStatus.cleaned.rawValue) { found += 1 }
    }
    #expect(found >= 18)
    #expect(grid.centre.bad.contains { grid.centre.meterTags[$0.meter] == meter })
  }

  @Test func `meters that lie together as a state would are believed`() throws {
    var random = SeededGenerator(seed: 5)
    var grid = try grid(using: &random)
    for _ in 0..<4 { _ = grid.step(.init(), seconds: 1, using: &random) }
    let estimator = grid.centre.estimator
    var angles = estimator.angles
    var magnitudes = estimator.magnitudes
    angles[11] -= 0.04
    angles[12] -= 0.06
    angles[13] -= 0.08
    magnitudes[13] *= 0.98
    let here = estimator.readings(magnitudes: estimator.magnitudes, angles: estimator.angles)
    let there = estimator.readings(magnitudes: magnitudes, angles: angles)
    var lies: [SmartGrid.Tampering] = []
    for meter in here.indices where abs(there[meter] - here[meter]) > 1e-9 {
      let tag = grid.centre.meterTags[meter]
      #expect(tag >= 0, "a passive bus is not touched")
      lies.append(.init(tag: tag, offset: (there[meter] - here[meter]) / grid.centre.meterScales[meter]))
    }
    #expect(lies.count > 10)
    var believed = 0
    for _ in 0..<20 {
      let output = grid.step(.init(tampering: lies), seconds: 1, using: &random)
      if output.readings[try tag(grid, "EMS.STATUS")] == 0 { believed += 1 }
    }
    #expect(believed >= 18)
    #expect(grid.centre.estimator.angles[13] < grid.flow.angles[13] - 0.06)
  }

  @Test func `a lie about the frequency drives the true frequency away while the control room sees sixty`() throws {
    var random = SeededGenerator(seed: 9)
    var grid = try grid(using: &random)
    let frequency = try tag(grid, "SYS.FREQ")
    for second in 0..<300 {
      let lie = SmartGrid.Inputs(tampering: [.init(tag: frequency, offset: -0.002 * Double(second))])
      _ = grid.step(lie, seconds: 1, using: &random)
    }
    #expect(grid.truth[frequency] > 60.3)
  }

  @Test func `lost demand speeds the machines up until the dispatch has followed`() throws {
    var random = SeededGenerator(seed: 4)
    var grid = try grid(using: &random)
    let frequency = try tag(grid, "SYS.FREQ")
    let breakers = try ["L02-03.CB", "L03-04.CB"].map { try #require(grid.actuatorIndex(named: $0)) }
    let open = SmartGrid.Inputs(commands: breakers.map { .init(actuator: $0, value: 0) })
    var highest = 60.0
    for _ in 0..<400 {
      _ = grid.step(open, seconds: 1, using: &random)
      highest = max(highest, grid.truth[frequency])
    }
    #expect(grid.condition == .energised(dark: [3]))
    #expect(highest > 60.2)
    #expect(abs(grid.truth[frequency] - 60) < 0.1)
    #expect(grid.mode == .emergency)
    for _ in 0..<60 { _ = grid.step(.init(), seconds: 1, using: &random) }
    for _ in 0..<60 {
      let closed = SmartGrid.Inputs(commands: breakers.map { .init(actuator: $0, value: 1) })
      _ = grid.step(closed, seconds: 1, using: &random)
    }
    #expect(grid.condition == .energised(dark: []))
  }

  @Test func `an impossible demand blacks the grid out and it stays dark`() throws {
    var random = SeededGenerator(seed: 4)
    var grid = try grid(using: &random)
    grid.demand.ratedActive = grid.demand.ratedActive.map { 12 * $0 }
    for _ in 0..<5 { _ = grid.step(.init(), seconds: 1, using: &random) }
    #expect(grid.condition == .blackedOut)
    #expect(grid.truth[0] == 0 && grid.truth[grid.layout.frequency] == 0)
    grid.demand.ratedActive = grid.demand.ratedActive.map { $0 / 12 }
    #expect(grid.step(.init(), seconds: 1, using: &random).condition == .blackedOut)
  }

  @Test func `absurd commands and readings change nothing or end in an outcome`() throws {
    var random = SeededGenerator(seed: 4)
    let start = try grid(using: &random)
    for value in [Double.nan, .infinity, -.infinity, 1e300, -1e300, 0, -1] {
      var grid = start
      let commands = grid.actuators.indices.map { SmartGrid.Override(actuator: $0, value: value) }
      let lies = grid.tags.indices.map { SmartGrid.Tampering(tag: $0, scale: 0, offset: value) }
      for _ in 0..<10 { _ = grid.step(.init(commands: commands, tampering: lies), seconds: 1, using: &random) }
      for _ in 0..<10 { _ = grid.step(.init(), seconds: 1, using: &random) }
      #expect(grid.truth[..<14].allSatisfy { $0 >= 0 && $0 < 2 })
    }
  }

  @Test func `a tap changer waits, moves one step at a time and rests in its band`() {
    let rule = TapRule(target: 1, deadband: 0.01, firstDelay: 30, nextDelay: 10)
    var controller = TapController()
    let low = (0..<60).map { _ in controller.command(rule, voltage: 0.98, seconds: 1) }
    #expect(low[28] == 0 && low[29] == 1 && low[38] == 1 && low[39] == 2 && low[59] == 4)
    #expect(controller.command(rule, voltage: 1.005, seconds: 1) == 4)
    let noNumber = (0..<60).map { _ in controller.command(rule, voltage: .nan, seconds: 1) }
    #expect(noNumber.allSatisfy { $0 == 4 })
    for _ in 0..<2000 { _ = controller.command(rule, voltage: 1.1, seconds: 1) }
    #expect(controller.position == -16)
  }

  @Test func `an undervoltage at bus 9 is answered by tap and capacitor`() throws {
    var random = SeededGenerator(seed: 6)
    var grid = try grid(using: &random)
    let lie = SmartGrid.Inputs(tampering: [.init(tag: try tag(grid, "B09.V"), offset: -0.06)])
    for _ in 0..<240 { _ = grid.step(lie, seconds: 1, using: &random) }
    #expect(grid.truth[try tag(grid, "L04-09.TAP")] >= 4)
    #expect(grid.truth[try tag(grid, "B09.CAP")] >= 3)
    #expect(grid.truth[try tag(grid, "B09.V")] > 1.06)
  }

  @Test func `dispatch gives every free unit the same marginal cost and meets the demand`() {
    let units = SmartGridDescription.ieee14.units
    let limits = IEEE14Network.gridCase.generators.map(\.activeLimits)
    let outputs = GenerationDispatch.economic(
      demand: 300, units: units, limits: limits, fixed: [Double](repeating: 0, count: 5))
    #expect(abs(outputs.reduce(0, +) - 300) < 1e-6)
    let costs = units.indices.map { 2 * units[$0].quadraticCost * outputs[$0] + units[$0].linearCost }
    #expect(costs.allSatisfy { abs($0 - costs[0]) < 1e-6 })
  }

  @Test func `demand goes through the day without jumps and is the same a week later`() {
    for kind in LoadCurve.Kind.allCases {
      for isWeekend in [false, true] {
        for step in 0..<2400 {
          let hour = Double(step) / 100
          let share = LoadCurve.share(kind, hour: hour, isWeekend: isWeekend)
          let next = LoadCurve.share(
            kind, hour: (hour + 0.01).truncatingRemainder(dividingBy: 24), isWeekend: isWeekend)
          #expect(share > 0.3 && share < 1.15 && abs(next - share) < 0.01)
        }
      }
    }
  }

  @Test func `the sun rises, stands highest at noon and sets`() {
    #expect(Photovoltaics.clearSky(hour: 0) == 0)
    #expect(Photovoltaics.clearSky(hour: 12) > 800 && Photovoltaics.clearSky(hour: 12) < 900)
    #expect(abs(Photovoltaics.clearSky(hour: 9) - Photovoltaics.clearSky(hour: 15)) < 1e-9)
  }

  @Test func `any network can be run`() throws {
    var gridCase = IEEE14Network.gridCase
    gridCase.buses.removeAll { $0.number == 8 }
    gridCase.branches.removeAll { $0.to == 8 }
    gridCase.generators.removeAll { $0.bus == 8 }
    var random = SeededGenerator(seed: 1)
    var grid = try grid(SmartGridDescription(gridCase: gridCase), using: &random)
    for _ in 0..<60 { _ = grid.step(.init(), seconds: 1, using: &random) }
    #expect(grid.condition == .energised(dark: []))
    #expect(abs(grid.truth[grid.layout.frequency] - 60) < 0.1)
    #expect(Set(grid.tags.map(\.name)).count == grid.tags.count)
  }

  @Test func `equipment that does not exist and networks that cannot run are refused`() throws {
    var random = SeededGenerator(seed: 1)
    var wrong = SmartGridDescription.ieee14
    wrong.phasorBuses = [14]
    #expect(throws: SmartGridError.self) { _ = try SmartGrid(wrong, using: &random) }
    wrong = .ieee14
    wrong.units.removeLast()
    #expect(throws: SmartGridError.self) { _ = try SmartGrid(wrong, using: &random) }
    var islanded = IEEE14Network.gridCase
    islanded.branches[13].isInService = false
    #expect(throws: SmartGridError.noOperatingPoint(.islanded(buses: [8]))) {
      _ = try SmartGrid(SmartGridDescription(gridCase: islanded), using: &random)
    }
    var heavy = IEEE14Network.gridCase
    for bus in heavy.buses.indices { heavy.buses[bus].activeDemand *= 20 }
    #expect(throws: SmartGridError.self) { _ = try SmartGrid(SmartGridDescription(gridCase: heavy), using: &random) }
  }

  @Test func `tags and actuators are unique and every limit guards a tag`() throws {
    var random = SeededGenerator(seed: 1)
    let grid = try grid(using: &random)
    let names = grid.tags.map(\.name)
    #expect(names.count == grid.readings.count && Set(names).count == names.count)
    #expect(grid.actuators.count == 35)
    #expect(grid.limits.allSatisfy { names.indices.contains($0.tag) })
    for (tag, value) in zip(grid.tags, grid.readings) {
      #expect(tag.range?.contains(value) ?? true, "\(tag.name) \(value)")
    }
  }
}
