import PowerFlow
import TwinModel

extension SmartGridProcess {
  /// Builds the testbed and finds its first operating point.
  ///
  /// Buses that nothing joins to the reference bus begin dark, and a network without any operating point begins
  /// blacked out: outcomes, not errors.
  public init(
    _ description: SmartGridDescription = .ieee14, configuration: SmartGrid.Configuration = SmartGrid.Configuration()
  ) throws(SmartGridError) {
    try description.validate()
    let flow: NewtonPowerFlow
    do {
      var options = NewtonPowerFlow.Options()
      options.enforcesReactiveLimits = true
      flow = try NewtonPowerFlow(description.gridCase, options: options)
    } catch { throw .network(error) }
    let layout = SmartGridLayout(description)
    let gridCase = description.gridCase
    let base = gridCase.baseMVA
    self.description = description
    self.configuration = configuration
    self.layout = layout
    self.flow = flow
    actuatorLayout = SmartGridActuators(description)
    sensors = Self.sensorTags(of: description).map(\.name)
    actuators = Self.actuatorTags(of: description).map(\.name)
    unitBuses = gridCase.generators.map { flow.network.index(ofBus: $0.bus) ?? 0 }
    trueValues = [Double](repeating: 0, count: layout.count)
    taps = [Double](repeating: 0, count: description.tapChangers.count)
    protection = BranchProtection(branchCount: gridCase.branches.count)
    disturbances = GridDisturbances(busCount: gridCase.buses.count)
    let feeder = try Self.makeFeeder(description)
    self.feeder = feeder
    demand = Self.makeDemand(flow, feeder: feeder, description: description)
    let limits = gridCase.generators.map { $0.isInService ? $0.activeLimits : 0...0 }
    machines = MachineFleet(
      mechanical: gridCase.generators.map { $0.isInService ? $0.active : 0 }, limits: limits,
      inertia: description.units.map(\.inertia), nominalFrequency: description.nominalFrequency)
    commands = Self.firstCommands(gridCase, layout: actuatorLayout, description: description)
    settle(limits: limits, base: base)
  }

  /// Finds machines in balance with the demand of the first instant.
  private mutating func settle(limits rated: [ClosedRange<Double>], base: Double) {
    applyBreakersAndTaps()
    darken()
    let limits = zip(rated, unitBuses).map { flow.network.isIsolated[$1] ? 0...0 : $0 }
    var outputs = zip(machines.mechanical, limits).map { $1 == 0...0 ? 0 : $0 }
    for _ in 0..<4 {
      updateDemand()
      for bus in flow.activeGeneration.indices { flow.activeGeneration[bus] = 0 }
      for unit in outputs.indices { flow.activeGeneration[unitBuses[unit]] += outputs[unit] / base }
      let outcome = flow.solve()
      guard case .converged = outcome else {
        collapse(because: .noOperatingPoint(outcome))
        return takeTruth()
      }
      var total = 0.0
      for bus in Set(unitBuses).sorted() where !flow.network.isIsolated[bus] {
        total += flow.generation(ofBus: bus).active * base
      }
      outputs = GenerationDispatch.economic(
        demand: total, units: description.units, limits: limits, fixed: outputs)
      let missing = total - outputs.reduce(0, +)
      for unit in outputs.indices { outputs[unit] += description.units[unit].participation * missing }
    }
    machines = MachineFleet(
      mechanical: outputs, limits: rated, inertia: description.units.map(\.inertia),
      nominalFrequency: description.nominalFrequency)
    for unit in outputs.indices { commands[actuatorLayout.activeSetpoint.lowerBound + unit] = outputs[unit] }
    takeTruth()
  }

  private static func makeFeeder(_ description: SmartGridDescription) throws(SmartGridError) -> FeederState? {
    guard let feeder = description.feeder else { return nil }
    do {
      let network = try RadialFeeder(feeder.gridCase)
      return FeederState(
        network: network, photovoltaics: Photovoltaics(plantCount: feeder.photovoltaics.count),
        ratedActive: network.activeDemand, ratedReactive: network.reactiveDemand)
    } catch { throw .feeder(error) }
  }

  /// The rated demand, less what the feeder draws for itself at rated demand in the dark.
  private static func makeDemand(
    _ flow: NewtonPowerFlow, feeder: FeederState?, description: SmartGridDescription
  ) -> DemandState {
    var active = flow.activeDemand
    var reactive = flow.reactiveDemand
    let total = active.reduce(0) { $0 + abs($1) }
    if var network = feeder?.network, let bus = description.feeder?.transmissionBus {
      _ = network.solve()
      let draw = network.sourceInjection
      active[bus] -= draw.active * network.baseMVA / flow.network.baseMVA
      reactive[bus] -= draw.reactive * network.baseMVA / flow.network.baseMVA
    }
    return DemandState(active: active, reactive: reactive, ratedTotal: total)
  }

  private static func firstCommands(
    _ gridCase: GridCase, layout: SmartGridActuators, description: SmartGridDescription
  ) -> [Double] {
    var commands = [Double](repeating: 0, count: layout.count)
    for (index, branch) in zip(layout.breaker, gridCase.branches) { commands[index] = branch.isInService ? 1 : 0 }
    for (index, generator) in zip(layout.voltageSetpoint, gridCase.generators) {
      commands[index] = generator.voltageSetpoint
    }
    for (index, capacitor) in zip(layout.capacitor, description.capacitors) {
      commands[index] = Double(capacitor.closedSteps)
    }
    return commands
  }
}

extension SmartGridDescription {
  fileprivate func validate() throws(SmartGridError) {
    let buses = 0..<gridCase.buses.count
    let branches = 0..<gridCase.branches.count
    guard !gridCase.generators.isEmpty && units.count == gridCase.generators.count else {
      throw .equipment("\(units.count) units for \(gridCase.generators.count) machines")
    }
    guard units.allSatisfy({ $0.inertia.isFinite && $0.inertia >= 0 }), units.contains(where: { $0.inertia > 0 }) else {
      throw .equipment("no machine has inertia")
    }
    guard loadKinds.count == buses.count else {
      throw .equipment("\(loadKinds.count) load kinds for \(buses.count) buses")
    }
    let named =
      phasorBuses + tapChangers.map(\.bus) + capacitors.map(\.bus) + (feeder.map { [$0.transmissionBus] } ?? [])
    guard named.allSatisfy(buses.contains) else { throw .equipment("a bus that does not exist") }
    guard (tapChangers.map(\.branch) + maintainableBranches).allSatisfy(branches.contains) else {
      throw .equipment("a branch that does not exist")
    }
    if let feeder {
      let own = 0..<feeder.gridCase.buses.count
      let places = feeder.meteredBuses + feeder.photovoltaics.map(\.bus) + [feeder.regulatedBus, feeder.capacitorBus]
      guard places.allSatisfy(own.contains) else { throw .equipment("a feeder bus that does not exist") }
    }
  }
}
