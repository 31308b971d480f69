#if canImport(Glibc)
  import Glibc
#endif

/// Says how strange an incident is for the class that it is taken for.
///
/// Three measures, each in multiples of what a small share of known incidents exceeds: the distance to the nearest
/// prototype of the class; how far features lie outside everything that the class ever showed; and the doubt between
/// classes. The largest speaks. An incident near the middle of a class passes all three; a rare sign that its class never
/// had stops it by the second, though its distance is small; what lies between two classes is stopped by the third.
///
/// Source: the distance within one class, with a threshold of its own, is that of Mendes Júnior et al., Nearest neighbors
/// distance ratio open-set classifier (Machine Learning 106, 2017); the threshold on the probability of the most probable
/// class is the baseline of Hendrycks and Gimpel (ICLR 2017).
struct IdentificationGate: Sendable, Equatable, Codable {
  /// Shape `[class, prototype, feature]`, standardised.
  var prototypes: [[[Double]]]
  /// Shape `[class, feature]`: least and largest value that the class showed, standardised.
  var low: [[Double]]
  /// See `low`.
  var high: [[Double]]
  /// Shape `[class]`: distance to the nearest prototype that few incidents of the class exceed, > 0.
  var distances: [Double]
  /// Shape `[class]`: distance outside its range that few incidents of the class exceed, > 0.
  var novelties: [Double]
  /// Doubt, 1 − the largest probability, that few known incidents exceed, > 0.
  var doubt: Double

  /// Each feature's part of a distance is bounded, so that no single feature decides alone for ever.
  private static let bound = 6.0
  /// How fast known becomes unknown, in multiples of the thresholds.
  private static let softness = 0.05

  /// Whether shapes and numbers are those of a gate; a file may hold anything.
  func isWhole(features: Int, classes: Int) -> Bool {
    let rows = prototypes.flatMap { $0 } + low + high
    let thresholds = distances + novelties + [doubt]
    return [prototypes.count, low.count, high.count, distances.count, novelties.count].allSatisfy { $0 == classes }
      && prototypes.allSatisfy { !$0.isEmpty }
      && rows.allSatisfy { $0.count == features && $0.allSatisfy(\.isFinite) }
      && thresholds.allSatisfy { $0 > 0 && $0.isFinite }
  }

  /// Distance to the nearest prototype of a class.
  func distance(_ standard: [Double], to kind: Int) -> Double {
    var best = Double.infinity
    for prototype in prototypes[kind] {
      var sum = 0.0
      for (one, other) in zip(standard, prototype) {
        let gap = min(abs(one - other), Self.bound)
        sum += gap * gap
        if sum >= best { break }
      }
      best = min(best, sum)
    }
    return best.squareRoot()
  }

  /// Distance to the range of a class.
  func novelty(_ standard: [Double], to kind: Int) -> Double {
    var sum = 0.0
    for (feature, value) in standard.enumerated() {
      let gap = min(max(low[kind][feature] - value, value - high[kind][feature], 0), Self.bound)
      sum += gap * gap
    }
    return sum.squareRoot()
  }

  /// Probability that an incident is none of the known.
  ///
  /// - Parameter known: shape `[class]`: probabilities if it is one of them.
  func unknownShare(_ standard: [Double], known: [Double]) -> Double {
    guard let kind = known.indices.max(by: { known[$0] < known[$1] }) else { return 1 }
    let strangeness = max(
      distance(standard, to: kind) / distances[kind], novelty(standard, to: kind) / novelties[kind],
      (1 - known[kind]) / doubt)
    return 1 / (1 + exp(-(strangeness - 1) / Self.softness))
  }
}
