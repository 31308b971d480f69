public import PowerFlow
import TwinModel

extension Testbed {
  /// The 14-bus grid with the 33-bus feeder.
  public static let grid: Testbed = {
    do {
      return try Testbed(
        name: "grid",
        summary: "Power grid (IEEE 14-bus, 33-bus feeder with photovoltaics) under a control centre",
        description: .ieee14, isStudied: true)
    } catch {
      preconditionFailure("the embedded grid is sound: \(error)")
    }
  }()

  /// A testbed of any network: demand goes through the day, machines follow it, meters and phasors are estimated from.
  ///
  /// - Parameter gridCase: the network at its rated load.
  /// - Throws: ``TestbedError/grid(_:)`` when it cannot be computed with.
  public static func grid(_ gridCase: GridCase, name: String) throws(TestbedError) -> Testbed {
    try Testbed(
      name: name,
      summary: "Power grid with \(gridCase.buses.count) buses under a control centre",
      description: SmartGridDescription(gridCase: gridCase), isStudied: false)
  }

  private init(
    name: String, summary: String, description: SmartGridDescription, isStudied: Bool
  ) throws(TestbedError) {
    let plant: SmartGridProcess
    let control: SmartGridController
    let surface: AttackSurface?
    do throws(SmartGridError) {
      plant = try SmartGridProcess(description)
      control = try SmartGridController(of: plant)
      surface = isStudied ? try SmartGrid.attackSurface(of: plant) : nil
    } catch { throw .grid(error) }
    let communication: CommunicationPlan
    do throws(CommunicationError) {
      communication = try CommunicationPlan(SmartGrid.communication(of: plant), for: plant)
    } catch { throw .communication(error) }
    self.init(
      name: name, summary: summary,
      scope: """
        AC power flow every second, with demand, machines behind governors and one shared frequency, tap changers, \
        capacitors, breakers and relays. A control centre estimates the state every two seconds from telemetry and \
        phasors, tests it for bad data, dispatches generation and keeps voltages. What is cut off goes dark.
        """,
      sources: [
        "IEEE 14-bus case as in MATPOWER; Baran and Wu (1989): 33-bus feeder",
        "Tinney and Hart (1967): power flow; Abur and Exposito (2004): state estimation; Kundur (1994): frequency",
        "daily load curves, sun and relays are this project's own",
      ],
      disturbances: [
        "demand follows daily curves of homes, offices and factories, and wanders", "load surges",
        "sun, clouds and cloud fronts", "lines taken out for maintenance in working hours",
        "every instrument has noise",
      ],
      attacks: SmartGrid.attacks(on: plant), attackSurface: surface, plant: plant,
      communication: communication, scanPeriod: control.period,
      rowPeriod: 2
    ) { options throws(TestbedError) in
      SmartGrid.Recording(options, process: plant, control: control)
    }
  }
}

extension SmartGrid {
  /// Attacks on a grid; a false state and a hidden outage are placed for the 14-bus network.
  fileprivate static func attacks(on plant: SmartGridProcess) -> [TestbedAttack] {
    let frequency = TestbedAttack(
      "false-frequency", "SYS.FREQ lies, and an honest dispatch drives the true one away",
      techniques: ["T0856", "T0832"]
    ) {
      (id, start, seed) throws(AttackError) in try falseFrequency(id: id, on: plant, start: start, seed: seed)
    }
    guard plant.description.feeder != nil else { return [frequency] }
    return [
      TestbedAttack(
        "false-state", "bus 14 made to look as if it drew far more, past the bad-data test (a = H·c)",
        techniques: ["T0856", "T0832"]
      ) {
        (id, start, seed) throws(AttackError) in try falseState(id: id, on: plant, start: start, seed: seed)
      },
      frequency,
      TestbedAttack(
        "hidden-outage", "line L02-03 opened for 30 to 60 minutes while its breaker is reported closed",
        techniques: ["T0855", "T0856", "T0831"]
      ) {
        (id, start, seed) throws(AttackError) in
        var random = SeededGenerator(seed: seed, stream: 3)
        let duration = (30 + 30 * random.uniform()).rounded() * 60
        return try hiddenOutage(id: id, on: plant, line: "L02-03", start: start, duration: duration)
      },
    ]
  }
}
