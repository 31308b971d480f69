import PowerFlow
public import TwinModel

extension SmartGrid {
  /// Everything the plant's historian records, in the order of a reading.
  ///
  /// Buses are named `B09`, branches `L04-09` (a second circuit `L04-09b`), machines `G02`, phasor units `PMU06`, feeder
  /// buses `F18`, photovoltaic plants `PV14`; the control centre `EMS`.
  public var tags: [Tag] { Self.tags(of: description, layout: layout) }

  /// Names of the actuators, in the order of a command; each is also the tag that reports its state.
  public var actuators: [Tag] {
    let tags = tags
    return actuatorLayout.tags.map { tags[$0] }
  }

  /// Index of a tag by name, `nil` when there is none. Cost: builds the list of tags.
  public func tagIndex(named name: String) -> Int? { tags.firstIndex { $0.name == name } }

  /// Index of an actuator by name, `nil` when there is none. Cost: builds the list of tags.
  public func actuatorIndex(named name: String) -> Int? { actuators.firstIndex { $0.name == name } }

  static func tags(of description: SmartGridDescription, layout: SmartGridLayout) -> [Tag] {
    let gridCase = description.gridCase
    let width = String(gridCase.buses.map(\.number).max() ?? 1).count
    func padded(_ number: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(2, width) - min(max(2, width), text.count)) + text
    }
    let buses = gridCase.buses.map { "B" + padded($0.number) }
    let branches = branchNames(gridCase, padded: padded)
    let machines = machineNames(gridCase, padded: padded)
    func analog(
      _ names: [String], _ suffix: String, _ unit: String, _ range: ClosedRange<Double>, _ quantum: Double?
    ) -> [Tag] {
      names.map { Tag(name: $0 + suffix, unit: unit, range: range, quantisation: quantum) }
    }
    func state(_ names: [String], _ suffix: String, _ range: ClosedRange<Double>) -> [Tag] {
      names.map { Tag(name: $0 + suffix, kind: .state, range: range) }
    }
    let metered = layout.injectionBuses.map { buses[$0] }
    let phasors = description.phasorBuses.map { "PMU" + padded(gridCase.buses[$0].number) }
    let power = -10 * gridCase.baseMVA...10 * gridCase.baseMVA
    var tags = analog(buses, ".V", "pu", 0...1.5, Instruments.voltageQuantum)
    for names in [(metered, ".P"), (metered, ".Q"), (branches, ".P"), (branches, ".Q")] {
      tags += analog(names.0, names.1, names.1 == ".P" ? "MW" : "Mvar", power, Instruments.powerQuantum)
    }
    tags += analog(branches, ".LOAD", "%", 0...400, Instruments.loadingQuantum)
    tags += state(branches, ".CB", 0...1)
    tags += state(description.tapChangers.map { branches[$0.branch] }, ".TAP", -16...16)
    tags += state(description.capacitors.map { buses[$0.bus] }, ".CAP", 0...8)
    tags += analog(machines, ".P", "MW", power, Instruments.powerQuantum)
    tags += analog(machines, ".P_SET", "MW", power, nil)
    tags += analog(machines, ".V_SET", "pu", 0.8...1.2, nil)
    tags += analog(phasors, ".V", "pu", 0...1.5, Instruments.phasorMagnitudeQuantum)
    tags += analog(phasors, ".ANGLE", "deg", -360...360, Instruments.phasorAngleQuantum)
    tags += analog(["SYS"], ".FREQ", "Hz", 40...80, Instruments.frequencyQuantum)
    tags += feederTags(description)
    tags += analog(["EMS"], ".J", "1", 0...1e9, nil) + analog(["EMS"], ".J_LIMIT", "1", 0...1e9, nil)
    tags += state(["EMS.BAD"], "", 0...10) + state(["EMS.STATUS"], "", 0...3) + state(["SYS.MODE"], "", 0...4)
    return tags
  }

  private static func feederTags(_ description: SmartGridDescription) -> [Tag] {
    guard let feeder = description.feeder else { return [] }
    func name(_ bus: Int) -> String {
      let number = String(feeder.gridCase.buses[bus].number)
      return number.count < 2 ? "0" + number : number
    }
    var tags = feeder.meteredBuses.map {
      Tag(name: "F\(name($0)).V", unit: "pu", range: 0...1.5, quantisation: Instruments.voltageQuantum)
    }
    tags.append(Tag(name: "F.P", unit: "MW", range: -20...20, quantisation: Instruments.feederQuantum))
    tags.append(Tag(name: "F.Q", unit: "Mvar", range: -20...20, quantisation: Instruments.feederQuantum))
    tags.append(Tag(name: "F.SUN", unit: "W/m2", range: 0...1400, quantisation: 1))
    tags.append(Tag(name: "F.REG", kind: .state, range: -16...16))
    tags.append(Tag(name: "F\(name(feeder.capacitorBus)).CAP", kind: .state, range: 0...1))
    for plant in feeder.photovoltaics {
      tags.append(
        Tag(name: "PV\(name(plant.bus)).P", unit: "MW", range: 0...20, quantisation: Instruments.feederQuantum))
    }
    return tags
  }

  private static func branchNames(_ gridCase: GridCase, padded: (Int) -> String) -> [String] {
    unique(gridCase.branches.map { "L\(padded($0.from))-\(padded($0.to))" })
  }

  private static func machineNames(_ gridCase: GridCase, padded: (Int) -> String) -> [String] {
    unique(gridCase.generators.map { "G" + padded($0.bus) })
  }

  /// Repeated names get the letters b, c, … and numbers beyond z.
  private static func unique(_ names: [String]) -> [String] {
    var seen: [String: Int] = [:]
    return names.map { name in
      let times = seen[name, default: 0]
      seen[name] = times + 1
      guard times > 0 else { return name }
      return times < 26 ? name + String(UnicodeScalar(UInt8(97 + times))) : "\(name)#\(times + 1)"
    }
  }
}
