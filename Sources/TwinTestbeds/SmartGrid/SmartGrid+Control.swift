import PowerFlow

extension SmartGrid {
  /// Lets the control centre and the local controllers answer what they see.
  ///
  /// Tap changers, capacitors and dispatch use readings alone; the estimator takes breakers and taps from the
  /// readings too, so that a lie about them misleads it as it would.
  ///
  /// - Parameter seen: shape `[tag]`: readings as they arrive; the estimation's own tags are filled in.
  /// - Returns: shape `[actuator]`: commands for the next step.
  public mutating func control(_ seen: inout [Double], seconds: Double) -> [Double] {
    precondition(seen.count == layout.count, "one reading per tag")
    if sinceScan < seconds { estimate(seen) }
    var commands = commands
    dispatch(seen, &commands, seconds: seconds)
    keepVoltages(seen, &commands, seconds: seconds)
    for branch in description.maintainableBranches {
      let isOut = disturbances.maintainedBranch == branch
      commands[actuatorLayout.breaker.lowerBound + branch] = isOut ? 0 : 1
    }
    let first = layout.estimation.lowerBound
    seen[first] = centre.objective
    seen[first + 1] = centre.limit
    seen[first + 2] = Double(centre.bad.count)
    seen[first + 3] = Double(centre.status.rawValue)
    seen[first + 4] = Double(mode.rawValue)
    for index in layout.estimation {
      readings[index] = seen[index]
      truth[index] = seen[index]
    }
    return commands
  }

  /// How the grid is run at present.
  public var mode: Mode {
    guard case .energised(let dark) = condition, dark.isEmpty, protection.shedSteps == 0,
      !protection.isTripped.contains(true)
    else { return .emergency }
    if disturbances.maintainedBranch != nil { return .maintenance }
    return demand.level > 0.93 ? .peak : (demand.level < 0.65 ? .light : .normal)
  }

  private mutating func estimate(_ seen: [Double]) {
    for branch in layout.breaker.indices {
      centre.estimator.network.setInService(seen[branch] >= 0.5, branch: branch - layout.breaker.lowerBound)
    }
    for (index, changer) in description.tapChangers.enumerated() {
      let position = seen[layout.tap.lowerBound + index]
      let ratio = description.gridCase.branches[changer.branch].tapRatio - TapRule.stepSize * position
      if ratio.isFinite { centre.estimator.network.setTapRatio(min(2, max(0.5, ratio)), ofBranch: changer.branch) }
    }
    for (index, capacitor) in description.capacitors.enumerated() {
      let steps = seen[layout.capacitor.lowerBound + index]
      let bus = description.gridCase.buses[capacitor.bus]
      let fixed = bus.shuntSusceptance - capacitor.step * Double(capacitor.closedSteps)
      let base = flow.network.baseMVA
      if steps.isFinite {
        centre.estimator.network.setShunt(
          conductance: bus.shuntConductance / base, susceptance: (fixed + capacitor.step * steps) / base,
          bus: capacitor.bus)
      }
    }
    if centre.estimatedRevision != centre.estimator.network.topologyRevision {
      _ = centre.estimator.network.isolateUnreachableBuses()
      centre.estimatedRevision = centre.estimator.network.topologyRevision
    }
    for meter in centre.values.indices {
      let tag = centre.meterTags[meter]
      centre.values[meter] = tag < 0 ? 0 : seen[tag] * centre.meterScales[meter]
    }
    judge(centre.estimator.estimateIdentifyingBadData(centre.values, limit: 4))
  }

  private mutating func judge(_ result: (outcome: EstimationOutcome, bad: [BadMeasurement])) {
    centre.bad = result.bad
    guard case .converged(let fit) = result.outcome else {
      centre.status = .failed
      centre.objective = .nan
      return
    }
    centre.objective = fit.objective
    centre.limit = fit.threshold
    centre.status = fit.isConsistent ? (result.bad.isEmpty ? .consistent : .cleaned) : .inconsistent
  }

  private mutating func dispatch(_ seen: [Double], _ commands: inout [Double], seconds: Double) {
    var limits = description.gridCase.generators.map { $0.isInService ? $0.activeLimits : 0...0 }
    if disturbances.maintainedBranch != nil {
      // While a branch is out, the largest machine gives way to the others.
      let largest = limits.indices.max { limits[$0].upperBound < limits[$1].upperBound } ?? 0
      let rated = description.gridCase.generators[largest].active
      let lower = limits[largest].lowerBound
      limits[largest] = lower...max(lower, min(limits[largest].upperBound, 0.9 * rated))
    }
    var generation = 0.0
    for index in layout.unitPower { generation += seen[index] }
    centre.dispatch.step(
      units: description.units, limits: limits, frequencyError: seen[layout.frequency] - description.nominalFrequency,
      generation: generation, seconds: seconds)
    for (index, setpoint) in zip(actuatorLayout.activeSetpoint, centre.dispatch.setpoints) {
      commands[index] = setpoint
    }
  }

  private mutating func keepVoltages(_ seen: [Double], _ commands: inout [Double], seconds: Double) {
    for (index, changer) in description.tapChangers.enumerated() {
      let position = centre.taps[index].command(
        changer.rule, voltage: seen[layout.voltage.lowerBound + changer.bus], seconds: seconds)
      commands[actuatorLayout.tap.lowerBound + index] = Double(position)
    }
    for (index, capacitor) in description.capacitors.enumerated() {
      let steps = centre.capacitors[index].command(
        capacitor.rule, voltage: seen[layout.voltage.lowerBound + capacitor.bus], of: capacitor.steps, seconds: seconds)
      commands[actuatorLayout.capacitor.lowerBound + index] = Double(steps)
    }
    guard let equipment = description.feeder else { return }
    if let meter = equipment.meteredBuses.firstIndex(of: equipment.regulatedBus) {
      let voltage = seen[layout.feederVoltage.lowerBound + meter]
      let position = centre.regulator.command(equipment.regulatorRule, voltage: voltage, seconds: seconds)
      commands[actuatorLayout.feeder.lowerBound] = Double(position)
    }
    if let meter = equipment.meteredBuses.firstIndex(of: equipment.capacitorBus) {
      let voltage = seen[layout.feederVoltage.lowerBound + meter]
      let steps = centre.feederCapacitor.command(equipment.capacitorRule, voltage: voltage, of: 1, seconds: seconds)
      commands[actuatorLayout.feeder.lowerBound + 1] = Double(steps)
    }
  }
}
