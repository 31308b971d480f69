public import TwinModel

/// A trained detector: what is normal at one plant, and where alarm begins.
///
/// Immutable and safe to share; `AnomalyDetector` runs it. Encoded by `encoded()`, decoded by `init(decoding:)`.
public struct DetectorModel: Sendable, Equatable {
  /// Names of the tags, in the order in which frames must give their values.
  public let tags: [String]
  /// What training found and decided.
  public let report: TrainingReport
  /// The ensemble for series without one of their own.
  let common: Unit
  /// Ensembles of single series, sorted by name.
  let ownUnits: [Unit]
  /// What normal operation showed the witnesses; `nil` where nobody measured it.
  public var normality: Normality?

  /// What normal operation shows beside the detector's own thresholds: how loud its residuals get, and how values arrive.
  public struct Normality: Sendable, Equatable, Codable {
    /// How loud each residual gets.
    public var calibration: WitnessCalibration
    /// How values arrive.
    public var arrivals: ArrivalBaseline

    /// Creates a record of it.
    public init(calibration: WitnessCalibration, arrivals: ArrivalBaseline) {
      self.calibration = calibration
      self.arrivals = arrivals
    }
  }

  /// The ensembles of one series, or of all: one per number of decimals of the live values.
  struct Unit: Sendable, Equatable {
    /// The series, or `nil` for the common unit.
    var series: String?
    /// Sorted from fine to coarse; never empty.
    var variants: [Variant]
  }

  /// An ensemble for values written with at most this many decimals.
  struct Variant: Sendable, Equatable {
    var decimals: Int
    var parameters: EnsembleParameters
  }

  /// The plant's physics as identified on the rows as recorded; `nil` where no site file declared any.
  public var physics: PlantPhysics? { common.variants[0].parameters.physics }

  /// Most tags that a model holds.
  public static let tagLimit = 1024

  /// The unit that serves a series.
  func unit(for series: String) -> Unit {
    ownUnits.first { $0.series == series } ?? common
  }

  /// Whether a series named like this was seen in training.
  public func knows(series: String) -> Bool { report.series.contains(series) }
}

extension DetectorModel.Unit {
  /// The coarsest variant that still resolves values with the given number of decimals.
  func variant(decimals: Int) -> DetectorModel.Variant {
    variants.last { $0.decimals >= decimals } ?? variants[0]
  }
}
