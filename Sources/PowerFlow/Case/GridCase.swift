/// A network as planners exchange it: buses, branches and machines in MW, MVAr, degrees and per unit.
///
/// Impedances are per unit on `baseMVA`; powers are in MW and MVAr; angles in degrees. Solvers work in per unit and
/// radians, see `Network`.
///
/// Source: MATPOWER User's Manual, section 3 (modelling) and appendix B (case format, version 2).
public struct GridCase: Sendable, Equatable {
  /// Base power in MVA, > 0.
  public var baseMVA: Double
  /// Buses in the order in which every solver numbers them.
  public var buses: [Bus]
  /// Branches in the order in which every solver numbers them.
  public var branches: [Branch]
  /// Machines; several may feed one bus.
  public var generators: [Generator]

  /// Creates a case; call `validate()` or hand it to a solver to have it checked.
  public init(baseMVA: Double, buses: [Bus], branches: [Branch], generators: [Generator]) {
    self.baseMVA = baseMVA
    self.buses = buses
    self.branches = branches
    self.generators = generators
  }

  /// Checks what every solver relies on; the first fault in the order buses, branches, generators is thrown.
  public func validate() throws(GridCaseError) {
    guard baseMVA.isFinite && baseMVA > 0 else { throw .basePower(baseMVA) }
    let known = try validateBuses()
    for (index, branch) in branches.enumerated() {
      for bus in [branch.from, branch.to] where !known.contains(bus) { throw .unknownBus(bus, element: .branch(index)) }
      try branch.validate(at: index)
    }
    for (index, generator) in generators.enumerated() {
      guard known.contains(generator.bus) else { throw .unknownBus(generator.bus, element: .generator(index)) }
      try generator.validate(at: index)
    }
  }

  private func validateBuses() throws(GridCaseError) -> Set<Int> {
    var known = Set<Int>(minimumCapacity: buses.count)
    var references = 0
    for (index, bus) in buses.enumerated() {
      guard bus.number > 0 else { throw .value(Double(bus.number), quantity: "bus number", element: .bus(index)) }
      guard known.insert(bus.number).inserted else { throw .duplicateBus(bus.number) }
      if bus.kind == .reference { references += 1 }
      for (quantity, value) in [
        ("Pd", bus.activeDemand), ("Qd", bus.reactiveDemand), ("Gs", bus.shuntConductance),
        ("Bs", bus.shuntSusceptance), ("Vm", bus.magnitude), ("Va", bus.angle),
      ] where !value.isFinite {
        throw .value(value, quantity: quantity, element: .bus(index))
      }
    }
    guard references == 1 else { throw .referenceBuses(references) }
    return known
  }
}

extension Branch {
  fileprivate func validate(at index: Int) throws(GridCaseError) {
    for (quantity, value) in [("r", resistance), ("x", reactance), ("b", charging), ("angle", phaseShift)]
    where !value.isFinite {
      throw .value(value, quantity: quantity, element: .branch(index))
    }
    guard tapRatio.isFinite && tapRatio > 0 else {
      throw .value(tapRatio, quantity: "ratio", element: .branch(index))
    }
    let square = resistance * resistance + reactance * reactance
    guard square > 0 && square.isFinite && (1 / square).isFinite else {
      throw .value(reactance, quantity: "x", element: .branch(index))
    }
    guard from != to else { throw .value(Double(to), quantity: "tbus", element: .branch(index)) }
  }
}

extension Generator {
  fileprivate func validate(at index: Int) throws(GridCaseError) {
    for (quantity, value) in [("Pg", active), ("Qg", reactive)] where !value.isFinite {
      throw .value(value, quantity: quantity, element: .generator(index))
    }
    for (quantity, limits) in [("Qmin", reactiveLimits), ("Pmin", activeLimits)]
    where limits.lowerBound == .infinity || limits.upperBound == -.infinity {
      throw .value(limits.lowerBound, quantity: quantity, element: .generator(index))
    }
    guard voltageSetpoint.isFinite && voltageSetpoint > 0 else {
      throw .value(voltageSetpoint, quantity: "Vg", element: .generator(index))
    }
  }
}
