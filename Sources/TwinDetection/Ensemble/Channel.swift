internal import TwinModel

/// One statistic that the ensemble watches: a residual, condensed over tags and smoothed over time.
public struct Channel: Sendable, Hashable, Codable {
  /// The residual it is made from.
  public let residual: Residual
  /// How it is condensed.
  public let statistic: Statistic

  /// Ways to condense a residual vector and its recent past into one number.
  public enum Statistic: Int, Sendable, Codable {
    /// Moving mean of the squared Mahalanobis distance (Hotelling's T²) over few rows: sharp changes.
    case shortDistance
    /// Moving mean of the winsorised squared Mahalanobis distance over many rows: small changes that last.
    case longDistance
    /// Largest exponentially weighted moving average over tags (Roberts 1959): a tag that drifts one way.
    case drift
    /// Largest one-sided cumulative sum over tags (Page 1954), bounded: a tag that stays away.
    case excess
    /// Largest two-sided cumulative sum over tags (Page 1954), begun anew once it has spoken: a small error that adds up,
    /// as in a balance of mass.
    case accumulation
    /// Root of the largest exponentially weighted mean square over tags (MacGregor and Harris 1993): a tag that turned
    /// noisy or stays away.
    case energy

    /// The name used in reports.
    public var name: String {
      switch self {
      case .shortDistance: "short distance"
      case .longDistance: "long distance"
      case .drift: "drift"
      case .excess: "excess"
      case .accumulation: "accumulation"
      case .energy: "energy"
      }
    }
  }

  /// The name used in reports.
  public var name: String { "\(residual.name), \(statistic.name)" }

  /// All channels in the order in which the engine writes them.
  static let all: [Channel] = [
    Channel(residual: .limits, statistic: .excess),
    Channel(residual: .crossSensor, statistic: .shortDistance),
    Channel(residual: .crossSensor, statistic: .longDistance),
    Channel(residual: .crossSensor, statistic: .drift),
    Channel(residual: .innovation, statistic: .shortDistance),
    Channel(residual: .innovation, statistic: .longDistance),
    Channel(residual: .innovation, statistic: .drift),
    Channel(residual: .conditionalInnovation, statistic: .drift),
    Channel(residual: .denseAutoencoder, statistic: .shortDistance),
    Channel(residual: .denseAutoencoder, statistic: .longDistance),
    Channel(residual: .windowedAutoencoder, statistic: .shortDistance),
    Channel(residual: .windowedAutoencoder, statistic: .longDistance),
    Channel(residual: .balance, statistic: .accumulation),
    Channel(residual: .relation, statistic: .shortDistance),
    Channel(residual: .relation, statistic: .energy),
    Channel(residual: .rule, statistic: .excess),
  ]

  /// How many channels need no physics; they come first.
  static let learnedCount = all.count { !$0.residual.isPhysics }

  /// Whether a plant with this physics has the channel at all.
  func isWatched(with physics: PlantPhysics?) -> Bool {
    switch residual {
    case .balance: physics?.balances.contains(where: \.isEvidence) == true
    case .relation: physics?.relations.isEmpty == false
    case .rule: physics?.rules.isEmpty == false
    default: true
    }
  }

  /// Rows that the statistic remembers; calibration needs many times as many.
  var memory: Int {
    switch statistic {
    case .excess: 3
    case .shortDistance: Smoothing.shortRows
    case .longDistance: Smoothing.longRows
    case .drift: Int(2 / Smoothing.driftWeight)
    case .accumulation: Smoothing.accumulationRows
    case .energy: Int(2 / Smoothing.energyWeight)
    }
  }
}

/// The smoothing constants, the same for every plant; how they were chosen is told in `Docs/Benchmarks.md`.
enum Smoothing {
  static let shortRows = 6
  static let longRows = 18
  static let driftWeight: Float = 0.06
  /// Weight of the newest row in the per-tag energy that attribution uses.
  static let energyWeight: Float = 0.25
  /// Standardised residuals enter the drift average within ± this many deviations.
  static let clip: Float = 3
  /// Bound of the cumulative sum over limit excesses: how many rows it can outlast its cause.
  static let excessLimit: Float = 12
  /// A squared distance enters the long mean as at most this many times its 99 % quantile.
  static let winsor: Float = 2
  /// What the cumulative sum of a balance lets pass per row, in deviations: tuned to a lasting error of half a deviation.
  static let accumulationSlack: Float = 0.25
  /// A cumulative sum that has reached this many times its level has spoken, and begins anew.
  static let accumulationLimit: Float = 2
  /// Rows that such a sum remembers in normal operation.
  static let accumulationRows = 60
  /// A residual of a relation counts as at most so many deviations.
  static let relationClip: Float = 5
}
