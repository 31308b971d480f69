/// What became of one attack of an experiment.
public struct EventFinding: Sendable, Equatable, Codable {
  /// The testbed's name.
  public var testbed: String
  /// Which attack.
  public var event: ExperimentEvent
  /// What it did, in a sentence.
  public var summary: String
  /// Seconds since the run began.
  public var start: Double
  /// Seconds since the run began.
  public var end: Double
  /// Seconds since the run began at which watching ended: the attack's end, or earlier when everybody had found it.
  public var watchedUntil: Double
  /// When a true value first differed from the same run without the attack; `nil` when none did.
  public var firstEffect: Double?
  /// When the historian was first told something else; `nil` when it never was.
  public var firstReport: Double?
  /// When a safety envelope was first violated; `nil` when none was while it was watched.
  public var firstViolation: Double?
  /// The tag whose envelope was violated.
  public var violated: String?
  /// Messages that somebody sent, changed or held back who may not, until those who hear the network had found it.
  public var forgedMessages: Int
  /// By watcher, when its first alarm came; absent where there was none.
  public var alarms: [String: Double]
  /// Tags that contributed most to the twin's first alarm.
  public var tags: [String]

  /// Whether the attack, as it was drawn, changed nothing that anybody could measure.
  public var isWithoutTrace: Bool { firstEffect == nil && firstReport == nil && forgedMessages == 0 }

  /// Seconds from the attack's start to a watcher's first alarm; `nil` when there was none.
  public func delay(_ watcher: ExperimentWatcher) -> Double? { alarms[watcher.rawValue].map { $0 - start } }

  /// Whether a watcher found it before the first violation of an envelope, or before its end where there was none.
  public func isFoundInTime(by watcher: ExperimentWatcher) -> Bool {
    alarms[watcher.rawValue].map { $0 < min(firstViolation ?? .infinity, end) } ?? false
  }
}
