extension AnomalyDetector {
  /// Which detector the score and the alarm come from; the autoencoder is always computed beside it.
  public enum Kind: String, Sendable, CaseIterable {
    /// All channels that calibration kept.
    case ensemble
    /// The autoencoders alone.
    case autoencoder
    /// Range and rate limits alone.
    case limits
    /// Cross-sensor regression and its Mahalanobis distance alone.
    case crossSensor = "cross-sensor"
    /// Vector autoregression and its Mahalanobis distance alone.
    case autoregression

    var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Whether the detector listens to a residual.
    func covers(_ residual: Residual) -> Bool {
      switch self {
      case .ensemble: true
      case .autoencoder: residual.isAutoencoder
      case .limits: residual == .limits
      case .crossSensor: residual == .crossSensor
      case .autoregression: residual == .innovation || residual == .conditionalInnovation
      }
    }
  }
}
