extension ModelCompiler {
  func controls() throws(NetworkError) -> [ResolvedControl] {
    var result: [ResolvedControl] = []
    for (number, control) in network.controls.enumerated() {
      let name = String(number)
      guard let link = linkNumbers[control.link] else {
        throw NetworkError(.control, name, "acts on unknown link \(control.link)")
      }
      if let reason = refusal(of: control.action, link: link) { throw NetworkError(.control, name, reason) }
      let condition: ResolvedControl.Condition
      switch control.condition {
      case .time(let time): condition = .time(time)
      case .clockTime(let time): condition = .clockTime(time)
      case .below(let node, let level): condition = try threshold(node, level, below: true, name)
      case .above(let node, let level): condition = try threshold(node, level, below: false, name)
      }
      result.append(ResolvedControl(action: resolve(control.action, link: link), condition: condition))
    }
    return result
  }

  private func threshold(
    _ node: String, _ level: Double, below: Bool, _ name: String
  ) throws(NetworkError) -> ResolvedControl.Condition {
    guard let number = nodeNumbers[node] else { throw NetworkError(.control, name, "looks at unknown node \(node)") }
    guard level.isFinite, abs(level) <= 1e12 else { throw NetworkError(.control, name, "level is no plausible number") }
    let head = elevations[number] + level
    let junctionCount = network.junctions.count
    let tank = number - junctionCount - network.reservoirs.count
    if tank >= 0 { return below ? .tankBelow(tank: tank, head: head) : .tankAbove(tank: tank, head: head) }
    guard number < junctionCount else { throw NetworkError(.control, name, "looks at a reservoir") }
    return below ? .junctionBelow(node: number, head: head) : .junctionAbove(node: number, head: head)
  }

  private func resolve(_ action: WaterNetwork.LinkAction, link: Int) -> ResolvedAction {
    let isPump = isPump(link)
    switch action {
    case .open: return ResolvedAction(link: link, status: .open, setting: isPump ? 1 : HydraulicState.noSetting)
    case .close: return ResolvedAction(link: link, status: .closed, setting: isPump ? 0 : HydraulicState.noSetting)
    case .setting(let value):
      if isPump { return ResolvedAction(link: link, status: value > 0 ? .open : .closed, setting: value) }
      if link < network.pipes.count {
        return ResolvedAction(link: link, status: value == 0 ? .closed : .open, setting: HydraulicState.noSetting)
      }
      return ResolvedAction(link: link, status: .active, setting: value)
    }
  }

  /// Why an action is impossible on a link, or `nil` where it is not.
  func refusal(of action: WaterNetwork.LinkAction, link: Int) -> String? {
    if link < network.pipes.count && network.pipes[link].hasCheckValve { return "acts on a check valve" }
    guard case .setting(let value) = action else { return nil }
    guard value >= 0, value <= 1e12, !isPump(link) || value <= 1000 else { return "setting is no plausible number" }
    let valve = link - network.pipes.count - network.pumps.count
    if valve >= 0, case .generalPurpose = network.valves[valve].law { return "gives a general purpose valve a setting" }
    return nil
  }

  private func isPump(_ link: Int) -> Bool {
    link >= network.pipes.count && link < network.pipes.count + network.pumps.count
  }

  func rules() throws(NetworkError) -> [ResolvedRule] {
    var result: [ResolvedRule] = []
    for rule in network.rules {
      var premises: [(joint: WaterNetwork.Rule.Joint, claim: ResolvedRule.Claim)] = []
      for premise in rule.premises { premises.append((premise.joint, try resolve(premise.claim, rule.name))) }
      guard !premises.isEmpty else { throw NetworkError(.rule, rule.name, "has no IF") }
      guard !rule.then.isEmpty else { throw NetworkError(.rule, rule.name, "has no THEN") }
      result.append(
        ResolvedRule(
          priority: rule.priority, premises: premises, then: try resolve(rule.then, rule.name),
          otherwise: try resolve(rule.otherwise, rule.name)))
    }
    return result
  }

  private func resolve(
    _ actions: [WaterNetwork.Rule.Action], _ rule: String
  ) throws(NetworkError) -> [ResolvedRule.Action] {
    var result: [ResolvedRule.Action] = []
    for action in actions {
      let link = try link(action.link, rule)
      if let reason = refusal(of: action.action, link: link) { throw NetworkError(.rule, rule, reason) }
      result.append(ResolvedRule.Action(link: link, action: action.action))
    }
    return result
  }

  private func resolve(
    _ claim: WaterNetwork.Rule.Claim, _ rule: String
  ) throws(NetworkError) -> ResolvedRule.Claim {
    switch claim {
    case .hasStatus(let link, let status, let negated):
      return .hasStatus(link: try self.link(link, rule), status, negated: negated)
    case .compares(let quantity, let relation, let value, let tolerance):
      guard value.isFinite else { throw NetworkError(.rule, rule, "compares with what is not a number") }
      return .compares(try resolve(quantity, rule), relation, value, tolerance: tolerance)
    }
  }

  private func resolve(
    _ quantity: WaterNetwork.Rule.Quantity, _ rule: String
  ) throws(NetworkError) -> ResolvedRule.Quantity {
    switch quantity {
    case .demand(let name): return .demand(try node(name, rule))
    case .head(let name): return .head(try node(name, rule))
    case .level(let name): return .level(try node(name, rule))
    case .fillTime(let name): return .fillTime(try tank(name, rule))
    case .drainTime(let name): return .drainTime(try tank(name, rule))
    case .flow(let name): return .flow(try link(name, rule))
    case .setting(let name): return .setting(try link(name, rule))
    case .systemDemand: return .systemDemand
    case .time: return .time
    case .clockTime: return .clockTime
    }
  }

  private func node(_ name: String, _ rule: String) throws(NetworkError) -> Int {
    guard let number = nodeNumbers[name] else { throw NetworkError(.rule, rule, "looks at unknown node \(name)") }
    return number
  }

  private func tank(_ name: String, _ rule: String) throws(NetworkError) -> Int {
    let number = try node(name, rule) - network.junctions.count - network.reservoirs.count
    guard number >= 0 else { throw NetworkError(.rule, rule, "asks when \(name), no tank, is full or empty") }
    return number
  }

  private func link(_ name: String, _ rule: String) throws(NetworkError) -> Int {
    guard let number = linkNumbers[name] else { throw NetworkError(.rule, rule, "names unknown link \(name)") }
    return number
  }
}
