internal import TwinModel

/// Where the plant is going if nobody does anything: by the twin's forecast where a balance foretells the tag, else by the
/// slope of its readings.
struct PlantCourse {
  let names: [String]
  /// The window as it should have been reported, shape `[row, tag]`.
  let values: [Double]
  let seconds: [Double]
  let twin: TwinPredictor?
  /// Tags whose readings are not believed.
  let suspects: [Int]

  /// Rows that a forecast looks ahead at most.
  private static let horizon = 240
  /// Quantile of the normal distribution at 95 %.
  private static let quantile = 1.645
  /// A slope counts when it is so many standard errors from none.
  private static let significance = 4.0
  /// Seconds beyond which nothing is foretold.
  private static let longest = 86_400.0

  /// Spread of the readings of a tag around their line; `nil` for an unknown tag or too few rows.
  func spread(of name: String) -> Double? {
    guard let tag = names.firstIndex(of: name), let line = line(tag) else { return nil }
    return line.spread > 0 ? line.spread : nil
  }

  /// The limit that is passed first; `nil` when none is near.
  func first(
    of envelopes: [SafetyEnvelope], figures: (String) -> (unit: String?, step: Double)
  ) -> ExplanationRecord.Consequence? {
    var best: ExplanationRecord.Consequence?
    for envelope in envelopes {
      guard let tag = names.firstIndex(of: envelope.tag) else { continue }
      for (limit, isHigh) in [(envelope.low, false), (envelope.high, true)] {
        guard let limit, let found = crossing(tag, limit: limit, isHigh: isHigh) else { continue }
        guard found.median < best?.seconds ?? .infinity else { continue }
        let (unit, step) = figures(envelope.tag)
        best = ExplanationRecord.Consequence(
          tag: envelope.tag, unit: unit, step: step, side: isHigh ? "high" : "low", limit: limit,
          seconds: found.median, secondsLow: found.low, secondsHigh: found.high, basis: found.basis)
      }
    }
    return best
  }

  private struct Crossing {
    var median: Double
    var low: Double
    var high: Double
    var basis: String
  }

  private func crossing(_ tag: Int, limit: Double, isHigh: Bool) -> Crossing? {
    let sign = isHigh ? 1.0 : -1.0
    let latest = values[(seconds.count - 1) * names.count + tag]
    guard latest.isFinite, limit.isFinite else { return nil }
    if sign * (latest - limit) >= 0 { return Crossing(median: 0, low: 0, high: 0, basis: "slope") }
    return forecast(tag, limit: limit, sign: sign) ?? extrapolation(tag, limit: limit, sign: sign)
  }

  /// The first rows at which the forecast, and its 5 and 95 % quantiles, pass the limit.
  private func forecast(_ tag: Int, limit: Double, sign: Double) -> Crossing? {
    guard let twin, let period = twin.physics.period,
      twin.physics.balances.contains(where: { $0.carrier == tag && $0.stores.count == 1 })
    else { return nil }
    var (median, low): (Double?, Double?)
    for (rows, forecasts) in twin.forecasts(rows: Self.horizon).enumerated() {
      guard let found = forecasts.first(where: { $0.tag == tag }) else { return nil }
      let spread = Self.quantile * found.variance.squareRoot()
      let seconds = Double(rows + 1) * period
      if low == nil, sign * (found.value - limit) + spread >= 0 { low = seconds }
      if median == nil, sign * (found.value - limit) >= 0 { median = seconds }
      if let median, let low, sign * (found.value - limit) - spread >= 0 {
        return Crossing(median: median, low: low, high: seconds, basis: "forecast")
      }
    }
    // Passed by the median but not for sure within the horizon: as long as was looked.
    guard let median, let low else { return nil }
    return Crossing(median: median, low: low, high: Double(Self.horizon) * period, basis: "forecast")
  }

  /// By the line through the last rows, if it leads there.
  private func extrapolation(_ tag: Int, limit: Double, sign: Double) -> Crossing? {
    guard let line = line(tag), sign * line.slope > Self.significance * line.error else { return nil }
    let way = sign * (limit - line.last)
    let slope = sign * line.slope
    let median = way / slope
    guard median.isFinite, median > 0, median <= Self.longest else { return nil }
    return Crossing(
      median: median, low: way / (slope + Self.quantile * line.error), high: way / (slope - Self.quantile * line.error),
      basis: "slope")
  }

  /// Least squares over the second half of the window.
  private func line(_ tag: Int) -> (slope: Double, error: Double, last: Double, spread: Double)? {
    let rows = (seconds.count / 2..<seconds.count).filter {
      seconds[$0].isFinite && values[$0 * names.count + tag].isFinite
    }
    guard rows.count >= 6 else { return nil }
    let count = Double(rows.count)
    let meanTime = rows.reduce(0) { $0 + seconds[$1] } / count
    let mean = rows.reduce(0) { $0 + values[$1 * names.count + tag] } / count
    var (square, product) = (0.0, 0.0)
    for row in rows {
      square += (seconds[row] - meanTime) * (seconds[row] - meanTime)
      product += (seconds[row] - meanTime) * (values[row * names.count + tag] - mean)
    }
    guard square > 0 else { return nil }
    let slope = product / square
    var rest = 0.0
    for row in rows {
      let error = values[row * names.count + tag] - mean - slope * (seconds[row] - meanTime)
      rest += error * error
    }
    let spread = (rest / (count - 2)).squareRoot()
    let last = mean + slope * (seconds[seconds.count - 1] - meanTime)
    guard slope.isFinite, spread.isFinite, last.isFinite else { return nil }
    return (slope, spread / square.squareRoot(), last, spread)
  }
}
