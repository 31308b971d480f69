extension HydraulicState {
  /// Reviews pressure reducing and sustaining valves; true when one changed.
  mutating func checkValves() -> Bool {
    var changed = false
    let first = model.linkCount - model.network.valves.count
    for link in first..<model.linkCount where settings[link] != Self.noSetting {
      let upstream = heads[Int(model.from[link])]
      let downstream = heads[Int(model.to[link])]
      let old = statuses[link]
      switch model.laws[link] {
      case .pressureReducing:
        let held = model.elevations[Int(model.to[link])] + settings[link]
        statuses[link] = reducing(link, held: held, upstream: upstream, downstream: downstream)
      case .pressureSustaining:
        let held = model.elevations[Int(model.from[link])] + settings[link]
        statuses[link] = sustaining(link, held: held, upstream: upstream, downstream: downstream)
      default: continue
      }
      if statuses[link] != old { changed = true }
    }
    return changed
  }

  private func reducing(_ link: Int, held: Double, upstream: Double, downstream: Double) -> LinkStatus {
    let slack = Constants.headTolerance
    let loss = model.minorResistance[link] * flows[link] * flows[link]
    let reversed = flows[link] < -Constants.flowTolerance
    switch statuses[link] {
    case .active: return reversed ? .closed : upstream - loss < held - slack ? .open : .active
    case .open: return reversed ? .closed : downstream >= held + slack ? .active : .open
    case .closed:
      if upstream >= held + slack && downstream < held - slack { return .active }
      return upstream < held - slack && upstream > downstream + slack ? .open : .closed
    case .cannotSupplyPressure: return reversed ? .closed : .cannotSupplyPressure
    default: return statuses[link]
    }
  }

  private func sustaining(_ link: Int, held: Double, upstream: Double, downstream: Double) -> LinkStatus {
    let slack = Constants.headTolerance
    let loss = model.minorResistance[link] * flows[link] * flows[link]
    let reversed = flows[link] < -Constants.flowTolerance
    switch statuses[link] {
    case .active: return reversed ? .closed : downstream + loss > held + slack ? .open : .active
    case .open: return reversed ? .closed : upstream < held - slack ? .active : .open
    case .closed:
      guard upstream > downstream + slack else { return .closed }
      if downstream > held + slack { return .open }
      return upstream >= held + slack ? .active : .closed
    case .cannotSupplyPressure: return reversed ? .closed : .cannotSupplyPressure
    default: return statuses[link]
    }
  }

  /// Reviews pumps, check valves, flow control valves and links at tanks; true when one changed.
  mutating func checkLinks() -> Bool {
    var changed = false
    for number in model.checkedLinks {
      let link = Int(number)
      let old = statuses[link]
      let new = review(link, old)
      if new != old {
        statuses[link] = new
        changed = true
      }
    }
    return changed
  }

  private func review(_ link: Int, _ old: LinkStatus) -> LinkStatus {
    let loss = heads[Int(model.from[link])] - heads[Int(model.to[link])]
    var status = old == .cannotDeliverHead || old == .temporarilyClosed ? .open : old
    let law = model.laws[link]
    if case .checkValvePipe = law { status = Self.checkValve(status, loss: loss, flow: flows[link]) }
    if law.isPump && !status.isClosed && settings[link] > 0 {
      let limit = law.shutOffHead * settings[link] * settings[link]
      status = -loss > limit + Constants.headTolerance ? .cannotDeliverHead : .open
    }
    if case .flowControl = law, settings[link] != Self.noSetting {
      if loss < -Constants.headTolerance || flows[link] < -Constants.flowTolerance {
        status = .cannotSupplyFlow
      } else if status == .cannotSupplyFlow && flows[link] >= settings[link] {
        status = .active
      }
    }
    return status.isClosed ? status : besideTank(link, status)
  }

  /// Reverse flow closes, forward head opens; in between it stays.
  private static func checkValve(_ status: LinkStatus, loss: Double, flow: Double) -> LinkStatus {
    let reversed = flow < -Constants.flowTolerance
    if abs(loss) > Constants.headTolerance { return loss < 0 || reversed ? .closed : .open }
    return reversed ? .closed : status
  }

  /// Closes an open link that would fill a full tank or drain an empty one.
  private func besideTank(_ link: Int, _ status: LinkStatus) -> LinkStatus {
    var near = Int(model.from[link])
    var other = Int(model.to[link])
    var outflow = flows[link]
    if near < model.junctionCount {
      swap(&near, &other)
      outflow = -outflow
    }
    guard let number = model.tank(at: near) else { return status }
    let tank = model.tanks[number]
    let level = heads[near] - tank.elevation
    let loss = heads[near] - heads[other]
    let isPump = model.laws[link].isPump
    if level >= tank.levels.upperBound - Constants.levelSlack && !tank.overflows {
      let fills =
        isPump ? Int(model.to[link]) == near : Self.checkValve(.open, loss: loss, flow: outflow) == .closed
      if fills { return .temporarilyClosed }
    }
    if level <= tank.levels.lowerBound + Constants.levelSlack {
      let drains =
        isPump ? Int(model.from[link]) == near : Self.checkValve(.closed, loss: loss, flow: outflow) == .open
      if drains { return .temporarilyClosed }
    }
    return status
  }

  /// Simple controls that look at a junction's pressure; true when one changed a link.
  mutating func switchByPressure() -> Bool {
    var changed = false
    for control in model.controls {
      switch control.condition {
      case .junctionBelow(let node, let head):
        guard heads[node] <= head + Constants.headTolerance else { continue }
      case .junctionAbove(let node, let head):
        guard heads[node] >= head - Constants.headTolerance else { continue }
      default: continue
      }
      let action = control.action
      let law = model.laws[action.link]
      let sameSetting = settings[action.link] == action.setting
      let sameStatus = statuses[action.link] == action.status
      let differs =
        law.isPump
        ? !sameSetting : law.isValve ? !sameSetting || (action.setting == Self.noSetting && !sameStatus) : !sameStatus
      if differs {
        statuses[action.link] = action.status
        if law.isPump || law.isValve { settings[action.link] = action.setting }
        changed = true
      }
    }
    return changed
  }
}
