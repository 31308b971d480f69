import TwinModel

/// How well a twin expects what comes, in per cent of the span of each quantity; identified on the first four fifths of
/// each stretch, judged on the rest.
///
/// *Residual*: the error of what a balance holds, given the flows of both rows, which is what detection sees. *Ahead*: the
/// error of the level so many rows ahead, given nothing of what comes; the controllers follow their rules.
struct PredictionErrors {
  let site: Site
  let record: OperatingRecord
  private static let horizons = [1, 10, 60]
  private static let learned = 4

  func report() throws {
    let physics = try PlantPhysics.identify(site, on: learnedPart)
    let residuals = residuals(physics)
    let ahead = ahead(physics)
    print((["balance", "residual"] + Self.horizons.map { "\($0) ahead" }).joined(separator: "\t"))
    for (index, balance) in physics.balances.enumerated() {
      let errors = ahead.map { balance.stores.count == 1 ? percent($0[balance.carrier]) : "-" }
      print(([balance.name, percent(residuals[index])] + errors).joined(separator: "\t"))
    }
    print("relation", "deviation", separator: "\t")
    for relation in physics.relations where !relation.coefficients.isEmpty {
      print(relation.name, percent(relation.normalisedError), separator: "\t")
    }
    print(
      "flows timed between rows:",
      physics.timesSwitching ? physics.switched.map { record.tags[$0.flow] }.joined(separator: " ") : "none")
  }

  private func percent(_ share: Double) -> String { "\((share * 10000).rounded() / 100) %" }

  private var learnedPart: OperatingRecord {
    var part = OperatingRecord(tags: record.tags, period: record.period)
    for stretch in record.stretches {
      let rows = first(stretch)
      part.append(
        .init(
          series: stretch.series, sequences: Array(stretch.sequences.prefix(rows)),
          values: Array(stretch.values.prefix(rows * record.tags.count)), seconds: Array(stretch.seconds.prefix(rows))))
    }
    return part
  }

  private func first(_ stretch: OperatingRecord.Stretch) -> Int { stretch.count * Self.learned / (Self.learned + 1) }

  /// Calls `body` after every row of normal operation that was not learned.
  private func follow(
    _ physics: PlantPhysics, _ body: (_ twin: TwinPredictor, _ stretch: OperatingRecord.Stretch, _ row: Int) -> Void
  ) {
    let tags = record.tags.count
    for stretch in record.stretches {
      var twin = TwinPredictor(physics)
      for row in 0..<stretch.count {
        twin.observe(Array(stretch.values[row * tags..<(row + 1) * tags]), at: stretch.seconds[row])
        if row >= first(stretch) { body(twin, stretch, row) }
      }
    }
  }

  private func residuals(_ physics: PlantPhysics) -> [Double] {
    var squares = physics.balances.map { _ in 0.0 }
    var count = 0.0
    follow(physics) { twin, _, _ in
      count += 1
      for (index, balance) in physics.balances.enumerated() {
        let error = twin.balanceResiduals[index] * balance.normalisedError
        squares[index] += error * error
      }
    }
    return squares.map { ($0 / max(count, 1)).squareRoot() }
  }

  /// Shape `[horizon][tag]`.
  private func ahead(_ physics: PlantPhysics) -> [[Double]] {
    let tags = record.tags.count
    var squares = Self.horizons.map { _ in [Double](repeating: 0, count: tags) }
    var counts = squares
    follow(physics) { twin, stretch, row in
      for (index, horizon) in Self.horizons.enumerated() where row + horizon < stretch.count {
        for forecast in twin.forecast(rows: horizon) {
          let error = forecast.value - stretch.values[(row + horizon) * tags + forecast.tag]
          guard error.isFinite else { continue }
          squares[index][forecast.tag] += error * error
          counts[index][forecast.tag] += 1
        }
      }
    }
    return Self.horizons.indices.map { index in
      (0..<tags).map { tag in
        let span = span(tag)
        return span > 0 ? (squares[index][tag] / max(counts[index][tag], 1)).squareRoot() / span : 0
      }
    }
  }

  /// The declared range where there is one, else what the record shows.
  private func span(_ tag: Int) -> Double {
    if let range = site.tags.first(where: { $0.name == record.tags[tag] })?.range {
      return range.upperBound - range.lowerBound
    }
    var (low, high) = (Double.infinity, -Double.infinity)
    for stretch in record.stretches {
      for index in stride(from: tag, to: stretch.values.count, by: record.tags.count)
      where stretch.values[index].isFinite {
        (low, high) = (min(low, stretch.values[index]), max(high, stretch.values[index]))
      }
    }
    return high - low
  }
}
