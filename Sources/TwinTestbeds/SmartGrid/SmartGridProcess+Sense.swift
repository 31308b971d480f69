import PowerFlow
public import TwinModel

extension SmartGridProcess {
  /// Reads the instruments: phasors, frequency and states as they are now, telemetry as of its last scan.
  ///
  /// - Returns: shape `[sensor]`, in each tag's unit.
  public func measure(using random: inout SeededGenerator) -> [Double] {
    measure(isScanned: false, using: &random)
  }

  /// Draws the same numbers whether telemetry is scanned or held; before the first scan there is nothing to hold.
  func measure(isScanned: Bool, using random: inout SeededGenerator) -> [Double] {
    var values = trueValues
    let power = Instruments.powerDeviation * flow.network.baseMVA / 100
    func read(_ range: Range<Int>, _ deviation: Double, _ quantum: Double, isHeld: Bool, isPositive: Bool = false) {
      for index in range {
        let value = Instruments.read(trueValues[index], deviation: deviation, quantum: quantum, using: &random)
        values[index] = isHeld ? telemetry[index] : (isPositive ? max(0, value) : value)
      }
    }
    let isHeld = !isScanned && !telemetry.isEmpty
    read(layout.voltage, Instruments.voltageDeviation, Instruments.voltageQuantum, isHeld: isHeld)
    for range in [
      layout.activeInjection, layout.reactiveInjection, layout.activeFlow, layout.reactiveFlow, layout.unitPower,
    ] {
      read(range, power, Instruments.powerQuantum, isHeld: isHeld)
    }
    read(layout.loading, Instruments.loadingDeviation, Instruments.loadingQuantum, isHeld: isHeld, isPositive: true)
    read(layout.feederVoltage, Instruments.feederVoltageDeviation, Instruments.voltageQuantum, isHeld: isHeld)
    read(layout.feeder.prefix(2), Instruments.feederDeviation, Instruments.feederQuantum, isHeld: isHeld)
    let sun = layout.feeder.dropFirst(2).prefix(1)
    read(sun, Instruments.sunDeviation, 1, isHeld: isHeld, isPositive: true)
    let plants = layout.photovoltaic
    read(plants, Instruments.feederDeviation, Instruments.feederQuantum, isHeld: isHeld, isPositive: true)
    let magnitudes = layout.phasorMagnitude
    read(magnitudes, Instruments.phasorMagnitudeDeviation, Instruments.phasorMagnitudeQuantum, isHeld: false)
    read(layout.phasorAngle, Instruments.phasorAngleDeviation, Instruments.phasorAngleQuantum, isHeld: false)
    let frequency = layout.frequency..<layout.frequency + 1
    read(frequency, Instruments.frequencyDeviation, Instruments.frequencyQuantum, isHeld: false)
    return values
  }

  /// Finds what perfect sensors would read.
  mutating func takeTruth() {
    let base = flow.network.baseMVA
    let isLive = condition != .blackedOut
    for bus in layout.voltage { trueValues[bus] = isLive ? flow.magnitudes[bus] : 0 }
    for (index, bus) in layout.injectionBuses.enumerated() {
      let injection = flow.injection(ofBus: bus)
      trueValues[layout.activeInjection.lowerBound + index] = isLive ? injection.active * base : 0
      trueValues[layout.reactiveInjection.lowerBound + index] = isLive ? injection.reactive * base : 0
    }
    for branch in 0..<flow.network.branchCount {
      let carried = flow.flow(ofBranch: branch)
      trueValues[layout.activeFlow.lowerBound + branch] = isLive ? carried.fromActive * base : 0
      trueValues[layout.reactiveFlow.lowerBound + branch] = isLive ? carried.fromReactive * base : 0
      let rating = isLive ? description.gridCase.branches[branch].rating : 0
      trueValues[layout.loading.lowerBound + branch] = rating > 0 ? 100 * carried.apparent * base / rating : 0
      trueValues[layout.breaker.lowerBound + branch] = flow.network.isInService[branch] ? 1 : 0
    }
    for (index, position) in taps.enumerated() { trueValues[layout.tap.lowerBound + index] = position }
    for index in layout.capacitor.indices {
      let steps = commands[actuatorLayout.capacitor.lowerBound + index - layout.capacitor.lowerBound]
      let available = description.capacitors[index - layout.capacitor.lowerBound].steps
      trueValues[index] = min(Double(available), max(0, steps.rounded()))
    }
    takeUnitTruth(isLive: isLive)
    for (index, bus) in description.phasorBuses.enumerated() {
      trueValues[layout.phasorMagnitude.lowerBound + index] = isLive ? flow.magnitudes[bus] : 0
      trueValues[layout.phasorAngle.lowerBound + index] = isLive ? flow.angles[bus] * 180 / .pi : 0
    }
    trueValues[layout.frequency] = isLive ? description.nominalFrequency + machines.deviation : 0
    trueValues[layout.permit] = disturbances.maintainedBranch.map { Double($0 + 1) } ?? 0
    takeFeederTruth()
  }

  private mutating func takeUnitTruth(isLive: Bool) {
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
      trueValues[layout.unitPower.lowerBound + unit] = isLive ? electrical : 0
    }
  }

  private mutating func takeFeederTruth() {
    guard let state = feeder, let equipment = description.feeder else { return }
    let isLive = condition != .blackedOut && flow.magnitudes[equipment.transmissionBus] > 0.1
    for (index, bus) in equipment.meteredBuses.enumerated() {
      trueValues[layout.feederVoltage.lowerBound + index] = isLive ? state.network.magnitude(ofBus: bus) : 0
    }
    let first = layout.feeder.lowerBound
    trueValues[first] = state.active
    trueValues[first + 1] = state.reactive
    trueValues[first + 2] = state.photovoltaics.irradiance
    trueValues[first + 3] = state.regulator
    trueValues[first + 4] = commands[actuatorLayout.feeder.upperBound - 1] >= 0.5 ? 1 : 0
    for (index, plant) in equipment.photovoltaics.enumerated() {
      let output = isLive ? plant.peak * state.photovoltaics.output[index] : 0
      trueValues[layout.photovoltaic.lowerBound + index] = output
    }
  }
}
