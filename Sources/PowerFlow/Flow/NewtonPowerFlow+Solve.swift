import PortableMath

extension NewtonPowerFlow {
  /// Finds the operating point, starting from the last solution.
  ///
  /// After anything but convergence the solver starts flat next time.
  public mutating func solve() -> PowerFlowOutcome {
    if workspace.checkedRevision != network.topologyRevision {
      let dark = network.unreachableBuses()
      if !dark.isEmpty { return .islanded(buses: dark.map { network.busNumbers[$0] }) }
      workspace.adopt(effectiveKinds(), network: network)
      workspace.checkedRevision = network.topologyRevision
      reviveBuses()
    }
    guard options.enforcesReactiveLimits else {
      if limitState.contains(where: { $0 != .free }) { releaseLimits() }
      return iterate()
    }
    return solveWithinLimits()
  }

  /// Kinds of the case with isolation and reactive limits applied.
  func effectiveKinds() -> [Bus.Kind] {
    caseKinds.indices.map { bus in
      if network.isIsolated[bus] { return .isolated }
      if caseKinds[bus] == .isolated { return .load }
      return caseKinds[bus] == .generator && limitState[bus] != .free ? .load : caseKinds[bus]
    }
  }

  /// Gives buses that have just been connected a voltage to start from, and isolated ones none.
  private mutating func reviveBuses() {
    for bus in magnitudes.indices {
      if network.isIsolated[bus] {
        magnitudes[bus] = 0
        angles[bus] = 0
      } else if magnitudes[bus] == 0 {
        magnitudes[bus] = workspace.kinds[bus] == .load ? 1 : voltageSetpoints[bus]
      }
    }
  }

  private mutating func releaseLimits() {
    for bus in limitState.indices { limitState[bus] = .free }
    adoptKinds()
  }

  mutating func adoptKinds() {
    let checked = workspace.checkedRevision
    workspace.adopt(effectiveKinds(), network: network)
    workspace.checkedRevision = checked
  }

  /// Newton steps until every balance holds.
  mutating func iterate() -> PowerFlowOutcome {
    for bus in magnitudes.indices where workspace.kinds[bus] == .generator || workspace.kinds[bus] == .reference {
      magnitudes[bus] = voltageSetpoints[bus]
    }
    angles[network.referenceBus] = 0
    var iterations = 0
    while true {
      calculateInjections()
      let worst = loadMismatches()
      if worst.mismatch < options.tolerance {
        return .converged(.init(iterations: iterations, mismatch: worst.mismatch))
      }
      let isHopeless = !worst.mismatch.isFinite || worst.mismatch > 1e8
      if !isHopeless && iterations < options.maximumIterations {
        assembleJacobian()
        if workspace.factor.solve() && applyStep() {
          iterations += 1
          continue
        }
      }
      startFlat()
      let bus = network.busNumbers[worst.bus]
      return .diverged(.init(iterations: iterations, mismatch: worst.mismatch, bus: bus))
    }
  }

  /// Calculated injections at the present voltages, and the terms the Jacobian is made of.
  private mutating func calculateInjections() {
    for bus in magnitudes.indices {
      let (sine, cosine) = sineCosine(angles[bus])
      let magnitude = magnitudes[bus]
      workspace.real[bus] = magnitude * cosine
      workspace.imaginary[bus] = magnitude * sine
      workspace.active[bus] = network.selfConductance[bus] * magnitude * magnitude
      workspace.reactive[bus] = -network.selfSusceptance[bus] * magnitude * magnitude
    }
    let pairs = network.pairs
    for pair in 0..<pairs.count {
      let i = pairs.first[pair]
      let j = pairs.second[pair]
      let y = network.mutual[pair]
      let a = workspace.real[i] * workspace.real[j] + workspace.imaginary[i] * workspace.imaginary[j]
      let b = workspace.imaginary[i] * workspace.real[j] - workspace.real[i] * workspace.imaginary[j]
      let p = y.conductance * a + y.susceptance * b
      let q = y.conductance * b - y.susceptance * a
      let backP = y.backConductance * a - y.backSusceptance * b
      let backQ = -y.backConductance * b - y.backSusceptance * a
      workspace.terms[4 * pair] = p
      workspace.terms[4 * pair + 1] = q
      workspace.terms[4 * pair + 2] = backP
      workspace.terms[4 * pair + 3] = backQ
      workspace.active[i] += p
      workspace.reactive[i] += q
      workspace.active[j] += backP
      workspace.reactive[j] += backQ
    }
  }

  /// Writes given minus calculated injections to the right-hand side; tells the largest.
  private mutating func loadMismatches() -> (mismatch: Double, bus: Int) {
    let spill = Int32(workspace.factor.pattern.size)
    var worst = 0.0
    var worstBus = 0
    for bus in magnitudes.indices {
      let active = activeGeneration[bus] - activeDemand[bus] - workspace.active[bus]
      let reactive = reactiveGeneration[bus] - reactiveDemand[bus] - workspace.reactive[bus]
      let angle = workspace.positions[2 * bus]
      let magnitude = workspace.positions[2 * bus + 1]
      workspace.factor.rightHandSide[Int(angle)] = active
      workspace.factor.rightHandSide[Int(magnitude)] = reactive
      let size = max(angle < spill ? abs(active) : 0, magnitude < spill ? abs(reactive) : 0)
      let isNumber = !(active.isNaN || reactive.isNaN)
      if size > worst || !isNumber {
        worst = isNumber ? size : .infinity
        worstBus = bus
        if !isNumber { break }
      }
    }
    return (worst, worstBus)
  }

  private mutating func assembleJacobian() {
    workspace.factor.clear()
    workspace.factor.values.withUnsafeMutableBufferPointer { values in
      for bus in magnitudes.indices {
        let square = magnitudes[bus] * magnitudes[bus]
        let conductance = network.selfConductance[bus] * square
        let susceptance = network.selfSusceptance[bus] * square
        values[Int(workspace.diagonalEntries[4 * bus])] = -workspace.reactive[bus] - susceptance
        values[Int(workspace.diagonalEntries[4 * bus + 1])] = workspace.active[bus] + conductance
        values[Int(workspace.diagonalEntries[4 * bus + 2])] = workspace.active[bus] - conductance
        values[Int(workspace.diagonalEntries[4 * bus + 3])] = workspace.reactive[bus] - susceptance
      }
      for pair in 0..<network.pairs.count {
        for side in 0..<2 {
          let p = workspace.terms[4 * pair + 2 * side]
          let q = workspace.terms[4 * pair + 2 * side + 1]
          let entry = 8 * pair + 4 * side
          values[Int(workspace.pairEntries[entry])] = q
          values[Int(workspace.pairEntries[entry + 1])] = p
          values[Int(workspace.pairEntries[entry + 2])] = -p
          values[Int(workspace.pairEntries[entry + 3])] = q
        }
      }
    }
  }

  /// Takes the step; false when a magnitude would leave the possible.
  private mutating func applyStep() -> Bool {
    for bus in magnitudes.indices {
      let angle = Int(workspace.positions[2 * bus])
      let magnitude = Int(workspace.positions[2 * bus + 1])
      if angle < workspace.factor.pattern.size { angles[bus] += workspace.factor.rightHandSide[angle] }
      if magnitude < workspace.factor.pattern.size {
        magnitudes[bus] += magnitudes[bus] * workspace.factor.rightHandSide[magnitude]
        guard magnitudes[bus] > 0 && magnitudes[bus] < 1e3 else { return false }
      }
    }
    return true
  }
}
