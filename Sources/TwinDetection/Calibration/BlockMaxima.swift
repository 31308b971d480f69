#if canImport(Glibc)
  import Glibc
#endif

/// The largest scores of blocks of normal operation, such as days, and how their upper half thins out.
///
/// What exceeds the median is taken as exponential, whose level is predictive as in `ExceedanceTail.predictiveLevel`: the fewer
/// blocks there are, the farther out. Source: Coles, An Introduction to Statistical Modeling of Extreme Values (2001),
/// section 3.3; Lawless and Fredette, Frequentist prediction intervals and predictive distributions (2005).
struct BlockMaxima: Sendable, Equatable {
  /// Fewer blocks say nothing about rare ones.
  static let least = 10

  /// Median of the maxima.
  let median: Double
  /// Mean excess over the median of those above it.
  let scale: Double
  /// Number of maxima.
  let count: Int

  /// Learns from scores of normal rows; each inner array is one uninterrupted stretch, whose rest that fills no block is left
  /// out.
  ///
  /// - Parameter rows: of a block, ≥ 1.
  init(of stretches: [[Float]], rows: Int) {
    let maxima = stretches.flatMap { stretch in
      (0..<stretch.count / rows).map { Double(stretch[$0 * rows..<($0 + 1) * rows].max() ?? 0) }
    }.sorted()
    count = maxima.count
    let middle = maxima.isEmpty ? 0 : maxima[maxima.count / 2]
    median = middle
    let excesses = maxima.map { $0 - middle }.filter { $0 > 0 }
    scale = excesses.isEmpty ? 0 : excesses.reduce(0, +) / Double(excesses.count)
  }

  /// The level that a fresh block exceeds once in so many blocks, never below the median.
  func level(oncePer blocks: Double) -> Double {
    let above = Double(max(count / 2, 1))
    return median + scale * above * (pow(max(1, blocks / 2), 1 / above) - 1)
  }
}
