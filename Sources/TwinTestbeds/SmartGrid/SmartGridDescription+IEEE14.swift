extension SmartGridDescription {
  /// The 14-bus network with two tap-changing transformers, a switched capacitor at bus 9, phasor meters at buses 1,
  /// 2, 6 and 9, and the 33-bus feeder with three photovoltaic plants at bus 14.
  public static let ieee14: SmartGridDescription = {
    var description = SmartGridDescription(gridCase: IEEE14Network.gridCase)
    let tables: [(inertia: Double, quadratic: Double, linear: Double, participation: Double, ramp: Double)] = [
      (1750, 0.043_029_259_9, 20, 0.65, 0.20), (750, 0.25, 20, 0.35, 0.12), (300, 0.01, 40, 0, 0.10),
      (300, 0.01, 40, 0, 0.10), (300, 0.01, 40, 0, 0.10),
    ]
    description.units = tables.map {
      Unit(
        inertia: $0.inertia, quadraticCost: $0.quadratic, linearCost: $0.linear, participation: $0.participation,
        ramp: $0.ramp)
    }
    description.tapChangers = [
      TapChanger(branch: 7, bus: 6, rule: TapRule(target: 1.062, deadband: 0.0125, firstDelay: 45, nextDelay: 10)),
      TapChanger(branch: 8, bus: 8, rule: TapRule(target: 1.056, deadband: 0.010, firstDelay: 30, nextDelay: 10)),
    ]
    description.capacitors = [
      Capacitor(
        bus: 8, step: 9.5, steps: 4, closedSteps: 2, rule: CapacitorRule(closeBelow: 1.030, openAbove: 1.078, delay: 90)
      )
    ]
    description.phasorBuses = [0, 1, 5, 8]
    description.loadKinds = [
      .residential, .commercial, .industrial, .industrial, .commercial, .residential, .residential, .residential,
      .commercial, .residential, .residential, .residential, .commercial, .residential,
    ]
    description.maintainableBranches = [3, 4, 5, 10, 15, 18]
    description.feeder = FeederDescription(
      gridCase: BaranWuFeeder.gridCase, transmissionBus: 13, voltageRatio: 1 / 1.0355,
      meteredBuses: [0, 5, 7, 17, 24, 29, 32],
      photovoltaics: [.init(bus: 13, peak: 0.9), .init(bus: 24, peak: 0.9), .init(bus: 30, peak: 0.7)],
      regulatedBus: 7, regulatorRule: TapRule(target: 0.985, deadband: 0.010, firstDelay: 40, nextDelay: 10),
      capacitorBus: 29, capacitorSize: 0.6, capacitorRule: CapacitorRule(closeBelow: 0.965, openAbove: 1.015, delay: 60)
    )
    return description
  }()
}
