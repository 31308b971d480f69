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
  /// Innovation of each declared balance, carried by its first store.
  case balance
  /// Deviation of each explained tag from its declared relation.
  case relation
  /// Excess of each actuator over its controller's rule.
  case rule

  /// The name used in reports and evidence.
  public var name: String {
    switch self {
    case .limits: "limits"
    case .crossSensor: "cross-sensor regression"
    case .innovation: "vector autoregression"
    case .conditionalInnovation: "conditional autoregression"
    case .denseAutoencoder: "dense autoencoder"
    case .windowedAutoencoder: "windowed autoencoder"
    case .balance: "balance of the twin"
    case .relation: "relation of the twin"
    case .rule: "controller rule"
    }
  }

  /// Whether the residual comes from an autoencoder.
  var isAutoencoder: Bool { self == .denseAutoencoder || self == .windowedAutoencoder }

  /// Whether the residual comes from the twin's physics, which only a site file declares.
  var isPhysics: Bool { self == .balance || self == .relation || self == .rule }

  /// How many residuals need no physics; they come first.
  static let learnedCount = allCases.count { !$0.isPhysics }
}
