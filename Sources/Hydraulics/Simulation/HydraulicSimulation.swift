/// A network over time: patterns, controls, rules and tanks, in whole seconds.
///
/// `solve()` brings the network into balance at `time`; `advance()` chooses the next moment at which anything may change,
/// moves the water levels there by Euler's method, and moves `time`.
///
/// Source: EPANET 2.2 User Manual, chapter 12, "Extended period simulation".
public struct HydraulicSimulation: Sendable {
  /// The network at `time`.
  public internal(set) var state: HydraulicState
  /// Seconds since the start.
  public internal(set) var time = 0
  /// What became of the last solve; `nil` before the first.
  public private(set) var solution: Solution?

  let times: HydraulicTimes
  let hydraulicStep: Int
  let ruleStep: Int

  /// The simulation at time 0, not yet solved.
  public init(_ model: HydraulicModel) {
    state = HydraulicState(model)
    times = model.network.times
    hydraulicStep = min(times.hydraulicStep, times.patternStep, times.reportStep)
    ruleStep = max(1, min(times.ruleStep ?? hydraulicStep / 10, hydraulicStep))
  }

  /// Applies patterns and controls of this moment and solves.
  public mutating func solve() -> Solution {
    state.applyPatterns(at: time)
    applyControls()
    let result = state.solve()
    solution = result
    return result
  }

  /// Moves to the next moment and returns by how many seconds; 0 at the end.
  ///
  /// The end is the duration, or an unbalanced solve where the network's options say to stop at one.
  public mutating func advance() -> Int {
    guard time < times.duration else { return 0 }
    if let solution, !solution.isConverged, state.model.network.options.unbalanced == .stop { return 0 }
    var step = min(hydraulicStep, times.duration - time)
    step = min(step, times.patternStep - (time + times.patternStart) % times.patternStep)
    step = min(step, untilReport())
    limitByTanks(&step)
    limitByControls(&step)
    if state.model.rules.isEmpty {
      state.moveLevels(by: Double(step))
    } else {
      step = runRules(for: step)
    }
    time += step
    return step
  }

  private func untilReport() -> Int {
    if time < times.reportStart { return times.reportStart - time }
    return times.reportStep - (time - times.reportStart) % times.reportStep
  }

  /// Seconds for a volume at a flow, rounded half up; 0 where that is no moment ahead.
  static func seconds(_ volume: Double, at flow: Double) -> Int {
    let seconds = volume / (flow * Constants.volumePerFlow) + 0.5
    return seconds >= 1 && seconds < 1e15 ? Int(seconds) : 0
  }

  private func limitByTanks(_ step: inout Int) {
    for (number, tank) in state.model.tanks.enumerated() {
      let flow = state.inflow(ofTank: number)
      let level = state.level(ofTank: number)
      guard abs(flow) > Constants.zeroFlow else { continue }
      let room: Double
      if flow > 0 && level < tank.levels.upperBound {
        room = tank.volumes.upperBound - state.volumes[number]
      } else if flow < 0 && level > tank.levels.lowerBound {
        room = tank.volumes.lowerBound - state.volumes[number]
      } else {
        continue
      }
      let seconds = Self.seconds(room, at: flow)
      if seconds > 0 { step = min(step, seconds) }
    }
  }
}

extension HydraulicState {
  /// Moves the tanks' volumes by the flows of the last solve; a tank within a second of full or empty is so.
  public mutating func moveLevels(by seconds: Double) {
    for (number, tank) in model.tanks.enumerated() {
      guard abs(inflow(ofTank: number)) > Constants.zeroFlow else { continue }
      let flow = inflow(ofTank: number) * Constants.volumePerFlow
      var volume = volumes[number] + flow * seconds
      if volume + flow >= tank.volumes.upperBound { volume = tank.volumes.upperBound }
      if volume - flow <= tank.volumes.lowerBound { volume = tank.volumes.lowerBound }
      volumes[number] = volume
      heads[tank.node] = tank.elevation + tank.level(atVolume: volume)
    }
  }
}
