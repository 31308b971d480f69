extension HydraulicSimulation {
  /// Moves levels in rule steps until a rule changes a link or the step is over; returns the seconds moved.
  mutating func runRules(for step: Int) -> Int {
    let start = time
    var next = min(ruleStep - time % ruleStep, step)
    while next > 0 {
      time += next
      state.moveLevels(by: Double(next))
      if fireRules(since: time - next + 1) { break }
      next = min(ruleStep, start + step - time)
    }
    let moved = time - start
    time = start
    return moved
  }

  /// Evaluates all rules at `time` and takes the actions that win their links; true when a link changed.
  private mutating func fireRules(since first: Int) -> Bool {
    var chosen: [(action: ResolvedRule.Action, priority: Double)] = []
    for rule in state.model.rules {
      for action in holds(rule, since: first) ? rule.then : rule.otherwise {
        if let place = chosen.firstIndex(where: { $0.action.link == action.link }) {
          if rule.priority > chosen[place].priority { chosen[place] = (action, rule.priority) }
        } else {
          chosen.append((action, rule.priority))
        }
      }
    }
    var changed = false
    for (action, _) in chosen where take(action) { changed = true }
    return changed
  }

  private mutating func take(_ action: ResolvedRule.Action) -> Bool {
    let link = action.link
    let isClosed = state.statuses[link].isClosed
    switch action.action {
    case .open where !isClosed, .close where isClosed: return false
    case .setting(let value)
    where !state.model.laws[link].isPump && !state.model.laws[link].isValve && (value == 0) == isClosed: return false
    case .setting(let value)
    where abs(value - state.settings[link]) <= 1e-3 * settingScale(link): return false
    default:
      state.apply(action.action, to: link)
      return true
    }
  }

  /// Settings count as equal within .001 of EPANET's own units: ft of pressure, ft³/s, or the bare number.
  private func settingScale(_ link: Int) -> Double {
    switch state.model.laws[link] {
    case .pressureReducing, .pressureSustaining, .pressureBreaking: Constants.foot
    case .flowControl: Constants.cubicFoot
    default: 1
    }
  }

  private func holds(_ rule: ResolvedRule, since first: Int) -> Bool {
    var result = true
    for premise in rule.premises {
      if premise.joint == .or {
        if !result { result = holds(premise.claim, since: first) }
      } else {
        if !result { return false }
        result = holds(premise.claim, since: first)
      }
    }
    return result
  }

  private func holds(_ claim: ResolvedRule.Claim, since first: Int) -> Bool {
    switch claim {
    case .hasStatus(let link, let wanted, let negated):
      let status = state.statuses[link]
      let actual: WaterNetwork.Rule.Status = status.isClosed ? .closed : status == .active ? .active : .open
      return (actual == wanted) != negated
    case .compares(.time, let relation, let value, _):
      return compares(from: first, to: time, relation, value)
    case .compares(.clockTime, let relation, let value, _):
      let start = times.startClockTime
      return compares(from: (first + start) % Self.day, to: (time + start) % Self.day, relation, value)
    case .compares(let quantity, let relation, let value, let tolerance):
      guard let actual = self.value(quantity) else { return false }
      switch relation {
      case .equal: return abs(actual - value) <= tolerance
      case .notEqual: return abs(actual - value) >= tolerance
      case .less: return actual <= value + tolerance
      case .lessOrEqual: return actual <= value - tolerance
      case .greater: return actual >= value - tolerance
      case .greaterOrEqual: return actual >= value + tolerance
      }
    }
  }

  /// A moment within the interval since the last evaluation counts as equal.
  private func compares(from first: Int, to last: Int, _ relation: WaterNetwork.Rule.Relation, _ value: Double) -> Bool
  {
    let (first, last) = (Double(first), Double(last))
    let within = last < first ? value >= first || value <= last : value >= first && value <= last
    switch relation {
    case .equal: return within
    case .notEqual: return !within
    case .less: return last < value
    case .lessOrEqual: return last <= value
    case .greater: return last > value
    case .greaterOrEqual: return last >= value
    }
  }

  private func value(_ quantity: ResolvedRule.Quantity) -> Double? {
    let model = state.model
    switch quantity {
    case .demand(let node):
      return node < model.junctionCount ? state.demands[node] : state.inflows[node - model.junctionCount]
    case .head(let node): return state.heads[node]
    case .level(let node): return state.pressure(node)
    case .flow(let link): return abs(state.flow(link))
    case .setting(let link): return state.settings[link] == HydraulicState.noSetting ? nil : state.settings[link]
    case .systemDemand: return state.demands.reduce(0) { $0 + max(0, $1) }
    case .fillTime(let tank): return secondsLeft(tank, filling: true)
    case .drainTime(let tank): return secondsLeft(tank, filling: false)
    case .time, .clockTime: return nil
    }
  }

  private func secondsLeft(_ number: Int, filling: Bool) -> Double? {
    let tank = state.model.tanks[number]
    let flow = state.inflow(ofTank: number) * Constants.volumePerFlow
    guard filling ? flow > Constants.zeroFlow : flow < -Constants.zeroFlow else { return nil }
    return ((filling ? tank.volumes.upperBound : tank.volumes.lowerBound) - state.volumes[number]) / flow
  }
}
