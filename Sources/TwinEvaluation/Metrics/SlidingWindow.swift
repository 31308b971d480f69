/// The window of the volumes under the surface: how far around an event a score may still count.
public enum SlidingWindow {
  /// Rows used where nothing else is said: the default of TSB-AD's `get_metrics`.
  public static let standard = 100
  /// The longest window accepted, in rows; the cost of the volumes grows with its square.
  public static let longest = 1000
  /// Rows taken where a signal shows no period: the fallback of TSB-AD's `find_length`.
  public static let fallback = 125

  /// The dominant period of a signal, in rows, found as TSB-AD does: the strongest local maximum of the
  /// autocorrelation at lags 3...400 of the first 20,000 rows; `fallback` where there is none or it lies outside
  /// 6...303.
  ///
  /// TSB-AD takes the recording's first channel as the signal. Cost: at most 400 · 20,000 multiplications.
  /// Source: Liu and Paparrizos, *The Elephant in the Room: Towards A Reliable Time-Series Anomaly Detection
  /// Benchmark*, NeurIPS 2024, `find_length_rank` with rank 1.
  public static func estimate(from signal: [Double]) -> Int {
    let correlation = autocorrelation(of: signal.prefix(20_000).map { $0.isFinite ? $0 : 0 })
    let base = 3
    guard correlation.count > base + 2 else { return fallback }
    var best: Int?
    for lag in base + 1..<correlation.count - 1
    where correlation[lag] > correlation[lag - 1] && correlation[lag] > correlation[lag + 1] {
      if best.map({ correlation[lag] > correlation[$0] }) ?? true { best = lag }
    }
    guard let best, (3...300).contains(best - base) else { return fallback }
    return best
  }

  /// Biased autocorrelation at lags 0...400; empty for a constant signal.
  private static func autocorrelation(of signal: [Double]) -> [Double] {
    guard signal.count > 1 else { return [] }
    let mean = signal.reduce(0, +) / Double(signal.count)
    let centred = signal.map { $0 - mean }
    let power = centred.reduce(0) { $0 + $1 * $1 }
    guard power > 0 else { return [] }
    return (0...min(400, signal.count - 1)).map { lag in
      var sum = 0.0
      for row in 0..<centred.count - lag { sum += centred[row] * centred[row + lag] }
      return sum / power
    }
  }
}
