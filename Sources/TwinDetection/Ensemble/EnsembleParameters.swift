internal import TwinModel

/// Everything learned that turns standardised frames into a score: models, residual scales, thresholds.
struct EnsembleParameters: Sendable, Equatable {
  /// Number of tags.
  let tags: Int
  var standardisation: Standardisation
  var limits: ProcessLimits
  var crossSensor: PrecisionModel
  var autoregression: AutoregressionModel
  var innovation: PrecisionModel
  var dense: Autoencoder
  var denseError: PrecisionModel
  var windowed: Autoencoder
  var windowedError: PrecisionModel
  /// Per residual kind in the order of `Residual.allCases`, shape `[padded tag]`: 1 / standard deviation.
  var inverseScale: [[Float]]
  /// Likewise: 1 / standard deviation of the drift average.
  var inverseDriftScale: [[Float]]
  /// Per residual kind: the level at which a squared distance is winsorised in the long mean.
  var winsorLevel: [Float]
  /// How channels become a score, per detector in the order of `AnomalyDetector.Kind.allCases`.
  var fusions: [Fusion]
  /// The plant's physics, where a site file declares it.
  var physics: PlantPhysics? = nil
  /// Combinations of rare states with thresholds of their own; `nil` where there are none, or alarms are counted row by row.
  var states: OperatingStates? = nil
  /// States that go together; `nil` where there are none, or alarms are counted row by row.
  var coupled: CoupledStates? = nil

  /// How many residual kinds are computed.
  var kindsInUse: Int { physics == nil ? Residual.learnedCount : Residual.allCases.count }

  /// Number of tags that vary, the degrees of freedom of a squared distance.
  var varying: Int { max(1, standardisation.isConstant.count { !$0 }) }
}

/// Which channels count, and the level of each that calibration found.
///
/// The score is the power mean (Σ (vₖ/θₖ)⁸ / n)^⅛ over the channels in use, divided by the threshold: close to the
/// largest ratio, so that one loud channel suffices, but higher when several agree. 1 is the alarm threshold.
///
/// Channels of the twin are fused among themselves, and the larger of the two scores counts: what physics says is not
/// diluted by a dozen channels that see nothing. Each of the two then has half of the false-alarm budget.
struct Fusion: Sendable, Equatable {
  /// Per channel of `Channel.all`: 1/θ, or 0 for a channel not in use.
  var inverseLevel: [Float]
  /// The power mean's value at which an alarm is raised.
  var threshold: Float
  /// Likewise for the twin's channels.
  var twinThreshold: Float = 1
  /// By what the threshold is multiplied while the plant is in a rare state, ≥ 1; see `OperatingStates`.
  var unusual: Float = 1
  /// Likewise for the twin's channels.
  var twinUnusual: Float = 1

  /// Indices of the learned channels in use.
  var used: [Int] { inverseLevel.indices.prefix(Channel.learnedCount).filter { inverseLevel[$0] > 0 } }

  /// Indices of the twin's channels in use.
  var usedOfTwin: [Int] { inverseLevel.indices.dropFirst(Channel.learnedCount).filter { inverseLevel[$0] > 0 } }

  /// Ratios are capped here before the power mean: more says no more and would overflow.
  static let ratioLimit: Float = 50
  /// Exponent of the power mean.
  static let exponent = 8.0
}
