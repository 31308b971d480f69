/// A copy of the twin that runs ahead on its own.
struct PlantForecast {
  private let physics: PlantPhysics
  private let start: Double
  private var filters: [BalanceFilter]
  /// Shape `[tag]`.
  private var values: [Double]
  private var terms: [Double]
  private var dynamics: [BalanceDynamics]
  private var interval: RowInterval
  private var rest: [Double]
  private var starts: [Double]
  /// Rules whose equipment is not timed between rows.
  private let sampledRules: [RuleModel]

  init(_ predictor: TwinPredictor) {
    physics = predictor.physics
    start = predictor.seconds
    filters = predictor.filters
    values = predictor.latest
    dynamics = predictor.dynamics
    interval = RowInterval(physics, dynamics: dynamics)
    rest = [Double](repeating: 0, count: dynamics.count)
    starts = rest
    let timed = Set(physics.timed.map(\.rule))
    // Who of several is switched next is not known; they stay as they are.
    sampledRules = physics.rules.indices
      .filter { !timed.contains($0) && predictor.physics.rules[$0].others == nil }
      .map { predictor.physics.rules[$0] }
    terms = [Double](repeating: 0, count: physics.balances.map { TimeHarmonics.count($0.profile) }.max() ?? 0)
  }

  var forecasts: [TwinPredictor.Forecast] {
    zip(physics.balances, filters).compactMap { model, filter in
      guard model.stores.count == 1, filter.hasContent else { return nil }
      return TwinPredictor.Forecast(tag: model.carrier, value: filter.content, variance: filter.contentVariance)
    }
  }

  mutating func step(row: Int) {
    // What the rest follows is known for the first row only.
    if row == 2 { dynamics = physics.balances.map { BalanceDynamics($0.byClock, switched: physics.timed) } }
    let older = values
    for rule in sampledRules where values[rule.level].isFinite && values[rule.actuator].isFinite {
      values[rule.actuator] =
        RuleFilter.next(rule, level: values[rule.level], isOn: values[rule.actuator] > 0.5) ? 1 : 0
    }
    for relation in physics.relations {
      guard let state = relation.runsWith, values[state] != older[state] else { continue }
      values[relation.tag] = values[state] > 0.5 ? relation.meanWhileRunning : 0
    }
    for flow in physics.switched where !physics.timesSwitching {
      let actuator = physics.rules[flow.rule].actuator
      if values[actuator] != older[actuator] { values[flow.flow] = values[actuator] > 0.5 ? flow.usual : 0 }
    }
    if !terms.isEmpty { TimeHarmonics.fill(&terms, at: start + Double(row - 1) * (physics.period ?? 0)) }
    for index in filters.indices {
      rest[index] = dynamics[index].rest(older: older, newer: values, terms: terms)
      starts[index] = filters[index].start(physics.balances[index])
    }
    switchFlows(older)
    for index in filters.indices where filters[index].hasContent {
      let model = physics.balances[index]
      filters[index].predict(model, change: dynamics[index].change(rest: rest[index], means: interval.means))
      if let range = model.range { filters[index].hold(within: range) }
      if model.stores.count == 1 { values[model.carrier] = filters[index].content }
    }
  }

  /// Lets controllers act between the rows.
  private mutating func switchFlows(_ older: [Double]) {
    guard !physics.timed.isEmpty else { return }
    for index in filters.indices { rest[index] += filters[index].deviation }
    interval.follow(rest: rest, starts: starts, older: older, newer: nil)
    for index in filters.indices { rest[index] -= filters[index].deviation }
    for (index, flow) in physics.timed.enumerated() {
      let rule = physics.rules[flow.rule]
      if interval.isOn[index] != (older[rule.actuator] > 0.5) {
        values[flow.flow] = interval.isOn[index] ? flow.usual : 0
      }
      values[rule.actuator] = interval.isOn[index] ? 1 : 0
      values[rule.level] = interval.levels[index]
    }
  }
}
