extension Evidence {
  /// How much a piece of evidence weighs, on a scale whose meaning was calibrated.
  public enum Weight: Sendable, Equatable {
    /// The probability, in 0...1, with which one frame of normal operation shows at least as much. Calibrated: among
    /// frames of normal operation, at most the share p has a p-value of p or less.
    case pValue(Double)
    /// ln(probability of what was seen if something is wrong / the same in normal operation), dimensionless; positive
    /// speaks for something wrong. Calibrated: among pieces of this value, as many stand for something wrong as the
    /// value says at even odds.
    case logLikelihoodRatio(Double)

    /// Whether the number is one that its case allows; what is not is no evidence.
    public var isValid: Bool {
      switch self {
      case .pValue(let p): p >= 0 && p <= 1
      case .logLikelihoodRatio(let ratio): !ratio.isNaN
      }
    }
  }
}
