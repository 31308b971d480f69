extension HydraulicState {
  /// States the linear equations A·H = F of this trial.
  mutating func assemble() {
    clear()
    assembleLinks()
    for node in demands.indices {
      let surplus = work.excess[node] - demands[node]
      work.excess[node] = surplus
      work.right[node] += surplus
    }
    assembleDecidingValves()
  }

  private mutating func clear() {
    for i in work.diagonal.indices {
      work.diagonal[i] = 0
      work.right[i] = 0
      work.excess[i] = 0
    }
    for i in work.lower.indices { work.lower[i] = 0 }
  }

  private mutating func assembleLinks() {
    let junctions = model.junctionCount
    let (allFrom, allTo, allEntries) = (model.from, model.to, model.entryOfLink)
    let (allConductance, allCorrection) = (work.conductance, work.correction)
    var (allDiagonal, allLower) = (take(&work.diagonal), take(&work.lower))
    var (allRight, allExcess) = (take(&work.right), take(&work.excess))
    defer {
      (work.diagonal, work.lower) = (allDiagonal, allLower)
      (work.right, work.excess) = (allRight, allExcess)
    }
    let (from, to, entry) = (allFrom.span, allTo.span, allEntries.span)
    let (flows, heads) = (flows.span, heads.span)
    let (conductance, correction) = (allConductance.span, allCorrection.span)
    var diagonal = allDiagonal.mutableSpan
    var lower = allLower.mutableSpan
    var right = allRight.mutableSpan
    var excess = allExcess.mutableSpan
    for link in 0..<conductance.count {
      let p = conductance[link]
      if p == 0 { continue }
      let i = Int(from[link])
      let j = Int(to[link])
      let q = flows[link]
      let y = correction[link]
      excess[i] -= q
      excess[j] += q
      diagonal[i] += p
      diagonal[j] += p
      if entry[link] >= 0 {
        lower[Int(entry[link])] -= p
        right[i] += y
        right[j] -= y
      } else if i < junctions {
        right[i] += y + p * heads[j]
      } else if j < junctions {
        right[j] += p * heads[i] - y
      }
    }
  }

  /// PRV, PSV and FCV: the head or flow they hold replaces their link equation.
  private mutating func assembleDecidingValves() {
    let first = model.linkCount - model.network.valves.count
    for link in first..<model.linkCount where model.laws[link].decidesItself && settings[link] != Self.noSetting {
      let i = Int(model.from[link])
      let j = Int(model.to[link])
      let held = settings[link]
      switch (model.laws[link], statuses[link]) {
      case (.pressureReducing, .active):
        hold(node: j, at: model.elevations[j] + held)
        work.correction[link] = flows[link] + work.excess[j]
        if work.excess[j] < 0 { work.right[i] += work.excess[j] }
      case (.pressureSustaining, .active):
        hold(node: i, at: model.elevations[i] + held)
        work.correction[link] = flows[link] - work.excess[i]
        if work.excess[i] > 0 { work.right[j] += work.excess[i] }
      case (.flowControl, .active):
        work.excess[i] -= held
        work.right[i] -= held
        work.excess[j] += held
        work.right[j] += held
        couple(link, conductance: 1 / Constants.closedResistance)
        work.correction[link] = flows[link] - held
      default:
        if statuses[link].isClosed { set(link, closedAt: flows[link]) } else { lineariseOpenValve(link) }
        let surplus = work.correction[link] - flows[link]
        couple(link, conductance: work.conductance[link])
        work.right[i] += surplus
        work.right[j] -= surplus
      }
    }
  }

  private mutating func hold(node: Int, at head: Double) {
    work.right[node] += head * Constants.closedResistance
    work.diagonal[node] += Constants.closedResistance
  }

  private mutating func couple(_ link: Int, conductance: Double) {
    work.conductance[link] = conductance
    work.lower[Int(model.entryOfLink[link])] -= conductance
    work.diagonal[Int(model.from[link])] += conductance
    work.diagonal[Int(model.to[link])] += conductance
  }

  /// Factors A = L·D·Lᵀ and solves for the junctions' heads; a row that is not positive is returned and heads stay.
  mutating func factorise() -> Int? {
    let count = model.junctionCount
    let pattern = model.factor
    let (allStarts, allRows, allTargets) = (pattern.columnStart, pattern.rowOfEntry, pattern.updateTarget)
    var (allDiagonal, allLower) = (take(&work.diagonal), take(&work.lower))
    var (allRight, allHeads) = (take(&work.right), take(&heads))
    defer {
      (work.diagonal, work.lower) = (allDiagonal, allLower)
      (work.right, heads) = (allRight, allHeads)
    }
    let (start, row, target) = (allStarts.span, allRows.span, allTargets.span)
    var diagonal = allDiagonal.mutableSpan
    var lower = allLower.mutableSpan
    var right = allRight.mutableSpan
    // SAFETY: every index comes from the pattern, whose rows and entries are those of the work arrays.
    var update = 0
    for j in 0..<count {
      let d = diagonal[unchecked: j]
      guard d > 0 else { return j }
      let inverse = 1 / d
      let f = right[unchecked: j]
      let end = Int(start[unchecked: j + 1])
      for p in Int(start[unchecked: j])..<end {
        let l = lower[unchecked: p]
        let scaled = l * inverse
        let r = Int(row[unchecked: p])
        diagonal[unchecked: r] -= l * scaled
        right[unchecked: r] -= f * scaled
        var q = p + 1
        while q < end {
          lower[unchecked: Int(target[unchecked: update])] -= lower[unchecked: q] * scaled
          update += 1
          q += 1
        }
        lower[unchecked: p] = scaled
      }
      right[unchecked: j] = f * inverse
    }
    var heads = allHeads.mutableSpan
    for j in stride(from: count - 1, through: 0, by: -1) {
      var sum = right[unchecked: j]
      for p in Int(start[unchecked: j])..<Int(start[unchecked: j + 1]) {
        sum -= lower[unchecked: p] * heads[unchecked: Int(row[unchecked: p])]
      }
      heads[unchecked: j] = sum
    }
    return nil
  }

  /// Moves every flow to what the new heads ask, and returns Σ|change| / Σ|flow|.
  mutating func updateFlows() -> Double {
    var change = 0.0
    var total = 0.0
    let pipes = model.pipeCount
    let (allFrom, allTo) = (model.from, model.to)
    let (allConductance, allCorrection) = (work.conductance, work.correction)
    var allFlows = take(&flows)
    do {
      let (from, to, heads) = (allFrom.span, allTo.span, heads.span)
      let (conductance, correction) = (allConductance.span, allCorrection.span)
      var flows = allFlows.mutableSpan
      for link in 0..<flows.count {
        let loss = heads[Int(from[link])] - heads[Int(to[link])]
        var step = relaxation * (correction[link] - conductance[link] * loss)
        if link >= pipes, case .constantPowerPump = model.laws[link], step > flows[link] { step = flows[link] / 2 }
        let flow = flows[link] - step
        flows[link] = flow
        total += abs(flow)
        change += abs(step)
      }
    }
    flows = allFlows
    collectInflows()
    return total > model.network.options.accuracy * Constants.cubicFoot ? change / total : change / Constants.cubicFoot
  }

  private mutating func collectInflows() {
    for i in inflows.indices { inflows[i] = 0 }
    let junctions = model.junctionCount
    for link in model.fixedLinks where !statuses[Int(link)].isClosed {
      let i = Int(model.from[Int(link)])
      let j = Int(model.to[Int(link)])
      if i >= junctions { inflows[i - junctions] -= flows[Int(link)] }
      if j >= junctions { inflows[j - junctions] += flows[Int(link)] }
    }
  }
}

/// Moves an array out of its place, so that it can be changed there without being copied.
@inline(__always) func take<Element>(_ place: inout [Element]) -> [Element] {
  var result: [Element] = []
  swap(&place, &result)
  return result
}
