#if canImport(Glibc)
  import Glibc
#endif

/// Peaks of what comes again and again in several kinds, such as one line or another out of service: how loud the loudest
/// kind gets when it comes once more.
///
/// Of a kind that was seen five times, the sixth is the loudest with a chance of one in six: the largest that was seen is no
/// level for rare alarms. Logarithms of peaks are taken as normal about a mean of each kind, with one deviation for all
/// kinds. Source: prediction limits for one future observation, Hahn and Meeker, Statistical Intervals (1991), section 4.8,
/// with Student's t approximated by the normal quantile times √(n/(n − 2)).
struct RecurringPeaks: Sendable, Equatable {
  /// Means of the logarithms, and numbers of peaks, of kinds that came at all.
  let means: [Double]
  let counts: [Int]
  /// Deviation of a logarithm from its kind's mean; 0 where there are too few to tell.
  let deviation: Double

  /// Fewer degrees of freedom say nothing about the deviation.
  private static let leastDegrees = 4
  /// A smaller peak is as good as none.
  private static let leastPeak = 1e-6

  /// - Parameter kinds: peaks, kind by kind.
  init(_ kinds: [[Float]]) {
    let logarithms = kinds.filter { !$0.isEmpty }.map { $0.map { log(max(Double($0), Self.leastPeak)) } }
    means = logarithms.map { $0.reduce(0, +) / Double($0.count) }
    counts = logarithms.map(\.count)
    let degrees = counts.reduce(0) { $0 + $1 - 1 }
    let squares = zip(logarithms, means).reduce(0) { sum, kind in
      sum + kind.0.reduce(0) { $0 + ($1 - kind.1) * ($1 - kind.1) }
    }
    deviation =
      degrees < Self.leastDegrees ? 0 : (squares / Double(degrees - 2)).squareRoot()
  }

  /// The level that a fresh peak of the loudest kind passes once in so many; 0 where nothing can be told.
  func level(oncePer times: Double) -> Double {
    guard deviation > 0, times > 2 else { return 0 }
    let quantile = Self.normalQuantile(1 - 1 / times)
    return zip(means, counts).map { exp($0 + quantile * deviation * (1 + 1 / Double($1)).squareRoot()) }.max() ?? 0
  }

  /// The standard normal distribution's quantile for shares of a half and more, by bisection.
  private static func normalQuantile(_ share: Double) -> Double {
    var (low, high) = (0.0, 8.0)
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if 0.5 * erfc(-middle / 2.squareRoot()) < share { low = middle } else { high = middle }
    }
    return low
  }
}
