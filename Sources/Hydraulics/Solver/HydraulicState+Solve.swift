extension HydraulicState {
  /// Brings heads, flows and statuses into balance with demands, levels and commands.
  ///
  /// Starts from the flows of the last solve. Costs one sparse factorisation per trial and allocates nothing when all is
  /// well.
  ///
  /// Source: Todini and Pilati, "A gradient algorithm for the analysis of pipe networks" (1988), with the status rules
  /// of EPANET 2.2 (User Manual, chapter 12).
  ///
  /// ## Deviations from the source
  /// - A tank counts as full or empty within a nanometre; EPANET compares exactly and may go on filling a full tank by
  ///   round-off.
  /// - A pump of constant power that stood still restarts from one cubic foot a second, since its law has no slope
  ///   without flow. Its power is converted once (kW to W); EPANET 2.3.5 divides by 0.7457 twice in SI files.
  /// - Junctions that draw water without a way to any fixed head are named (`Solution.Outcome.disconnected`).
  public mutating func solve() -> Solution {
    let options = model.network.options
    var extraTrials = 0
    if case .proceed(let extra) = options.unbalanced { extraTrials = max(0, extra) }
    var nextCheck = options.checkFrequency
    var error = Double.infinity
    var trial = 1
    relaxation = 1
    while trial <= options.trials + extraTrials {
      linearise()
      assemble()
      if let row = factorise() {
        if releaseValve(at: row) { continue }
        return Solution(outcome: outcome(singularAt: row), trials: trial, relativeError: error)
      }
      error = updateFlows()
      relaxation = 1
      var changed = false
      if options.dampLimit <= 0 || error <= options.dampLimit {
        if options.dampLimit > 0 { relaxation = 0.6 }
        changed = checkValves()
      }
      if error <= options.accuracy {
        if trial > options.trials { break }
        if checkLinks() { changed = true }
        if switchByPressure() { changed = true }
        if !changed { return Solution(outcome: outcome(), trials: trial, relativeError: error) }
        nextCheck = trial + options.checkFrequency
      } else if trial <= options.lastCheck && trial == nextCheck {
        _ = checkLinks()
        nextCheck += options.checkFrequency
      }
      trial += 1
    }
    return settle(error: error, trials: min(trial, options.trials + extraTrials))
  }

  /// Ends a solve that used up its trials.
  private mutating func settle(error: Double, trials: Int) -> Solution {
    if !error.isFinite {
      resetFlows()
      for node in 0..<model.junctionCount { heads[node] = model.elevations[node] }
    }
    return Solution(outcome: .unbalanced, trials: trials, relativeError: error)
  }

  private func outcome(singularAt row: Int) -> Solution.Outcome {
    let isolated = disconnectedJunctions()
    return isolated.isEmpty ? .singular(node: row) : .disconnected(junctions: isolated)
  }

  private func outcome() -> Solution.Outcome {
    let elevations = model.elevations
    var low: [Int] = []
    for node in 0..<model.junctionCount where heads[node] < elevations[node] && demands[node] > 0 {
      low.append(node)
    }
    if low.isEmpty { return .balanced }
    let isolated = disconnectedJunctions()
    return isolated.isEmpty ? .negativePressure(junctions: low) : .disconnected(junctions: isolated)
  }

  /// Junctions with demand that no open link joins to a fixed head.
  func disconnectedJunctions() -> [Int] {
    let count = model.nodeCount
    var group = Array(0..<count)
    func root(_ node: Int) -> Int {
      var node = node
      while group[node] != node { node = group[node] }
      return node
    }
    for link in statuses.indices where !statuses[link].isClosed {
      let a = root(Int(model.from[link]))
      let b = root(Int(model.to[link]))
      // A fixed node has the higher number and stays root.
      group[min(a, b)] = max(a, b)
    }
    return (0..<model.junctionCount).filter { demands[$0] > 0 && root($0) < model.junctionCount }
  }

  /// Lets a control valve go whose demand on this row makes the equations contradict each other.
  private mutating func releaseValve(at row: Int) -> Bool {
    let first = model.linkCount - model.network.valves.count
    for link in first..<model.linkCount
    where Int(model.from[link]) == row || Int(model.to[link]) == row {
      guard model.laws[link].decidesItself, statuses[link] == .active else { return false }
      if case .flowControl = model.laws[link] {
        statuses[link] = .cannotSupplyFlow
      } else {
        statuses[link] = .cannotSupplyPressure
      }
      return true
    }
    return false
  }
}
