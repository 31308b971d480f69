import PowerFlow

/// What the telemetry and the phasors say about the state: the estimator's meters and the sensors they read.
struct MeterWiring: Sendable {
  let meters: [Meter]
  /// Shape `[meter]`: the sensor each meter reads; −1 for "nothing enters or leaves here".
  let tags: [Int]
  /// Shape `[meter]`: measurement to pu or radians.
  let scales: [Double]

  init(_ description: SmartGridDescription, layout: SmartGridLayout, network: Network) {
    let base = network.baseMVA
    let power = Instruments.total(Instruments.powerDeviation * base / 100, Instruments.powerQuantum) / base
    let voltage = Instruments.total(Instruments.voltageDeviation, Instruments.voltageQuantum)
    let phasor = Instruments.total(Instruments.phasorMagnitudeDeviation, Instruments.phasorMagnitudeQuantum)
    let angle = Instruments.total(Instruments.phasorAngleDeviation, Instruments.phasorAngleQuantum) * .pi / 180
    var meters: [Meter] = []
    var tags: [Int] = []
    var scales: [Double] = []
    func add(_ quantity: Meter.Quantity, deviation: Double, tag: Int, scale: Double) {
      meters.append(Meter(quantity, deviation: deviation))
      tags.append(tag)
      scales.append(scale)
    }
    for bus in 0..<network.busCount {
      add(.voltageMagnitude(bus: bus), deviation: voltage, tag: layout.voltage.lowerBound + bus, scale: 1)
    }
    for (index, bus) in layout.injectionBuses.enumerated() {
      let active = layout.activeInjection.lowerBound + index
      add(.activeInjection(bus: bus), deviation: power, tag: active, scale: 1 / base)
      let reactive = layout.reactiveInjection.lowerBound + index
      add(.reactiveInjection(bus: bus), deviation: power, tag: reactive, scale: 1 / base)
    }
    for bus in layout.passiveBuses {
      add(.activeInjection(bus: bus), deviation: 1e-3, tag: -1, scale: 0)
      add(.reactiveInjection(bus: bus), deviation: 1e-3, tag: -1, scale: 0)
    }
    for branch in 0..<network.branchCount {
      let active = layout.activeFlow.lowerBound + branch
      add(.activeFlow(branch: branch, end: .from), deviation: power, tag: active, scale: 1 / base)
      let reactive = layout.reactiveFlow.lowerBound + branch
      add(.reactiveFlow(branch: branch, end: .from), deviation: power, tag: reactive, scale: 1 / base)
    }
    for (index, bus) in description.phasorBuses.enumerated() {
      let magnitude = layout.phasorMagnitude.lowerBound + index
      add(.voltageMagnitude(bus: bus), deviation: phasor, tag: magnitude, scale: 1)
      guard bus != network.referenceBus else { continue }
      let phase = layout.phasorAngle.lowerBound + index
      add(.voltageAngle(bus: bus), deviation: angle, tag: phase, scale: .pi / 180)
    }
    self.meters = meters
    self.tags = tags
    self.scales = scales
  }
}
