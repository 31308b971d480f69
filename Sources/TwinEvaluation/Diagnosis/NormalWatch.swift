/// What an operator was told in normal operation, in which everything is a false alarm.
public struct NormalWatch: Sendable, Codable, Equatable {
  /// The run, and what was told.
  public var load: OperatorLoad
  /// Rows that brought no evidence at all.
  public var rowsWithoutNews = 0
  /// By detector, alarms from messages: stretches of evidence at or above the threshold, more than ten minutes apart.
  public var messageAlarms: [String: Int] = [:]
  /// The same, whichever detector.
  public var messageAlarmCount = 0

  /// Nothing watched yet.
  public init(testbed: String, seed: UInt64) { load = OperatorLoad(testbed: testbed, seed: seed) }
}
