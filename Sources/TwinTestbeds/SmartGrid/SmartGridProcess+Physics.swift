import PowerFlow
import TwinModel

extension SmartGridProcess {
  /// The most tags from which a linear relation explains another.
  private static let mostInputs = 8

  /// Static laws of the network: what enters a bus leaves it, meters and phasors agree, machines follow their set points
  /// and the frequency, equipment stands where it was told to.
  ///
  /// Losses are small beside what is carried, and vary with it; the coefficients that training finds hold them.
  var relations: [Relation] {
    busBalances + phasorRelations + machineRelations + positionRelations + feederRelations
  }

  private var names: GridNames { GridNames(description) }

  /// Active and reactive power of every bus that is metered, or of one branch of a bus at which nothing enters or leaves.
  private var busBalances: [Relation] {
    let (names, buses, branches) = (names, description.gridCase.buses, description.gridCase.branches)
    var explained: Set<Int> = []
    return buses.indices.flatMap { bus -> [Relation] in
      let incident = branches.indices.filter {
        branches[$0].from == buses[bus].number || branches[$0].to == buses[bus].number
      }
      let isMetered = layout.injectionBuses.contains(bus)
      guard !incident.isEmpty, incident.count <= Self.mostInputs else { return [] }
      if isMetered { return law("bus \(names.buses[bus])", names.buses[bus], incident.map { names.branches[$0] }) }
      guard layout.passiveBuses.contains(bus), let first = incident.first(where: { !explained.contains($0) }),
        incident.count > 1
      else { return [] }
      explained.insert(first)
      let others = incident.filter { $0 != first }.map { names.branches[$0] }
      return law("bus \(names.buses[bus])", names.branches[first], others)
    }
  }

  private func law(_ name: String, _ explained: String, _ from: [String]) -> [Relation] {
    [
      Relation(
        name: "active power at \(name)", tag: "\(explained).P", from: from.map { "\($0).P" }, form: .linear)
    ]
  }

  /// Telemetry beside the phasor units, and power over a line between two of them.
  private var phasorRelations: [Relation] {
    let (names, buses, branches) = (names, description.gridCase.buses, description.gridCase.branches)
    let voltages = zip(names.phasors, description.phasorBuses).map { unit, bus in
      Relation(
        name: "voltage at \(names.buses[bus])", tag: "\(names.buses[bus]).V", from: ["\(unit).V"], form: .linear)
    }
    func phasor(_ number: Int) -> String? {
      description.phasorBuses.firstIndex { buses[$0].number == number }.map { names.phasors[$0] }
    }
    var taken = Set(busBalances.map(\.tag))
    let angles = branches.indices.compactMap { branch -> Relation? in
      let tag = "\(names.branches[branch]).P"
      guard let from = phasor(branches[branch].from), let to = phasor(branches[branch].to),
        taken.insert(tag).inserted
      else { return nil }
      return Relation(
        name: "angle across \(names.branches[branch])", tag: tag, from: ["\(from).ANGLE", "\(to).ANGLE"], form: .linear)
    }
    return voltages + angles
  }

  /// A governor's machine gives its set point, and more the lower the frequency.
  private var machineRelations: [Relation] {
    zip(names.machines, description.gridCase.generators).compactMap { machine, generator in
      guard generator.active > 0 else { return nil }
      return Relation(
        name: "governor of \(machine)", tag: "\(machine).P", from: ["\(machine).P_SET", "SYS.FREQ"], form: .linear)
    }
  }

  private var positionRelations: [Relation] {
    let names = names
    return description.tapChangers.map { changer in
      let branch = names.branches[changer.branch]
      return Relation(
        name: "tap changer of \(branch)", tag: "\(branch).TAP", from: ["\(branch).TAP_CMD"], form: .linear)
    }
  }

  /// The feeder's regulator, and the voltage that is left behind it.
  private var feederRelations: [Relation] {
    guard let feeder = description.feeder, names.feederBuses.count > 2 else { return [] }
    let buses = names.feederBuses
    let middle = feeder.meteredBuses.firstIndex(of: feeder.regulatedBus) ?? 0
    guard middle > 0 else { return [] }
    return [
      Relation(name: "regulator of the feeder", tag: "F.REG", from: ["F.REG_CMD"], form: .linear),
      Relation(
        name: "voltage along the feeder", tag: "\(buses[middle]).V", from: ["\(buses[middle - 1]).V", "F.P", "F.Q"],
        form: .linear),
    ]
  }

  /// The feeder's capacitor switches at two voltages.
  var rules: [ControllerRule] {
    guard let feeder = description.feeder, feeder.meteredBuses.contains(feeder.capacitorBus) else { return [] }
    let rule = feeder.capacitorRule
    return [
      ControllerRule(
        actuator: "\(names.feederCapacitor).CAP_CMD", level: "\(names.feederCapacitor).V", on: rule.closeBelow,
        off: rule.openAbove, delay: 2 * rule.delay, tolerance: 0.01)
    ]
  }
}
