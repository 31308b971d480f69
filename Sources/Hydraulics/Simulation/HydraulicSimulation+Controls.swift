extension HydraulicSimulation {
  static let day = 86400

  /// Simple controls that look at a tank or the clock, in order.
  mutating func applyControls() {
    for control in state.model.controls where holds(control.condition) {
      let action = control.action
      let law = state.model.laws[action.link]
      let status: LinkStatus = state.statuses[action.link].isClosed ? .closed : .open
      let hasSetting = law.isPump || law.isValve
      if status != action.status || (hasSetting && state.settings[action.link] != action.setting) {
        state.statuses[action.link] = action.status
        if hasSetting { state.settings[action.link] = action.setting }
      }
    }
  }

  private func holds(_ condition: ResolvedControl.Condition) -> Bool {
    switch condition {
    case .tankBelow(let tank, let head):
      let (volume, limit, slack) = volumes(tank, head)
      return volume <= limit + slack
    case .tankAbove(let tank, let head):
      let (volume, limit, slack) = volumes(tank, head)
      return volume >= limit - slack
    case .junctionBelow, .junctionAbove: return false
    case .time(let moment): return moment == time
    case .clockTime(let moment): return (time + times.startClockTime) % Self.day == moment
    }
  }

  /// Volume now, volume at a head, and what flows in a second.
  private func volumes(_ number: Int, _ head: Double) -> (now: Double, limit: Double, slack: Double) {
    let tank = state.model.tanks[number]
    return (
      tank.volume(atLevel: state.level(ofTank: number)), tank.volume(atLevel: head - tank.elevation),
      abs(state.inflow(ofTank: number)) * Constants.volumePerFlow
    )
  }

  /// Shortens a step to the moment at which a control will change a link.
  func limitByControls(_ step: inout Int) {
    for control in state.model.controls {
      let seconds = secondsUntil(control.condition)
      guard seconds > 0, seconds < step else { continue }
      let action = control.action
      let law = state.model.laws[action.link]
      let changesSetting = (law.isPump || law.isValve) && state.settings[action.link] != action.setting
      if changesSetting || state.statuses[action.link] != action.status { step = seconds }
    }
  }

  private func secondsUntil(_ condition: ResolvedControl.Condition) -> Int {
    switch condition {
    case .junctionBelow, .junctionAbove: return 0
    case .time(let moment): return moment - time
    case .clockTime(let moment):
      let now = (time + times.startClockTime) % Self.day
      return moment >= now ? moment - now : Self.day - now + moment
    case .tankBelow(let tank, let head): return secondsUntil(tank, head, rising: false)
    case .tankAbove(let tank, let head): return secondsUntil(tank, head, rising: true)
    }
  }

  private func secondsUntil(_ number: Int, _ head: Double, rising: Bool) -> Int {
    let tank = state.model.tanks[number]
    let flow = state.inflow(ofTank: number)
    let now = state.heads[tank.node]
    guard abs(flow) > Constants.zeroFlow else { return 0 }
    guard rising ? now < head && flow > 0 : now > head && flow < 0 else { return 0 }
    return Self.seconds(tank.volume(atLevel: head - tank.elevation) - state.volumes[number], at: flow)
  }
}
