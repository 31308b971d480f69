import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

/// How long a message is under way on a link, besides waiting and being put on the wire.
public enum LatencyDistribution: Sendable, Equatable {
  /// Always the same, in seconds.
  case constant(Double)
  /// Anything between two times alike, in seconds.
  case uniform(ClosedRange<Double>)
  /// A least time and an exponentially distributed rest with this mean, in seconds: what paths with other traffic show.
  case shiftedExponential(minimum: Double, mean: Double)

  /// Mean, in seconds.
  public var mean: Double {
    switch self {
    case .constant(let seconds): seconds
    case .uniform(let range): (range.lowerBound + range.upperBound) / 2
    case .shiftedExponential(let minimum, let mean): minimum + mean
    }
  }

  /// Whether all its times are possible: finite and not negative.
  var isPossible: Bool {
    switch self {
    case .constant(let seconds): seconds >= 0 && seconds.isFinite
    case .uniform(let range): range.lowerBound >= 0 && range.upperBound.isFinite
    case .shiftedExponential(let minimum, let mean): minimum >= 0 && mean >= 0 && (minimum + mean).isFinite
    }
  }

  /// One time. A constant draws no number, the others one.
  func draw(using random: inout SeededGenerator) -> Double {
    switch self {
    case .constant(let seconds): seconds
    case .uniform(let range): range.lowerBound + (range.upperBound - range.lowerBound) * random.uniform()
    case .shiftedExponential(let minimum, let mean): minimum - mean * log(1 - random.uniform())
    }
  }
}
