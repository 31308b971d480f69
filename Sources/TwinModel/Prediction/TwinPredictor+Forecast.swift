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
  /// demand returns to its profile. Balances with several stores are left out, and so are those that have not begun.
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

extension TwinPredictor {
  /// What each balance with a single store holds now, by prediction and, where its level arrived, correction.
  public var expectations: [Forecast] {
    zip(physics.balances, filters).compactMap { model, filter in
      guard model.stores.count == 1, filter.hasContent else { return nil }
      return Forecast(tag: model.carrier, value: filter.content, variance: filter.contentVariance)
    }
  }
}
