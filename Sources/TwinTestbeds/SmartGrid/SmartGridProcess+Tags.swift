import PowerFlow
public import TwinModel

extension SmartGridProcess {
  /// What `sensors` and then `actuators` mean, in the order of a recording's columns.
  public var tags: [Tag] { Self.sensorTags(of: description) + Self.actuatorTags(of: description) }

  /// What the sensors report, in their order.
  static func sensorTags(of description: SmartGridDescription) -> [Tag] {
    let names = GridNames(description)
    let metered = SmartGridLayout(description).injectionBuses.map { names.buses[$0] }
    let power = -10 * description.gridCase.baseMVA...10 * description.gridCase.baseMVA
    var tags = measured(names.buses, ".V", "pu", 0...1.5, Instruments.voltageQuantum)
    for places in [metered, names.branches] {
      tags += measured(places, ".P", "MW", power, Instruments.powerQuantum)
      tags += measured(places, ".Q", "Mvar", power, Instruments.powerQuantum)
    }
    tags += measured(names.branches, ".LOAD", "%", 0...400, Instruments.loadingQuantum)
    tags += states(names.branches, ".CB", 0...1)
    tags += states(description.tapChangers.map { names.branches[$0.branch] }, ".TAP", -16...16)
    tags += description.capacitors.flatMap { capacitor in
      states([names.buses[capacitor.bus]], ".CAP", 0...Double(capacitor.steps))
    }
    tags += measured(names.machines, ".P", "MW", power, Instruments.powerQuantum)
    tags += measured(names.phasors, ".V", "pu", 0...1.5, Instruments.phasorMagnitudeQuantum)
    tags += measured(names.phasors, ".ANGLE", "deg", -360...360, Instruments.phasorAngleQuantum)
    tags += measured(["SYS"], ".FREQ", "Hz", 0...80, Instruments.frequencyQuantum)
    tags += feederTags(description, names)
    let branchCount = Double(max(1, names.branches.count))
    return tags + states(["SYS"], ".PERMIT", 0...branchCount)
  }

  /// What the actuators take, in their order.
  static func actuatorTags(of description: SmartGridDescription) -> [Tag] {
    let names = GridNames(description)
    let power = 0...10 * description.gridCase.baseMVA
    var tags = states(names.branches, ".CB_CMD", 0...1)
    tags += measured(names.machines, ".P_SET", "MW", power, nil)
    tags += measured(names.machines, ".V_SET", "pu", 0.8...1.2, nil)
    tags += states(description.tapChangers.map { names.branches[$0.branch] }, ".TAP_CMD", -16...16)
    tags += description.capacitors.flatMap { capacitor in
      states([names.buses[capacitor.bus]], ".CAP_CMD", 0...Double(capacitor.steps))
    }
    if description.feeder != nil {
      tags += states(["F"], ".REG_CMD", -16...16) + states([names.feederCapacitor], ".CAP_CMD", 0...1)
    }
    tags += measured(["EMS"], ".J", nil, 0...1e12, nil) + measured(["EMS"], ".J_LIMIT", nil, 0...1e6, nil)
    tags += states(["EMS"], ".BAD", 0...4) + states(["EMS"], ".STATUS", 0...3) + states(["SYS"], ".MODE", 0...4)
    return tags
  }

  private static func feederTags(_ description: SmartGridDescription, _ names: GridNames) -> [Tag] {
    guard description.feeder != nil else { return [] }
    let quantum = Instruments.feederQuantum
    return measured(names.feederBuses, ".V", "pu", 0...1.5, Instruments.voltageQuantum)
      + measured(["F"], ".P", "MW", -20...20, quantum) + measured(["F"], ".Q", "Mvar", -20...20, quantum)
      + measured(["F"], ".SUN", "W/m2", 0...1400, 1) + states(["F"], ".REG", -16...16)
      + states([names.feederCapacitor], ".CAP", 0...1) + measured(names.photovoltaics, ".P", "MW", 0...20, quantum)
  }

  private static func measured(
    _ names: [String], _ suffix: String, _ unit: String?, _ range: ClosedRange<Double>, _ quantum: Double?
  ) -> [Tag] {
    names.map {
      Tag(
        name: $0 + suffix, unit: unit, range: range, quantisation: quantum, asset: $0,
        role: suffix.hasSuffix("_SET") ? .setpoint : ($0 == "EMS" ? .status : .measurement),
        quantity: quantity(ofSuffix: suffix))
    }
  }

  private static func states(_ names: [String], _ suffix: String, _ range: ClosedRange<Double>) -> [Tag] {
    let isStatus = ["EMS", "SYS"].contains(names.first)
    return names.map {
      Tag(
        name: $0 + suffix, kind: .state, range: range, asset: $0,
        role: suffix.hasSuffix("_CMD") ? .command : (isStatus ? .status : .feedback), quantity: .state)
    }
  }

  private static func quantity(ofSuffix suffix: String) -> Quantity? {
    switch suffix {
    case ".V", ".V_SET": .voltage
    case ".P", ".Q", ".P_SET", ".LOAD": .power
    case ".ANGLE": .angle
    case ".FREQ": .frequency
    default: nil
    }
  }
}
