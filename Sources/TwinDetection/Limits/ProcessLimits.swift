/// How far each tag has been in normal operation, how fast it has moved, and how its extremes thin out.
///
/// Shapes are `[padded tag]`, in standardised units. A value beyond a limit is measured in multiples of the mean
/// excess over the 99 % quantile, the natural unit of an exponential tail (Pickands 1975): a level that a controller
/// holds sharply has a short tail, so a small excess already counts.
struct ProcessLimits: Sendable, Equatable {
  var low: [Float]
  var high: [Float]
  var inverseLowTail: [Float]
  var inverseHighTail: [Float]
  /// Largest change from one row to the next.
  var rate: [Float]
  var inverseRateTail: [Float]

  /// Learns from standardised columns, shape `[tag][row]`, and their changes per row, shape `[tag][change]`.
  init(columns: [[Float]], changes: [[Float]]) {
    let width = PaddedMatrix.padded(columns.count)
    low = [Float](repeating: 0, count: width)
    high = low
    inverseLowTail = low
    inverseHighTail = low
    rate = low
    inverseRateTail = low
    for tag in columns.indices {
      let sorted = columns[tag].sorted()
      guard !sorted.isEmpty else { continue }
      let least = 0.02 * (sorted.quantile(0.99) - sorted.quantile(0.01)) + 0.01
      low[tag] = sorted[0]
      high[tag] = sorted[sorted.count - 1]
      inverseHighTail[tag] = 1 / max(Self.tail(of: sorted), least)
      inverseLowTail[tag] = 1 / max(Self.tail(of: sorted.reversed().map { -$0 }), least)
      let speeds = changes[tag].map { abs($0) }.sorted()
      rate[tag] = speeds.last ?? 0
      inverseRateTail[tag] = speeds.isEmpty ? 0 : 1 / max(Self.tail(of: speeds), least)
    }
  }

  init(
    low: [Float], high: [Float], inverseLowTail: [Float], inverseHighTail: [Float], rate: [Float],
    inverseRateTail: [Float]
  ) {
    self.low = low
    self.high = high
    self.inverseLowTail = inverseLowTail
    self.inverseHighTail = inverseHighTail
    self.rate = rate
    self.inverseRateTail = inverseRateTail
  }

  /// The same limits moved outwards by so many mean excesses.
  ///
  /// Of a long record's highest and lowest values and fastest changes one or the other is passed every few days, the more tags
  /// there are; with an exponential tail each mean excess beyond them makes that e times as rare.
  func widened(by excesses: Float) -> ProcessLimits {
    var limits = self
    for tag in low.indices {
      limits.low[tag] -= inverseLowTail[tag] > 0 ? excesses / inverseLowTail[tag] : 0
      limits.high[tag] += inverseHighTail[tag] > 0 ? excesses / inverseHighTail[tag] : 0
      limits.rate[tag] += inverseRateTail[tag] > 0 ? excesses / inverseRateTail[tag] : 0
    }
    return limits
  }

  /// Mean excess over the 99 % quantile of sorted values.
  private static func tail(of sorted: [Float]) -> Float {
    let start = sorted.quantile(0.99)
    let beyond = sorted.reversed().prefix { $0 > start }
    return beyond.isEmpty ? 0 : beyond.reduce(0) { $0 + $1 - start } / Float(beyond.count)
  }
}
