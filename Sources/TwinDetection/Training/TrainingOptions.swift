/// What the user may decide about training; everything else is inferred from the recording.
public struct TrainingOptions: Sendable {
  /// False alarms per day that the user accepts, > 0. The default is one a month.
  public var falseAlarmsPerDay: Double
  /// Seconds from row to row, > 0; `nil` when unknown, and then the budget cannot be turned into a threshold.
  public var period: Double?
  /// Seed of every random choice; the same seed gives the same model, byte for byte.
  public var seed: UInt64
  /// Threads to train with, ≥ 1; the model does not depend on it.
  public var threads: Int
  /// Whether ensembles for values with fewer decimals than the recording's are calibrated, too; without them training is
  /// up to four times as fast, and live values must have the recording's decimals.
  public var coarserDecimals = true
  /// Seconds within which what comes again is the same disturbance, ≥ 0; six rows at least. Thresholds are for so many
  /// disturbances a day: who holds alarms for ten minutes counts a line's outage once, and calibration must, too.
  /// 0 is the rule for recordings whose alarms are counted run by run.
  public var separation = 0.0

  /// Whether thresholds are for disturbances, not for runs of rows.
  var countsDisturbances: Bool { separation > 0 && period != nil }

  /// Rows per false alarm that the budget asks for; `nil` where the period is unknown.
  var rowsPerFalseAlarm: Double? { period.map { 86_400 / $0 / falseAlarmsPerDay } }

  /// One false alarm a month.
  public static let defaultFalseAlarmsPerDay = 1.0 / 30

  /// Creates options; the defaults suit most recordings.
  public init(
    falseAlarmsPerDay: Double = defaultFalseAlarmsPerDay, period: Double? = nil, seed: UInt64 = 1, threads: Int = 1
  ) {
    self.falseAlarmsPerDay = falseAlarmsPerDay
    self.period = period
    self.seed = seed
    self.threads = threads
  }
}
