/// Rows counted by what they are and what the detector said, at the detector's own threshold.
///
/// Every row counts as itself: one alarmed row of an event does not turn the event's other rows into hits.
public struct PointwiseCounts: Sendable, Equatable {
  /// Anomalous rows with an alarm.
  public let truePositives: Int
  /// Normal rows with an alarm.
  public let falsePositives: Int
  /// Anomalous rows without an alarm.
  public let falseNegatives: Int
  /// Normal rows without an alarm.
  public let trueNegatives: Int

  /// Counts alarms of shape `[row]` against labels of shape `[row]`.
  public init(alarms: [Bool], labels: [Bool]) {
    precondition(alarms.count == labels.count, "an alarm has a label")
    var counts = (0, 0, 0, 0)
    for (alarm, label) in zip(alarms, labels) {
      switch (alarm, label) {
      case (true, true): counts.0 += 1
      case (true, false): counts.1 += 1
      case (false, true): counts.2 += 1
      case (false, false): counts.3 += 1
      }
    }
    (truePositives, falsePositives, falseNegatives, trueNegatives) = counts
  }

  init(truePositives: Int, falsePositives: Int, falseNegatives: Int, trueNegatives: Int) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.falseNegatives = falseNegatives
    self.trueNegatives = trueNegatives
  }

  /// Share of alarmed rows that are anomalous; `nil` without an anomalous row or without an alarm.
  public var precision: Double? {
    recall == nil ? nil : Self.share(truePositives, of: truePositives + falsePositives)
  }
  /// Share of anomalous rows with an alarm; `nil` without an anomalous row.
  public var recall: Double? { Self.share(truePositives, of: truePositives + falseNegatives) }
  /// Harmonic mean of precision and recall, 0 where there is no alarm; `nil` without an anomalous row.
  public var f1: Double? {
    recall == nil ? nil : Self.share(2 * truePositives, of: 2 * truePositives + falsePositives + falseNegatives)
  }
  /// False-alarm rate: share of normal rows with an alarm; `nil` without a normal row.
  public var falseAlarmRate: Double? { Self.share(falsePositives, of: falsePositives + trueNegatives) }
  /// Missed-alarm rate: share of anomalous rows without an alarm; `nil` without an anomalous row.
  public var missedAlarmRate: Double? { Self.share(falseNegatives, of: truePositives + falseNegatives) }
  /// Share of normal rows without an alarm; `nil` without a normal row.
  public var trueNegativeRate: Double? { Self.share(trueNegatives, of: falsePositives + trueNegatives) }

  private static func share(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}
