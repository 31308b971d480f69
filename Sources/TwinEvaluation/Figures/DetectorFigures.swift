/// All figures of one detector on one recording.
///
/// A figure that is undefined, such as recall on a recording without events, is `nil` here and `null` in JSON. Nothing
/// is point-adjusted: an alarmed row counts for itself alone.
public struct DetectorFigures: Sendable, Equatable, Codable {
  /// The detector's name.
  public let name: String
  /// Its own alarm threshold, found without the recording's labels; `nil` when it is not finite.
  public let threshold: Double?
  /// Rows in which the detector had no opinion (`NaN`); they rank below every score and raise no alarm.
  public let rowsWithoutScore: Int

  /// Area under the receiver operating characteristic; see `RankedScores.areaUnderROC`.
  public let rocAUC: Double?
  /// Average precision; see `RankedScores.averagePrecision`.
  public let prAUC: Double?
  /// Volume under the ROC surface; see `RangeVolume`.
  public let vusROC: Double?
  /// Volume under the PR surface; see `RangeVolume`.
  public let vusPR: Double?
  /// Best F1 over all thresholds, chosen with sight of the labels: an oracle's figure, out of a detector's reach.
  public let bestF1Oracle: Double?
  /// The threshold of that figure: alarm where the score is at least this.
  public let bestF1OracleThreshold: Double?

  /// Rows counted at the detector's own threshold.
  public let counts: PointwiseCounts
  /// Number of events.
  public let events: Int
  /// Events with at least one alarmed row.
  public let eventsFound: Int
  /// Mean rows to the first alarm over the events found; `nil` when none was.
  public let meanDelayRows: Double?
  /// Median rows to the first alarm over the events found.
  public let medianDelayRows: Double?
  /// Mean seconds to the first alarm over the events found; `nil` where time is unknown.
  public let meanDelaySeconds: Double?
  /// Median seconds to the first alarm over the events found; `nil` where time is unknown.
  public let medianDelaySeconds: Double?
  /// Maximal runs of alarmed rows within one series that hold no anomalous row.
  public let falseAlarms: Int
  /// False alarms per day of normal operation; `nil` when the row period is unknown or no row is normal.
  public let falseAlarmsPerDay: Double?

  /// Affiliation precision; see `Affiliation`. Never to be read alone.
  public let affiliationPrecision: Double?
  /// Affiliation recall.
  public let affiliationRecall: Double?
  /// Harmonic mean of both.
  public let affiliationF1: Double?
  /// eTaP with `theta_p` 0.5; see `EnhancedTimeAwareFigures`.
  public let etaP: Double?
  /// eTaR with `theta_r` 0.1.
  public let etaR: Double?
  /// Harmonic mean of both.
  public let etaPRF1: Double?
  /// The BATADAL score with its parts.
  public let batadal: BATADALScore?

  /// One outcome per event, in order of first rows.
  public let eventOutcomes: [EventOutcome]
  /// The false alarms, the strongest where there are more than the report lists, in order of rows.
  public let falseAlarmRuns: [FalseAlarm]
}
