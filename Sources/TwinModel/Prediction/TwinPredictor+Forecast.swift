extension TwinPredictor {
  /// One tag's expectation some rows ahead.
  public struct Forecast: Sendable, Equatable {
    /// Index into the tags.
    public var tag: Int
    /// Expected value, in the tag's unit.
    public var value: Double
    /// Variance of the expectation, in the tag's unit squared, ≥ 0.
    public var variance: Double
  }

  /// What the first store of every balance is expected to show `rows` ahead.
  ///
  /// Controllers follow their rules, equipment that runs has its usual flow, everything else stays as it is; the unmetered
  /// demand returns to its profile. Meant for one balance per controlled level; balances with several stores are left
  /// out, and so are those that have not begun.
  ///
  /// - Parameter rows: how far ahead, ≥ 1.
  public func forecast(rows: Int) -> [Forecast] {
    precondition(rows >= 1, "a forecast looks ahead")
    var ahead = PlantForecast(self)
    for row in 1...rows { ahead.step(row: row) }
    return ahead.forecasts
  }

  /// Likewise for every row up to `rows` ahead, in one run; shape `[row]`.
  public func forecasts(rows: Int) -> [[Forecast]] {
    var ahead = PlantForecast(self)
    return (0..<max(0, rows)).map { row in
      ahead.step(row: row + 1)
      return ahead.forecasts
    }
  }
}

/// A copy of the twin that runs ahead on its own.
struct PlantForecast {
  private let predictor: TwinPredictor
  private var filters: [BalanceFilter]
  private var values: [Double]
  private var terms: [Double]

  init(_ predictor: TwinPredictor) {
    self.predictor = predictor
    filters = predictor.filters
    values = predictor.latest
    let longest = predictor.physics.balances.map { TimeHarmonics.count($0.profile) }.max() ?? 0
    terms = [Double](repeating: 0, count: longest)
  }

  var forecasts: [TwinPredictor.Forecast] {
    zip(predictor.physics.balances, filters).compactMap { model, filter in
      guard model.stores.count == 1, filter.hasContent else { return nil }
      return TwinPredictor.Forecast(tag: model.carrier, value: filter.content, variance: filter.contentVariance)
    }
  }

  mutating func step(row: Int) {
    let physics = predictor.physics
    let older = values
    for rule in physics.rules where values[rule.level].isFinite && values[rule.actuator].isFinite {
      values[rule.actuator] =
        RuleFilter.next(rule, level: values[rule.level], isOn: values[rule.actuator] > 0.5) ? 1 : 0
    }
    for relation in physics.relations {
      guard let state = relation.runsWith, values[state] != older[state] else { continue }
      values[relation.tag] = values[state] > 0.5 ? relation.meanWhileRunning : 0
    }
    let now = predictor.seconds + Double(row - 1) * (physics.period ?? 0)
    if !terms.isEmpty { TimeHarmonics.fill(&terms, at: now) }
    for index in filters.indices where filters[index].hasContent {
      let model = physics.balances[index]
      let change = predictor.expectedChange(model, older: older, newer: values, terms: terms)
      filters[index].predict(model, change: change)
      if model.stores.count == 1 { values[model.carrier] = filters[index].content }
    }
  }
}

extension TwinPredictor {
  /// What each balance with a single store holds now, by prediction and, where its level arrived, correction.
  public var expectations: [Forecast] {
    zip(physics.balances, filters).compactMap { model, filter in
      guard model.stores.count == 1, filter.hasContent else { return nil }
      return Forecast(tag: model.carrier, value: filter.content, variance: filter.contentVariance)
    }
  }
}
