#if canImport(Glibc)
  import Glibc
#endif

/// Says how probable it is that an incident is none of the known classes, from how strange it is for the class that it is taken
/// for and how doubtful that is.
///
/// ln(u/(1 − u)) = w·x − t, where x are logarithms of three measures: the distance to the class's nearest prototype, the distance
/// outside everything that the class ever showed, and the odds against the class. w is fitted by likelihood to classes that were
/// held out in turn and stood for what is unknown; t lets a declared share of known incidents pass for unknown.
///
/// Source: logistic calibration is that of Platt (1999), Probabilistic outputs for support vector machines; the distance within
/// one class that of Mendes Júnior et al., Nearest neighbors distance ratio open-set classifier (Machine Learning 106, 2017).
struct IdentificationGate: Sendable, Equatable, Codable {
  /// w, in the order of `Strangeness.measures`.
  var weights: [Double]
  /// t.
  var threshold: Double

  /// How strange an incident is for a class.
  struct Strangeness: Sendable, Equatable {
    /// Distance to its nearest prototype, in deviations within classes, ≥ 0.
    var distance: Double
    /// Distance outside everything that it ever showed, likewise.
    var novelty: Double
    /// Its probability if the incident is of a known class, 0...1.
    var known: Double

    /// x.
    var measures: [Double] {
      [log(distance + 0.3), log(novelty + 0.3), log((1 - known + 0.01) / (known + 0.01))]
    }
  }

  /// Whether shapes and numbers are those of a gate; a file may hold anything.
  var isWhole: Bool { weights.count == 3 && weights.allSatisfy(\.isFinite) && threshold.isFinite }

  /// Probability that an incident is none of the known classes.
  func unknownShare(_ strangeness: Strangeness) -> Double {
    let sum = zip(weights, strangeness.measures).reduce(-threshold) { $0 + $1.0 * $1.1 }
    return 1 / (1 + exp(-min(max(sum, -30), 30)))
  }
}
