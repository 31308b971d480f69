extension NewtonPowerFlow {
  /// Solves, moves buses whose machines give more than they can to their limit, lets those go that could hold their
  /// voltage again, and repeats until nothing changes.
  ///
  /// A limited bus returns when its voltage is above its setpoint at the upper limit, or below at the lower. After
  /// twelve rounds the last solution stands: alternating buses then stay at their limits.
  ///
  /// Source: Stott (1974), "Review of load-flow calculation methods", section on bus-type switching.
  mutating func solveWithinLimits() -> PowerFlowOutcome {
    adoptKinds()
    var steps = 0
    for round in 0..<12 {
      let outcome = iterate()
      guard case .converged(let convergence) = outcome else {
        for bus in limitState.indices { limitState[bus] = .free }
        adoptKinds()
        return outcome
      }
      steps += convergence.iterations
      guard updateLimitStates(mayReturn: round < 6) else {
        return .converged(.init(iterations: steps, mismatch: convergence.mismatch))
      }
      adoptKinds()
    }
    return iterate()
  }

  /// Whether any bus changed between holding its voltage and standing at a limit.
  private mutating func updateLimitStates(mayReturn: Bool) -> Bool {
    var hasChanged = false
    for bus in limitState.indices where caseKinds[bus] == .generator && !network.isIsolated[bus] {
      let limits = reactiveLimits[bus]
      switch limitState[bus] {
      case .free:
        let reactive = generation(ofBus: bus).reactive
        if reactive > limits.upperBound + options.tolerance {
          limitState[bus] = .atMaximum
          reactiveGeneration[bus] = limits.upperBound
          hasChanged = true
        } else if reactive < limits.lowerBound - options.tolerance {
          limitState[bus] = .atMinimum
          reactiveGeneration[bus] = limits.lowerBound
          hasChanged = true
        }
      case .atMaximum where mayReturn && magnitudes[bus] > voltageSetpoints[bus] + 1e-9,
        .atMinimum where mayReturn && magnitudes[bus] < voltageSetpoints[bus] - 1e-9:
        limitState[bus] = .free
        hasChanged = true
      case .atMaximum, .atMinimum:
        break
      }
    }
    return hasChanged
  }
}
