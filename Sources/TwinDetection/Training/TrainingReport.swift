/// What training found and decided, for people and for the model file.
public struct TrainingReport: Sendable, Equatable, Codable {
  /// Rows of normal operation used, and labelled rows left out.
  public var rows: Int
  /// Labelled rows left out.
  public var rowsLeftOut: Int
  /// Names of the series.
  public var series: [String]
  /// Rows held out for calibration.
  public var heldOutRows: Int
  /// Seconds from row to row, when known.
  public var period: Double?
  /// Tags that never change; watched by limits, left out of the models.
  public var constantTags: [String]
  /// Decimals of the recorded values; 4 stands for "four or more".
  public var decimals: Int
  /// Whether each series has a model of its own beside the common one, and the figure that decided it: how much
  /// closer, as a ratio of squared distances, a series' tail lies to its own normal than to the common one.
  public var hasModelPerSeries: Bool
  /// Median over tags of that ratio; `nil` with one series.
  public var ownToCommonDistance: Double?
  /// Channels that calibration uses.
  public var channels: [Channel]
  /// Channels set aside, each with the reason.
  public var setAside: [SetAside]
  /// The budget as stated, in false alarms per day.
  public var falseAlarmsPerDay: Double
  /// Rows per false alarm that the threshold was set for.
  public var rowsPerFalseAlarm: Double
  /// Whether the held-out tail was too short for the stated budget, so that the strictest threshold it supports is used.
  public var isBudgetBeyondSupport: Bool
  /// False alarms per day to expect, when the period is known.
  public var expected: Expectation?
  /// Likewise for the autoencoder alone.
  public var expectedAutoencoder: Expectation?
  /// How well the twin's laws are kept in normal operation; `nil` without declared physics.
  public var twin: [TwinLaw]?

  /// A channel that is not used.
  public struct SetAside: Sendable, Equatable, Codable {
    /// Which one.
    public var channel: Channel
    /// Why, in words.
    public var reason: String
  }

  /// One law of the twin.
  public struct TwinLaw: Sendable, Equatable, Codable {
    /// Its name in the site file.
    public var name: String
    /// What it is.
    public var kind: Kind
    /// Root mean square of its one-step error as a share of its span in normal operation.
    public var normalisedError: Double
    /// Whether it is evidence, or too coarse.
    public var isUsed: Bool
    /// Horizontal area in m² of a balance's first store, stated or identified.
    public var area: Double?

    /// Kinds of laws that have an error.
    public enum Kind: String, Sendable, Codable {
      /// A conservation law.
      case balance
      /// A static law.
      case relation
    }
  }

  /// A rate with its 95 % interval, per day.
  public struct Expectation: Sendable, Equatable, Codable {
    /// Best estimate.
    public var perDay: Double
    /// Lower end of the 95 % interval.
    public var low: Double
    /// Upper end of the 95 % interval.
    public var high: Double
    /// Clusters of exceedances that the estimate stands on.
    public var clusters: Int
  }
}
