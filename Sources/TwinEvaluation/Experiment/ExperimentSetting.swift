internal import TwinDetection

/// How an experiment runs one testbed: what its historian keeps, how long normal operation is learned, how long attacks
/// last.
public struct ExperimentSetting: Sendable, Equatable, Codable {
  /// Seconds between two rows of the historian.
  public var rowPeriod: Double
  /// Days of normal operation that are learned; the last fifth of them calibrates.
  public var trainingDays: Double
  /// Days of one uninterrupted run of normal operation that is watched for false alarms.
  public var normalRunDays: Double
  /// Seconds at the beginning of a run that are watched but not judged, ≥ 0: until the plant has left the state that it was
  /// made in. A part of `warmUp`.
  public var settling = 0.0
  /// Seconds of normal operation before the first attack.
  public var warmUp: Double
  /// Seconds after that in which attacks begin.
  public var window: Double
  /// Seconds that an attacker listens before a replay or a mask.
  public var listening: Double
  /// Seconds that an attack lasts.
  public var attackDuration: Double
  /// False alarms a day for which the watchers of values are calibrated, > 0; those of messages have as many.
  public var falseAlarmsPerDay = 1.0 / 30
  /// Seconds within which an alarm that comes again is the same one, ≥ 0, beside the detectors' own off-delay.
  public var offDelay = 600.0
  /// Whether everything goes over the plant's communication network; otherwise it arrives at once, and every attack acts
  /// on signals.
  public var isNetworked: Bool

  /// Creates a setting.
  public init(
    rowPeriod: Double, trainingDays: Double, normalRunDays: Double, warmUp: Double, window: Double, listening: Double,
    attackDuration: Double, isNetworked: Bool = true
  ) {
    self.rowPeriod = rowPeriod
    self.trainingDays = trainingDays
    self.normalRunDays = normalRunDays
    self.warmUp = warmUp
    self.window = window
    self.listening = listening
    self.attackDuration = attackDuration
    self.isNetworked = isNetworked
  }

  /// The off-delay in rows.
  var offDelayRows: Int { max(1, Int((offDelay / rowPeriod).rounded(.up))) }
  /// Seconds within which calibration counts one disturbance.
  var separation: Double { rowPeriod * Double(max(AnomalyDetector.usualOffDelay, offDelayRows)) }

  /// The setting of a testbed of the catalogue, by its name.
  ///
  /// A historian keeps a row every ten seconds where the process moves within minutes, and every minute or five where
  /// tanks fill within hours; see `Docs/Experiments.md`.
  public static func usual(for testbed: String) -> ExperimentSetting {
    let (minute, hour, day) = (60.0, 3600.0, 86_400.0)
    switch testbed {
    case "city":
      return ExperimentSetting(
        rowPeriod: 5 * minute, trainingDays: 60, normalRunDays: 30, warmUp: 2 * day, window: 5 * day,
        listening: 2 * hour, attackDuration: day)
    case "grid":
      // The feeder's capacitor is made open; it closes on the first morning, for good.
      var setting = ExperimentSetting(
        rowPeriod: 5, trainingDays: 28, normalRunDays: 10, warmUp: day + 2 * hour, window: 18 * hour, listening: hour,
        attackDuration: hour)
      setting.settling = day
      return setting
    case "water-cell":
      return ExperimentSetting(
        rowPeriod: 30, trainingDays: 30, normalRunDays: 30, warmUp: 6 * hour, window: 18 * hour, listening: 2 * hour,
        attackDuration: 4 * hour)
    default:
      var setting = ExperimentSetting(
        rowPeriod: 10, trainingDays: 45, normalRunDays: 15, warmUp: 4 * hour, window: 18 * hour, listening: 2 * hour,
        attackDuration: 2 * hour)
      setting.falseAlarmsPerDay = 0.01
      return setting
    }
  }
}
