/// Per-tag centre and scale that bring every tag to the same unit, standard deviations of normal operation.
///
/// Robust: both come from values winsorised at the 0.1 % and 99.9 % quantiles of the training rows, so that a few
/// wild readings do not stretch the scale. Median and interquartile range were tried and fail on pumps that run less
/// than a quarter of the time.
struct Standardisation: Sendable, Equatable {
  /// Shape `[tag]`, in the tag's unit.
  var centre: [Double]
  /// Shape `[tag]`, 1 / scale; for a constant tag 1 / its tolerance.
  var inverseScale: [Double]
  /// Shape `[tag]`: tags that never change in training; models leave them out, limits watch them.
  var isConstant: [Bool]

  /// Smallest scale whose reciprocal is finite.
  private static let leastScale = 1e-300

  /// Largest magnitude of a standardised value; beyond it, more deviation says no more.
  static let limit = 200.0

  /// Learns from columns of values, shape `[tag][row]`; what is not finite is ignored.
  init(columns: [[Double]]) {
    centre = []
    inverseScale = []
    isConstant = []
    for column in columns {
      let sorted = column.filter { $0.isFinite }.sorted()
      guard let lowest = sorted.first, let highest = sorted.last, highest > lowest else {
        let value = sorted.first ?? 0
        append(centre: value, scale: Swift.max(abs(value) * 0.05, 1e-3), isConstant: true)
        continue
      }
      // Values whose squares would overflow are measured in a unit of their own.
      let unit = Swift.max(abs(lowest), abs(highest)) > 1e150 ? Swift.max(abs(lowest), abs(highest)) : 1
      let scaled = sorted.map { $0 / unit }
      let (low, high) = (scaled.quantile(0.001), scaled.quantile(0.999))
      let clipped = scaled.map { Swift.min(Swift.max($0, low), high) }
      let mean = clipped.reduce(0, +) / Double(clipped.count)
      let variance = clipped.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(clipped.count)
      let fallback = (scaled[scaled.count - 1] - scaled[0]) / Double(sorted.count).squareRoot()
      let scale = variance > 0 ? variance.squareRoot() : fallback
      append(centre: mean * unit, scale: Swift.max(scale * unit, Self.leastScale), isConstant: false)
    }
  }

  init(centre: [Double], inverseScale: [Double], isConstant: [Bool]) {
    self.centre = centre
    self.inverseScale = inverseScale
    self.isConstant = isConstant
  }

  private mutating func append(centre: Double, scale: Double, isConstant: Bool) {
    self.centre.append(centre)
    inverseScale.append(1 / scale)
    self.isConstant.append(isConstant)
  }
}
