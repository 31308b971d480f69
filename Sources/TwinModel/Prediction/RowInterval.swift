/// What happens between two rows: levels move evenly until one comes to its controller's threshold; then a flow is
/// switched, and they move otherwise.
///
/// A machine whose state is working space only. A controller that is already beyond its threshold and has not acted is
/// not expected to act now: the row says what it does. Cost: a few operations per rule, balance and switching.
///
/// Source: Rossman et al., EPANET 2.2 User Manual (2020), section 12.1: simple controls cut a hydraulic step short.
struct RowInterval: Sendable {
  /// Shape `[switched flow]`: mean flow over the interval.
  private(set) var means: [Double]
  /// Shape `[switched flow]`: whether the equipment is on at the end.
  private(set) var isOn: [Bool]
  /// Shape `[switched flow]`: the rule's level at the end.
  private(set) var levels: [Double]

  private let switched: [SwitchedFlow]
  private let rules: [RuleModel]
  /// Shape `[switched flow, balance]`: change of the balance's content per row and unit of the flow.
  private let gains: [Double]
  /// Shape `[balance]`: change of content per row.
  private var rates: [Double]
  private var flows: [Double]
  private var flowsWhenOn: [Double]

  /// Switchings that an interval holds at most.
  private static let mostEvents = 16

  init(_ physics: PlantPhysics, dynamics: [BalanceDynamics]) {
    switched = physics.timed
    rules = physics.timed.map { physics.rules[$0.rule] }
    var gains = [Double](repeating: 0, count: physics.timed.count * dynamics.count)
    for (balance, dynamics) in dynamics.enumerated() {
      for flow in dynamics.switched { gains[flow.flow * physics.balances.count + balance] = flow.weight }
    }
    self.gains = gains
    means = [Double](repeating: 0, count: physics.timed.count)
    (levels, flows, flowsWhenOn) = (means, means, means)
    isOn = [Bool](repeating: false, count: physics.timed.count)
    rates = [Double](repeating: 0, count: dynamics.count)
  }

  /// Follows the interval between two rows.
  ///
  /// - Parameters:
  ///   - rest: shape `[balance]`: change of content per row by everything but switched flows.
  ///   - starts: shape `[balance]`: content at the older row, where the rule's level is the content; otherwise not
  ///     finite, and the older row's level is taken.
  ///   - older: shape `[tag]`.
  ///   - newer: shape `[tag]`; `nil` when it is still to come.
  mutating func follow(
    rest: [Double], starts: [Double], older: UnsafePointer<Double>, newer: UnsafePointer<Double>?
  ) {
    for index in switched.indices {
      let (flow, rule) = (switched[index], rules[index])
      isOn[index] = older[rule.actuator] > 0.5
      let start = starts[flow.balance]
      levels[index] = start.isFinite ? start : older[rule.level]
      let later = newer.flatMap { $0[rule.actuator] > 0.5 ? $0[flow.flow] : nil } ?? flow.usual
      flowsWhenOn[index] = isOn[index] ? older[flow.flow] : later
      flows[index] = isOn[index] ? older[flow.flow] : 0
      means[index] = 0
    }
    for balance in rates.indices {
      rates[balance] = rest[balance]
      for index in switched.indices { rates[balance] += gains[index * rates.count + balance] * flows[index] }
    }
    var left = 1.0
    for _ in 0..<Self.mostEvents {
      guard let event = nextEvent(within: left) else { break }
      advance(by: event.time)
      left -= event.time
      turn(event.index)
    }
    advance(by: left)
  }

  private func nextEvent(within left: Double) -> (index: Int, time: Double)? {
    var next: (index: Int, time: Double)?
    for index in switched.indices {
      guard let threshold = isOn[index] ? rules[index].off : rules[index].on else { continue }
      // Towards the threshold is upwards for a pump that fills and is on, or one that empties and is off.
      let isUpwards = isOn[index] != rules[index].actsAbove
      let rate = self.rate(index)
      guard isUpwards ? rate > 0 && levels[index] <= threshold : rate < 0 && levels[index] >= threshold else {
        continue
      }
      let time = (threshold - levels[index]) / rate
      if time < next?.time ?? left { next = (index, time) }
    }
    return next
  }

  /// Change of a rule's level per row.
  private func rate(_ index: Int) -> Double {
    let rate = rates[switched[index].balance]
    return rate * (rate > 0 ? switched[index].rising : switched[index].falling)
  }

  private mutating func advance(by time: Double) {
    for index in switched.indices {
      means[index] += flows[index] * time
      levels[index] += rate(index) * time
    }
  }

  private mutating func turn(_ index: Int) {
    isOn[index].toggle()
    let flow = isOn[index] ? flowsWhenOn[index] : 0
    for balance in rates.indices { rates[balance] += gains[index * rates.count + balance] * (flow - flows[index]) }
    flows[index] = flow
  }
}
