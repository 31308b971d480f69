import PowerFlow
import TwinModel

extension SmartGridProcess {
  /// Hour of the day, [0, 24).
  public var hour: Double {
    let hours = configuration.startHour + elapsed / 3600
    return hours - 24 * (hours / 24).rounded(.down)
  }

  /// Whether it is Saturday or Sunday.
  public var isWeekend: Bool {
    let days = Int(((configuration.startHour + elapsed / 3600) / 24).rounded(.down))
    return (((configuration.startDay + days) % 7) + 7) % 7 >= 5
  }

  /// Moves the physics: what happens anyway, what the commands do to it, and the flows that follow.
  mutating func advance(_ commands: [Double], seconds: Double, using random: inout SeededGenerator) {
    elapsed += seconds
    for index in commands.indices where commands[index].isFinite { self.commands[index] = commands[index] }
    let isWorkingHour = !isWeekend && hour >= 9 && hour < 15
    disturbances.step(
      rate: configuration.disturbanceRate, loadBuses: demand.loadBuses, maintainable: description.maintainableBranches,
      isWorkingHour: isWorkingHour, seconds: seconds, using: &random)
    moveTaps()
    applyBreakersAndTaps()
    demand.wander(seconds: seconds, using: &random)
    let (hour, meanCover) = (hour, disturbances.meanCover)
    feeder?.photovoltaics.step(hour: hour, meanCover: meanCover, seconds: seconds, using: &random)
    updateDemand()
    guard condition != .blackedOut else { return }
    turnMachines(seconds: seconds)
    solveFlows()
    watchProtection(seconds: seconds)
  }

  /// Demand, sun and feeder at this instant.
  mutating func updateDemand() {
    let shares = LoadCurve.Kind.allCases.map { LoadCurve.share($0, hour: hour, isWeekend: isWeekend) }
    let served =
      (1 - BranchProtection.sheddingShare * Double(protection.shedSteps))
      * (1 + MachineFleet.damping * machines.deviation / description.nominalFrequency)
    for (index, bus) in demand.loadBuses.enumerated() {
      let wander = 1 + demand.slow[index].value + demand.fast[index].value + disturbances.surge[bus]
      let share = max(0, shares[description.loadKinds[bus].place] * wander * load) * served
      flow.activeDemand[bus] = demand.ratedActive[bus] * share
      flow.reactiveDemand[bus] = demand.ratedReactive[bus] * share
    }
    updateFeeder(share: shares[LoadCurve.Kind.residential.place] * served)
  }

  private mutating func updateFeeder(share: Double) {
    guard var state = feeder, let equipment = description.feeder else { return }
    feeder = nil
    defer { feeder = state }
    let supply = flow.magnitudes[equipment.transmissionBus]
    guard supply > 0.1 && condition != .blackedOut else {
      (state.active, state.reactive) = (0, 0)
      return
    }
    let base = state.network.baseMVA
    let common = 1 + (demand.slow.last?.value ?? 0)
    for bus in state.ratedActive.indices {
      state.network.activeDemand[bus] = state.ratedActive[bus] * share * common
      state.network.reactiveDemand[bus] = state.ratedReactive[bus] * share * common
    }
    for (plant, output) in zip(equipment.photovoltaics, state.photovoltaics.output) {
      state.network.activeDemand[plant.bus] -= plant.peak * output / base
    }
    let capacitor = commands[actuatorLayout.feeder.upperBound - 1] >= 0.5 ? equipment.capacitorSize / base : 0
    let local = state.network.magnitude(ofBus: equipment.capacitorBus)
    state.network.reactiveDemand[equipment.capacitorBus] -= capacitor * local * local
    state.network.sourceVoltage = supply * equipment.voltageRatio * (1 + TapRule.stepSize * state.regulator)
    if case .converged = state.network.solve() {
      let draw = state.network.sourceInjection
      (state.active, state.reactive) = (draw.active * base, draw.reactive * base)
    } else {
      (state.active, state.reactive) = (0, 0)
    }
    let bus = equipment.transmissionBus
    let scale = 1 / flow.network.baseMVA
    if !demand.loadBuses.contains(bus) { (flow.activeDemand[bus], flow.reactiveDemand[bus]) = (0, 0) }
    flow.activeDemand[bus] += state.active * scale
    flow.reactiveDemand[bus] += state.reactive * scale
  }

  /// Motors move every tap one step towards its command.
  private mutating func moveTaps() {
    func moved(_ position: Double, towards command: Double) -> Double {
      let wanted = min(Double(TapRule.furthest), max(-Double(TapRule.furthest), command.rounded()))
      return position + min(1, max(-1, wanted - position))
    }
    for index in taps.indices {
      taps[index] = moved(taps[index], towards: commands[actuatorLayout.tap.lowerBound + index])
    }
    if feeder != nil, let position = feeder?.regulator {
      feeder?.regulator = moved(position, towards: commands[actuatorLayout.feeder.lowerBound])
    }
  }

  /// Tells the network of breakers, taps, capacitors and voltage setpoints.
  mutating func applyBreakersAndTaps() {
    for branch in 0..<flow.network.branchCount {
      let isCommandedClosed = commands[actuatorLayout.breaker.lowerBound + branch] >= 0.5
      flow.network.setInService(isCommandedClosed && !protection.isTripped[branch], branch: branch)
    }
    for (index, changer) in description.tapChangers.enumerated() {
      let ratio = description.gridCase.branches[changer.branch].tapRatio - TapRule.stepSize * taps[index]
      flow.network.setTapRatio(max(0.5, ratio), ofBranch: changer.branch)
    }
    for (index, capacitor) in description.capacitors.enumerated() {
      let steps = min(Double(capacitor.steps), max(0, commands[actuatorLayout.capacitor.lowerBound + index].rounded()))
      let bus = description.gridCase.buses[capacitor.bus]
      let fixed = bus.shuntSusceptance - capacitor.step * Double(capacitor.closedSteps)
      flow.network.setShunt(
        conductance: bus.shuntConductance / flow.network.baseMVA,
        susceptance: (fixed + capacitor.step * steps) / flow.network.baseMVA, bus: capacitor.bus)
    }
    for (unit, bus) in unitBuses.enumerated() {
      flow.voltageSetpoints[bus] = min(1.2, max(0.8, commands[actuatorLayout.voltageSetpoint.lowerBound + unit]))
    }
  }

  /// Shafts and frequency, driven by the electrical power of the last instant at today's demand.
  private mutating func turnMachines(seconds: Double) {
    let base = flow.network.baseMVA
    var electrical = flow.losses * base
    for bus in flow.activeDemand.indices where !flow.network.isIsolated[bus] {
      electrical += flow.activeDemand[bus] * base
    }
    electrical /= 1 + MachineFleet.damping * machines.deviation / description.nominalFrequency
    machines.step(
      setpoints: Array(commands[actuatorLayout.activeSetpoint]), electrical: electrical,
      isConnected: unitBuses.map { !flow.network.isIsolated[$0] }, seconds: seconds)
    for bus in unitBuses { flow.activeGeneration[bus] = 0 }
    for (unit, bus) in unitBuses.enumerated() { flow.activeGeneration[bus] += machines.electrical(ofUnit: unit) / base }
  }

  /// The operating point; what is cut off goes dark, and without any point everything does.
  private mutating func solveFlows() {
    darken()
    let outcome = flow.solve()
    guard case .converged = outcome else { return collapse(because: .noOperatingPoint(outcome)) }
    guard abs(machines.deviation) < 6 else { return collapse(because: .frequency(deviation: machines.deviation)) }
  }

  /// Finds what nothing joins to the reference bus any more, once for every topology.
  mutating func darken() {
    guard darkRevision != flow.network.topologyRevision else { return }
    let dark = flow.network.isolateUnreachableBuses()
    darkRevision = flow.network.topologyRevision
    condition = .energised(dark: dark)
  }

  /// Ends everything.
  mutating func collapse(because cause: SmartGrid.Collapse) {
    condition = .blackedOut
    self.collapse = cause
  }

  private mutating func watchProtection(seconds: Double) {
    for branch in 0..<flow.network.branchCount {
      protection.watch(
        branch: branch, loading: loading(ofBranch: branch),
        isCommandedClosed: commands[actuatorLayout.breaker.lowerBound + branch] >= 0.5, seconds: seconds)
    }
    protection.watch(frequencyDeviation: machines.deviation)
  }

  /// Apparent power over rating; 0 without a rating.
  func loading(ofBranch branch: Int) -> Double {
    let rating = description.gridCase.branches[branch].rating
    guard rating > 0 && condition != .blackedOut else { return 0 }
    return flow.flow(ofBranch: branch).apparent * flow.network.baseMVA / rating
  }
}

extension LoadCurve.Kind {
  /// Place in `allCases`.
  var place: Int {
    switch self {
    case .residential: 0
    case .commercial: 1
    case .industrial: 2
    }
  }
}
