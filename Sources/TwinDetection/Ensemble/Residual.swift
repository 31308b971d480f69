/// The residual vocabulary: every detector says, tag by tag, how far a frame is from what it expected, in standard
/// deviations of its own residuals in normal operation.
///
/// What a detector computes differs; what it says does not, so smoothing, calibration, fusion and explanation are
/// written once.
public enum Residual: Int, Sendable, Codable, CaseIterable {
  /// Excess over the range and the rate of change seen in normal operation.
  case limits
  /// Deviation of each tag from its regression on all other tags of the same frame.
  case crossSensor
  /// Deviation of each tag from its prediction by the last frames.
  case innovation
  /// Deviation of each innovation from its regression on the innovations of all other tags.
  case conditionalInnovation
  /// Reconstruction error of the dense autoencoder.
  case denseAutoencoder
  /// Reconstruction error of the windowed autoencoder.
  case windowedAutoencoder

  /// The name used in reports and evidence.
  public var name: String {
    switch self {
    case .limits: "limits"
    case .crossSensor: "cross-sensor regression"
    case .innovation: "vector autoregression"
    case .conditionalInnovation: "conditional autoregression"
    case .denseAutoencoder: "dense autoencoder"
    case .windowedAutoencoder: "windowed autoencoder"
    }
  }

  /// Whether the residual comes from an autoencoder.
  var isAutoencoder: Bool { self == .denseAutoencoder || self == .windowedAutoencoder }
}
