#if canImport(Glibc)
  import Glibc
#endif

/// The upper tail of a score in normal operation, as clusters of exceedances over a high threshold whose excesses are
/// exponential.
///
/// Peaks over threshold with declustering by runs; the exponential tail is the generalised Pareto distribution with
/// shape 0, the maximum-entropy choice when a few dozen clusters cannot support an estimate of the shape. Its scale is
/// the middle between the maximum-likelihood estimate (the mean) and the estimate from the median (median / ln 2):
/// with ten clusters, one rare operating state among them would otherwise set the scale alone.
/// Source: Coles, An Introduction to Statistical Modeling of Extreme Values (2001), sections 4.3 and 5.3.2.
struct ExceedanceTail: Sendable, Equatable {
  /// The threshold above which clusters are counted.
  let start: Double
  /// Scale of the excess of a cluster's peak over `start`.
  let scale: Double
  /// Peaks of the clusters seen.
  let peaks: [Double]
  /// Number of clusters seen.
  var clusters: Int { peaks.count }
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
    self.peaks = peaks
    let excesses = peaks.map { $0 - Double(threshold) }.sorted(by: >)
    let mean = excesses.reduce(0, +) / Double(max(excesses.count, 1))
    let median = excesses.isEmpty ? 0 : excesses[excesses.count / 2]
    scale = (mean + median / log(2)) / 2
  }

  /// The level that normal operation is expected to exceed once in `rows` rows, never below the tail's start.
  func level(oncePer rows: Double) -> Double {
    guard clusters > 0, self.rows > 0 else { return start }
    return start + scale * max(0, log(Double(clusters) / Double(self.rows) * rows))
  }

  /// The level that fresh normal operation exceeds once in `rows` rows on average over all tails that might have been
  /// seen: farther out than `level(oncePer:)`, the more so the fewer clusters there are.
  ///
  /// A level from an estimated scale is too low as often as too high, but too low costs more alarms than too high saves:
  /// with ten clusters and a level for once in seven tails, three times the budget. The excess of a fresh cluster over the
  /// mean of n exponential excesses has the distribution F(2, 2n), so that it is above n·(K^{1/n} − 1) once in K clusters.
  /// Source: Lawless and Fredette, Frequentist prediction intervals and predictive distributions (Biometrika 92, 2005).
  func predictiveLevel(oncePer rows: Double) -> Double {
    guard clusters > 0, self.rows > 0 else { return start }
    // The scale is as uncertain as the mean of so many.
    let count = Double(clusters) / Self.scaleVariance
    let clusters = max(1, Double(clusters) / Double(self.rows) * rows)
    return start + scale * count * (pow(clusters, 1 / count) - 1)
  }

  /// Expected clusters above `level` per row, with a 95 % interval: from the delta method on the logarithm (the number
  /// of clusters is Poisson, the scale has relative variance 1.25/clusters), cut off above where the clusters actually seen
  /// above the level exclude more (Garwood 1936, one-sided 97.5 %).
  ///
  /// Both are doubled, in variance and in rate, because the level was set on the same rows: on simulated processes the
  /// plain interval held the rate of fresh rows in 85 % of runs.
  func rate(above level: Double) -> (expected: Double, low: Double, high: Double) {
    let rows = Double(max(rows, 1))
    let seen = peaks.count { $0 > level }
    let most = 2 * Self.poissonUpper(seen) / rows
    guard clusters > 0, scale > 0 else { return (Double(seen) / rows, 0, most) }
    let distance = max(0, level - start) / scale
    let expected = min(Double(clusters) / rows * exp(-distance), most)
    let error = 1.96 * (2 * (1 + Self.scaleVariance * distance * distance) / Double(clusters)).squareRoot()
    // So far out that nothing is left of the rate, and nothing is known of its error.
    guard expected > 0, exp(error).isFinite else { return (expected, 0, most) }
    return (expected, expected * exp(-error), min(expected * exp(error), most))
  }

  /// Relative variance of the scale times the number of clusters, for exponential excesses, found by simulation:
  /// 1.16 for ten clusters, 1.24 for fifty.
  private static let scaleVariance = 1.25

  /// The Poisson mean under which `count` or fewer events have probability 2.5 %, by bisection.
  private static func poissonUpper(_ count: Int) -> Double {
    var (low, high) = (Double(count), Double(count) + 10 + 6 * Double(count).squareRoot())
    for _ in 0..<60 {
      let mean = (low + high) / 2
      var term = exp(-mean)
      var sum = term
      for k in 0..<count {
        term *= mean / Double(k + 1)
        sum += term
      }
      if sum > 0.025 { low = mean } else { high = mean }
    }
    return (low + high) / 2
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
