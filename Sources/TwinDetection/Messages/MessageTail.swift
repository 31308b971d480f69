#if canImport(Glibc)
  import Glibc
#endif

/// How often a detector's statistic exceeds a level in normal operation: clusters per minute above a start, with
/// exponential excesses.
///
/// Measured as ``ExceedanceTail`` does, on the largest value of every minute. What was never seen is given a rate all
/// the same, by a gamma prior over three days. For who says what it is a hundredth of an event, one in three hundred
/// days: control networks are built once and then say the same things for years, so that what did not happen in days of
/// training is taken for abnormal; what happened once is not. For what comes by chance, such as two messages lost in a
/// row, it is half an event (Jeffreys): that nothing was seen in five days leaves room for one in ten.
///
/// ## Deviations from the source
/// - The scale is widened by 1 + 2/√clusters, and is a fifth of the start at least, since a budget of one alarm in months lies
///   far beyond the data.
///
/// Source: Coles (2001), section 4.3, as for ``ExceedanceTail``; conjugate gamma prior of a Poisson rate, Gelman et al.,
/// Bayesian Data Analysis (3rd edition), section 2.6.
struct MessageTail: Sendable, Equatable, Codable {
  /// Where the tail begins, in the statistic's unit, ≥ the detector's smallest scale: what is nearer to normal says nothing.
  var start: Double
  /// Scale of the excess over `start`, > 0.
  var scale: Double
  /// Clusters above `start` per minute, > 0.
  var ratePerMinute: Double

  /// Events of the prior, by what a detector hears, and its minutes.
  private static let prior = (novelty: 0.01, chance: 0.5, minutes: 3.0 * 1440)
  /// The rarest that is told from what is rarer still, in natural logarithms.
  private static let leastLogRate = -1e12
  /// Minutes below the start that end a cluster.
  static let separation = 10

  /// A tail of which nothing is known but the prior.
  init(of detector: MessageDetector) {
    start = detector.leastScale
    scale = detector.leastScale
    ratePerMinute = Self.expected(of: detector) / Self.prior.minutes
  }

  /// A tail from the largest value of every minute of normal operation.
  init(of detector: MessageDetector, minutes: [Float]) {
    let tail = ExceedanceTail(stretches: [minutes], separation: Self.separation)
    start = max(detector.leastScale, tail.start)
    let clusters = Double(tail.clusters)
    let measured = clusters > 0 ? tail.scale * (1 + 2 / clusters.squareRoot()) : 0
    scale = max(detector.leastScale, start / 5, measured.isFinite ? measured : 0)
    ratePerMinute = (clusters + Self.expected(of: detector)) / (Double(tail.rows) + Self.prior.minutes)
  }

  private static func expected(of detector: MessageDetector) -> Double {
    detector.isOfChance ? prior.chance : prior.novelty
  }

  /// Natural logarithm of the clusters per minute that reach a level; 0 at or below the start, where the tail says
  /// nothing.
  func logRate(reaching statistic: Double) -> Double {
    guard statistic > start else { return 0 }
    return min(0, max(Self.leastLogRate, log(ratePerMinute) - (statistic - start) / scale))
  }

  /// Probability that a minute of normal operation shows at least this, 0...1.
  func probability(of statistic: Double) -> Double {
    guard statistic > start else { return 1 }
    return -expm1(-exp(logRate(reaching: statistic)))
  }

  /// Whether a file may say this.
  var isPossible: Bool {
    start >= 0 && start.isFinite && scale > 1e-9 && scale.isFinite && ratePerMinute > 1e-30 && ratePerMinute <= 1
  }
}
