public import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

/// How loud each kind of residual gets in normal operation, so that what it says later has a p-value: above the level that
/// three rows of a hundred pass, excesses are exponential, with the scale that was measured.
///
/// Source: the tail is that of `ExceedanceTail`; here rows are counted, not clusters of rows, because a p-value is about one
/// frame.
public struct WitnessCalibration: Sendable, Equatable, Codable {
  /// What was measured of one kind of residual, in multiples of its level.
  public struct Tail: Sendable, Equatable, Codable {
    /// Where the tail begins, ≥ 0.
    public var start: Double
    /// Share of rows above it, in 0...1.
    public var share: Double
    /// Scale of the excess, > 0.
    public var scale: Double

    /// Probability that a row of normal operation is at least so loud; 1 below the tail.
    func p(_ ratio: Double) -> Double { ratio < start ? 1 : min(1, share * exp(-(ratio - start) / scale)) }
  }

  /// Shape of `Residual.allCases`; `nil` for one that never spoke.
  public internal(set) var tails: [Tail?]
  /// Rows of normal operation that were measured.
  public internal(set) var rows: Int

  /// Whether shapes and numbers are possible; a file may hold anything.
  var isWhole: Bool {
    rows >= 0 && tails.count == Residual.allCases.count
      && tails.allSatisfy { tail in
        tail.map {
          $0.start >= 0 && $0.start.isFinite && (0...1).contains($0.share) && $0.scale > 0 && $0.scale.isFinite
        }
          ?? true
      }
  }

  /// The smallest scale that is believed: what few rows cannot undercut.
  static let leastScale = 0.05

  /// Measures frames of normal operation, which the model has not been trained on.
  public init(model: DetectorModel, kind: AnomalyDetector.Kind = .ensemble, normal frames: some Sequence<Frame>) {
    var detector = AnomalyDetector(model: model, kind: kind)
    var ratios = [[Float]](repeating: [], count: Residual.allCases.count)
    var rows = 0
    for frame in frames {
      _ = detector.observe(frame)
      rows += 1
      for (residual, ratio) in detector.loudness().enumerated() { ratios[residual].append(ratio) }
    }
    self.rows = rows
    tails = ratios.map { Self.tail(of: $0) }
  }

  /// - Parameter ratios: one number a row.
  private static func tail(of ratios: [Float]) -> Tail? {
    let sorted = ratios.sorted()
    guard let most = sorted.last, most > 0 else { return nil }
    let start = sorted.quantile(sorted.count < 1000 ? 0.9 : 0.97)
    let above = sorted.filter { $0 > start }.map { Double($0 - start) }
    let mean = above.reduce(0, +) / Double(max(above.count, 1))
    // The measured loudest must not look rarer than one row in as many as were measured.
    let share = (Double(above.count) + 1) / Double(sorted.count + 1)
    let reach = Double(most - start) / max(1, log(Double(above.count + 1)))
    return Tail(start: Double(start), share: share, scale: max(leastScale, mean, reach))
  }

  /// The p-value of one kind of residual.
  func p(_ residual: Residual, ratio: Double) -> Double {
    // What never spoke in so many rows, and does.
    tails[residual.rawValue]?.p(ratio) ?? (ratio >= 1 ? 1 / Double(rows + 1) : 1)
  }

  /// From where on a residual is worth hearing.
  func quietLevel(_ residual: Residual) -> Double { tails[residual.rawValue]?.start ?? 1 }
}
