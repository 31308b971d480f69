import TwinModel

/// Root mean square of the forecast of each balance's level, as a share of the level's span; identified on the first four
/// fifths of each stretch, judged on the rest.
struct PredictionErrors {
  let site: Site
  let record: OperatingRecord
  private static let horizons = [1, 10, 60]

  func report() throws {
    let tags = record.tags.count
    var learned = OperatingRecord(tags: record.tags, period: record.period)
    for stretch in record.stretches {
      let rows = stretch.count * 4 / 5
      learned.append(
        .init(
          series: stretch.series, sequences: Array(stretch.sequences.prefix(rows)),
          values: Array(stretch.values.prefix(rows * tags)), seconds: Array(stretch.seconds.prefix(rows))))
    }
    let physics = try PlantPhysics.identify(site, on: learned)
    var squares = [[Double]](repeating: [Double](repeating: 0, count: tags), count: Self.horizons.count)
    var counts = squares
    for stretch in record.stretches {
      var twin = TwinPredictor(physics)
      for row in 0..<stretch.count {
        twin.observe(Array(stretch.values[row * tags..<(row + 1) * tags]), at: stretch.seconds[row])
        guard row >= stretch.count * 4 / 5 else { continue }
        for (index, horizon) in Self.horizons.enumerated() where row + horizon < stretch.count {
          for forecast in twin.forecast(rows: horizon) {
            let error = forecast.value - stretch.values[(row + horizon) * tags + forecast.tag]
            guard error.isFinite else { continue }
            squares[index][forecast.tag] += error * error
            counts[index][forecast.tag] += 1
          }
        }
      }
    }
    for balance in physics.balances where balance.stores.count == 1 {
      let column = stride(from: balance.carrier, to: record.stretches[0].values.count, by: tags)
        .map { record.stretches[0].values[$0] }.filter(\.isFinite)
      let span = (column.max() ?? 0) - (column.min() ?? 0)
      let errors = Self.horizons.indices.map { index -> String in
        let tag = balance.carrier
        let error = (squares[index][tag] / max(counts[index][tag], 1)).squareRoot() / span * 100
        return "\(Self.horizons[index]) rows: \((error * 100).rounded() / 100) %"
      }
      print(record.tags[balance.carrier], errors.joined(separator: "\t"), separator: "\t")
    }
    for relation in physics.relations where !relation.coefficients.isEmpty {
      print(relation.name, "\((relation.normalisedError * 10000).rounded() / 100) %", separator: "\t")
    }
  }
}
