#if canImport(Glibc)
  import Glibc
#endif

/// The upper tail of a score in normal operation, as clusters of exceedances over a high threshold whose excesses are
/// exponential.
///
/// Peaks over threshold with declustering by runs; the exponential tail is the generalised Pareto distribution with
/// shape 0, the maximum-entropy choice when a few dozen clusters cannot support an estimate of the shape.
/// Source: Coles, An Introduction to Statistical Modeling of Extreme Values (2001), sections 4.3 and 5.3.2.
struct ExceedanceTail: Sendable, Equatable {
  /// The threshold above which clusters are counted.
  let start: Double
  /// Mean excess of a cluster's peak over `start`.
  let meanExcess: Double
  /// Number of clusters seen.
  let clusters: Int
  /// Number of rows watched.
  let rows: Int

  /// Learns from scores of normal rows; each inner array is one uninterrupted stretch.
  ///
  /// - Parameter separation: rows below the threshold that end a cluster.
  init(stretches: [[Float]], separation: Int) {
    let sorted = stretches.flatMap { $0 }.sorted()
    rows = sorted.count
    let threshold: Float = sorted.isEmpty ? 0 : sorted.quantile(sorted.count < 1000 ? 0.90 : 0.97)
    let peaks = stretches.flatMap { Self.peaks(in: $0, above: threshold, separation: separation) }
    start = Double(threshold)
    clusters = peaks.count
    meanExcess = peaks.isEmpty ? 0 : peaks.reduce(0, +) / Double(peaks.count) - Double(threshold)
  }

  /// The level that normal operation is expected to exceed once in `rows` rows, never below the tail's start.
  func level(oncePer rows: Double) -> Double {
    guard clusters > 0, self.rows > 0 else { return start }
    return start + meanExcess * max(0, log(Double(clusters) / Double(self.rows) * rows))
  }

  /// Expected clusters above `level` per row, with a 95 % interval from the delta method on the logarithm: the number
  /// of clusters is Poisson, the mean excess has relative error 1/√clusters.
  func rate(above level: Double) -> (expected: Double, low: Double, high: Double) {
    guard clusters > 0, meanExcess > 0 else { return (0, 0, 3 / Double(max(rows, 1))) }
    let distance = max(0, level - start) / meanExcess
    let expected = Double(clusters) / Double(rows) * exp(-distance)
    let error = 1.96 * ((1 + distance * distance) / Double(clusters)).squareRoot()
    return (expected, expected * exp(-error), expected * exp(error))
  }

  private static func peaks(in stretch: [Float], above start: Float, separation: Int) -> [Double] {
    var peaks: [Double] = []
    var peak: Float?
    var below = 0
    for value in stretch {
      if value > start {
        peak = max(peak ?? value, value)
        below = 0
      } else if let found = peak {
        below += 1
        if below >= separation {
          peaks.append(Double(found))
          peak = nil
        }
      }
    }
    if let peak { peaks.append(Double(peak)) }
    return peaks
  }
}
