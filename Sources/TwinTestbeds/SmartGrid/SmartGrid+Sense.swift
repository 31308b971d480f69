import PowerFlow
public import TwinModel

extension SmartGrid {
  /// Reads the instruments: phasors, frequency and states every time, telemetry when its scan is due.
  ///
  /// - Returns: shape `[tag]`, also kept in `readings`.
  public mutating func sense(seconds: Double, using random: inout SeededGenerator) -> [Double] {
    takeTruth()
    sinceScan += seconds
    let isScan = sinceScan >= configuration.scanInterval
    if isScan { sinceScan = sinceScan >= 2 * configuration.scanInterval ? 0 : sinceScan - configuration.scanInterval }
    if isScan { scanTelemetry(using: &random) }
    read(layout.phasorMagnitude, Instruments.phasorMagnitudeDeviation, Instruments.phasorMagnitudeQuantum, &random)
    read(layout.phasorAngle, Instruments.phasorAngleDeviation, Instruments.phasorAngleQuantum, &random)
    let frequency = layout.frequency..<layout.frequency + 1
    read(frequency, Instruments.frequencyDeviation, Instruments.frequencyQuantum, &random)
    for range in [layout.breaker, layout.tap, layout.capacitor, layout.activeSetpoint, layout.voltageSetpoint] {
      for index in range { readings[index] = truth[index] }
    }
    for index in layout.feeder.suffix(2) { readings[index] = truth[index] }
    return readings
  }

  private mutating func scanTelemetry(using random: inout SeededGenerator) {
    let power = Instruments.powerDeviation * flow.network.baseMVA / 100
    read(layout.voltage, Instruments.voltageDeviation, Instruments.voltageQuantum, &random)
    for range in [
      layout.activeInjection, layout.reactiveInjection, layout.activeFlow, layout.reactiveFlow, layout.unitPower,
    ] {
      read(range, power, Instruments.powerQuantum, &random)
    }
    read(layout.loading, Instruments.loadingDeviation, Instruments.loadingQuantum, &random)
    for index in layout.loading { readings[index] = max(0, readings[index]) }
    read(layout.feederVoltage, Instruments.feederVoltageDeviation, Instruments.voltageQuantum, &random)
    read(layout.feeder.prefix(2), Instruments.feederDeviation, Instruments.feederQuantum, &random)
    read(layout.feeder.dropFirst(2).prefix(1), Instruments.sunDeviation, 1, &random)
    read(layout.photovoltaic, Instruments.feederDeviation, Instruments.feederQuantum, &random)
    for index in layout.photovoltaic { readings[index] = max(0, readings[index]) }
    for index in layout.feeder.dropFirst(2).prefix(1) { readings[index] = max(0, readings[index]) }
  }

  private mutating func read(
    _ range: Range<Int>, _ deviation: Double, _ quantum: Double, _ random: inout SeededGenerator
  ) {
    for index in range {
      readings[index] = Instruments.read(truth[index], deviation: deviation, quantum: quantum, using: &random)
    }
  }

  /// What error-free instruments would show.
  private mutating func takeTruth() {
    let base = flow.network.baseMVA
    let isLive = condition != .blackedOut
    let scale = isLive ? base : 0
    for bus in layout.voltage { truth[bus] = isLive ? flow.magnitudes[bus] : 0 }
    for (index, bus) in layout.injectionBuses.enumerated() {
      let injection = flow.injection(ofBus: bus)
      truth[layout.activeInjection.lowerBound + index] = injection.active * scale
      truth[layout.reactiveInjection.lowerBound + index] = injection.reactive * scale
    }
    for branch in 0..<flow.network.branchCount {
      let carried = flow.flow(ofBranch: branch)
      truth[layout.activeFlow.lowerBound + branch] = carried.fromActive * scale
      truth[layout.reactiveFlow.lowerBound + branch] = carried.fromReactive * scale
      let rating = description.gridCase.branches[branch].rating
      truth[layout.loading.lowerBound + branch] = rating > 0 ? 100 * carried.apparent * scale / rating : 0
      truth[layout.breaker.lowerBound + branch] = flow.network.isInService[branch] ? 1 : 0
    }
    for (index, position) in taps.enumerated() { truth[layout.tap.lowerBound + index] = position }
    for index in layout.capacitor.indices {
      let steps = commands[actuatorLayout.capacitor.lowerBound + index - layout.capacitor.lowerBound]
      let available = description.capacitors[index - layout.capacitor.lowerBound].steps
      truth[index] = min(Double(available), max(0, steps.rounded()))
    }
    takeUnitTruth(scale: scale)
    for (index, bus) in description.phasorBuses.enumerated() {
      truth[layout.phasorMagnitude.lowerBound + index] = isLive ? flow.magnitudes[bus] : 0
      truth[layout.phasorAngle.lowerBound + index] = isLive ? flow.angles[bus] * 180 / .pi : 0
    }
    truth[layout.frequency] = isLive ? description.nominalFrequency + machines.deviation : 0
    takeFeederTruth()
  }

  private mutating func takeUnitTruth(scale: Double) {
    let reference = flow.network.referenceBus
    let slack = unitBuses.firstIndex(of: reference)
    var others = 0.0
    for unit in unitBuses.indices where unit != slack && unitBuses[unit] == reference {
      others += machines.electrical(ofUnit: unit)
    }
    for unit in unitBuses.indices {
      let electrical =
        unit == slack
        ? flow.generation(ofBus: reference).active * flow.network.baseMVA - others : machines.electrical(ofUnit: unit)
      truth[layout.unitPower.lowerBound + unit] = scale > 0 ? electrical : 0
      truth[layout.activeSetpoint.lowerBound + unit] = commands[actuatorLayout.activeSetpoint.lowerBound + unit]
      truth[layout.voltageSetpoint.lowerBound + unit] = commands[actuatorLayout.voltageSetpoint.lowerBound + unit]
    }
  }

  private mutating func takeFeederTruth() {
    guard let state = feeder, let equipment = description.feeder else { return }
    let isLive = condition != .blackedOut && flow.magnitudes[equipment.transmissionBus] > 0.1
    for (index, bus) in equipment.meteredBuses.enumerated() {
      truth[layout.feederVoltage.lowerBound + index] = isLive ? state.network.magnitude(ofBus: bus) : 0
    }
    let first = layout.feeder.lowerBound
    truth[first] = state.active
    truth[first + 1] = state.reactive
    truth[first + 2] = state.photovoltaics.irradiance
    truth[first + 3] = state.regulator
    truth[first + 4] = commands[actuatorLayout.feeder.upperBound - 1] >= 0.5 ? 1 : 0
    for (index, plant) in equipment.photovoltaics.enumerated() {
      let output = isLive ? plant.peak * state.photovoltaics.output[index] : 0
      truth[layout.photovoltaic.lowerBound + index] = output
    }
  }
}
