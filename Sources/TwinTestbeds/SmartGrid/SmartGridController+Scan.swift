import PowerFlow

extension SmartGridController {
  /// Reads the measurements, estimates when telemetry is due, and answers.
  ///
  /// - Parameter measurements: shape `[sensor]`, as received; `NaN` when nothing came.
  /// - Parameter time: seconds since the run began.
  /// - Returns: shape `[actuator]`, in the order of the plant's actuators.
  public mutating func scan(_ measurements: [Double], at time: Double) -> [Double] {
    precondition(measurements.count == layout.count, "one measurement a sensor")
    let before = ((time - period) / scanInterval).rounded(.down)
    if time <= 0 || (time / scanInterval).rounded(.down) > before { estimate(measurements) }
    let permit = measurements[layout.permit]
    let maintained = permit >= 1 && permit <= Double(layout.breaker.count) ? Int(permit) - 1 : nil
    for branch in description.maintainableBranches {
      commands[actuatorLayout.breaker.lowerBound + branch] = branch == maintained ? 0 : 1
    }
    shareGeneration(measurements, isMaintained: maintained != nil)
    keepVoltages(measurements)
    mode = judgeMode(measurements, maintained: maintained)
    let first = actuatorLayout.indication.lowerBound
    commands[first] = objective
    commands[first + 1] = objectiveLimit
    commands[first + 2] = Double(badMeasurements.count)
    commands[first + 3] = Double(status.rawValue)
    commands[first + 4] = Double(mode.rawValue)
    return commands
  }

  private func judgeMode(_ seen: [Double], maintained: Int?) -> SmartGrid.Mode {
    var isInDanger = abs(seen[layout.frequency] - description.nominalFrequency) > 0.5
    for index in layout.voltage where seen[index] < 0.9 || seen[index] > 1.1 { isInDanger = true }
    for index in layout.loading where seen[index] > 100 { isInDanger = true }
    for branch in 0..<layout.breaker.count
    where seen[layout.breaker.lowerBound + branch] < 0.5 && branch != maintained
      && commands[actuatorLayout.breaker.lowerBound + branch] >= 0.5
    {
      isInDanger = true
    }
    if isInDanger { return .emergency }
    if maintained != nil { return .maintenance }
    let level = layout.unitPower.reduce(0) { $0 + seen[$1] } / max(ratedDemand, 1e-9)
    return level > 0.93 ? .peak : (level < 0.65 ? .light : .normal)
  }

  /// Judges whether the measurements can be true.
  mutating func estimate(_ seen: [Double]) {
    adoptTopology(seen)
    for meter in values.indices {
      let tag = meters.tags[meter]
      values[meter] = tag < 0 ? 0 : seen[tag] * meters.scales[meter]
    }
    judge(estimator.estimateIdentifyingBadData(values, limit: 4))
  }

  /// Tells the estimator's model of breakers, taps and capacitors.
  private mutating func adoptTopology(_ seen: [Double]) {
    for branch in 0..<layout.breaker.count where seen[layout.breaker.lowerBound + branch].isFinite {
      estimator.network.setInService(seen[layout.breaker.lowerBound + branch] >= 0.5, branch: branch)
    }
    for (index, changer) in description.tapChangers.enumerated() {
      let position = seen[layout.tap.lowerBound + index]
      let ratio = description.gridCase.branches[changer.branch].tapRatio - TapRule.stepSize * position
      if ratio.isFinite { estimator.network.setTapRatio(min(2, max(0.5, ratio)), ofBranch: changer.branch) }
    }
    for (index, capacitor) in description.capacitors.enumerated() {
      let steps = seen[layout.capacitor.lowerBound + index]
      let bus = description.gridCase.buses[capacitor.bus]
      let fixed = bus.shuntSusceptance - capacitor.step * Double(capacitor.closedSteps)
      let base = estimator.network.baseMVA
      guard steps.isFinite else { continue }
      estimator.network.setShunt(
        conductance: bus.shuntConductance / base, susceptance: (fixed + capacitor.step * steps) / base,
        bus: capacitor.bus)
    }
    if estimatedRevision != estimator.network.topologyRevision {
      _ = estimator.network.isolateUnreachableBuses()
      estimatedRevision = estimator.network.topologyRevision
    }
  }

  private mutating func judge(_ result: (outcome: EstimationOutcome, bad: [BadMeasurement])) {
    badMeasurements = result.bad.map { bad in
      let tag = meters.tags[bad.meter]
      return tag < 0 ? "balance" : sensors[tag]
    }
    guard case .converged(let fit) = result.outcome else {
      status = .failed
      objective = .nan
      return
    }
    objective = fit.objective
    objectiveLimit = fit.threshold
    status = fit.isConsistent ? (result.bad.isEmpty ? .consistent : .cleaned) : .inconsistent
  }

  private mutating func shareGeneration(_ seen: [Double], isMaintained: Bool) {
    var limits = description.gridCase.generators.map { $0.isInService ? $0.activeLimits : 0...0 }
    if isMaintained {
      // While a branch is out, the largest machine gives way to the others.
      let largest = limits.indices.max { limits[$0].upperBound < limits[$1].upperBound } ?? 0
      let rated = description.gridCase.generators[largest].active
      let lower = limits[largest].lowerBound
      limits[largest] = lower...max(lower, min(limits[largest].upperBound, 0.9 * rated))
    }
    var generation = 0.0
    for index in layout.unitPower { generation += seen[index] }
    dispatch.step(
      units: description.units, limits: limits, frequencyError: seen[layout.frequency] - frequencyReference,
      generation: generation, seconds: period)
    for (index, setpoint) in zip(actuatorLayout.activeSetpoint, dispatch.setpoints) {
      commands[index] = setpoint
    }
  }

  private mutating func keepVoltages(_ seen: [Double]) {
    for (index, changer) in description.tapChangers.enumerated() {
      let position = taps[index].command(
        tapRules[index], voltage: seen[layout.voltage.lowerBound + changer.bus], seconds: period)
      commands[actuatorLayout.tap.lowerBound + index] = Double(position)
    }
    for (index, capacitor) in description.capacitors.enumerated() {
      let steps = capacitors[index].command(
        capacitor.rule, voltage: seen[layout.voltage.lowerBound + capacitor.bus], of: capacitor.steps, seconds: period)
      commands[actuatorLayout.capacitor.lowerBound + index] = Double(steps)
    }
    guard let equipment = description.feeder else { return }
    if let meter = equipment.meteredBuses.firstIndex(of: equipment.regulatedBus) {
      let voltage = seen[layout.feederVoltage.lowerBound + meter]
      let position = regulator.command(regulatorRule ?? equipment.regulatorRule, voltage: voltage, seconds: period)
      commands[actuatorLayout.feeder.lowerBound] = Double(position)
    }
    if let meter = equipment.meteredBuses.firstIndex(of: equipment.capacitorBus) {
      let voltage = seen[layout.feederVoltage.lowerBound + meter]
      let steps = feederCapacitor.command(equipment.capacitorRule, voltage: voltage, of: 1, seconds: period)
      commands[actuatorLayout.feeder.lowerBound + 1] = Double(steps)
    }
  }
}
