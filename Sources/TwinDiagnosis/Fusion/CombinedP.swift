#if canImport(Glibc)
  import Glibc
#endif

/// p-values of one hypothesis combined into one that holds however they depend on each other.
///
/// Residuals of one frame, and frames of one minute, say much the same thing: methods for independent p-values (Fisher)
/// would count it many times over, and corrections for a known covariance (Brown) need one that attacks change. The harmonic
/// mean of K p-values times min(K, e·ln K) is a p-value under any dependence.
///
/// A likelihood ratio λ counts as the p-value 1/λ, which holds by Markov's inequality.
///
/// Source: Vovk and Wang, Combining p-values via averaging (Biometrika 107, 2020), section 4; Wilson, The harmonic mean
/// p-value for combining dependent tests (PNAS 116, 2019). For K = 2 the factor is that of Bonferroni.
public struct CombinedP: Sendable, Equatable {
  /// How many p-values were combined; those that nobody named are 1.
  public private(set) var count = 0.0
  /// Σ 1/p.
  public private(set) var inverseSum = 0.0

  /// Smallest p-value that counts.
  static let least = 1e-15

  /// Nothing combined.
  public init() {}

  /// Adds a p-value in 0...1.
  public mutating func add(_ p: Double) {
    count += 1
    inverseSum += 1 / min(1, max(p, Self.least))
  }

  /// Adds so many p-values of 1: looks at which nothing was seen.
  public mutating func addSilence(_ looks: Double) {
    guard looks > 0, looks.isFinite else { return }
    count += looks
    inverseSum += looks
  }

  /// Adds what another one combined.
  mutating func add(_ other: CombinedP) {
    count += other.count
    inverseSum += other.inverseSum
  }

  /// The combined p-value, in 0...1; 1 when nothing was combined.
  public var value: Double {
    guard count > 0 else { return 1 }
    let factor = count <= 2 ? count : min(count, exp(1) * log(count))
    return min(1, factor * count / inverseSum)
  }

  /// −log₁₀ of it, ≥ 0.
  public var surprise: Double { max(0, -log10(value)) }
}
