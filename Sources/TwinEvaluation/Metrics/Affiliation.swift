/// Affiliation precision and recall: how near alarms lie to events and events to alarms, each measured against what a
/// random alarm in the same zone would reach.
///
/// Every event owns the zone of time that is nearer to it than to any other event of its series. Within the zone,
/// precision is the mean over alarmed time of the chance that a random instant lies at least as far from the event;
/// recall is the mean over the event of the chance that a random instant lies at least as far as the nearest alarm.
/// A random score reaches 0.2 to 0.9, so the figures are never to be read alone.
///
/// Source: Huet, Navarro and Rossi, *Local Evaluation of Time Series Anomaly Detection Algorithms*, KDD 2022; the
/// figures of ahstat/affiliation-metrics-py. A row is the interval `[row, row + 1)`.
///
/// ## Deviations from the source
/// - Several series: zones end at the borders of their series; means run over the events of all series.
public struct Affiliation: Sendable, Equatable {
  /// Mean over the events whose zone holds an alarm, in [0, 1]; `nil` when no zone does.
  public let precision: Double?
  /// Mean over all events, in [0, 1]; an event whose zone holds no alarm counts 0.
  public let recall: Double

  /// Harmonic mean of both; 0 when no zone holds an alarm.
  public var f1: Double {
    guard let precision, precision + recall > 0 else { return 0 }
    return 2 * precision * recall / (precision + recall)
  }

  /// Computes both figures; `nil` without an event.
  ///
  /// - Parameters:
  ///   - runs: maximal runs of anomalous rows, in order.
  ///   - alarms: maximal runs of alarmed rows, in order.
  ///   - stretches: unbroken rows of one series, in order, which no run crosses.
  public init?(runs: [Range<Int>], alarms: [Range<Int>], stretches: [Range<Int>]) {
    guard !runs.isEmpty else { return nil }
    var (precisionSum, recallSum, judged) = (0.0, 0.0, 0)
    var (stretch, next) = (0, 0)
    for (index, run) in runs.enumerated() {
      while stretches[stretch].upperBound <= run.lowerBound { stretch += 1 }
      let zone = AffiliationZone(event: index, of: runs, in: stretches[stretch])
      while next < alarms.count && Double(alarms[next].upperBound) <= zone.start { next += 1 }
      let inside = zone.clip(alarms[next...])
      guard !inside.isEmpty else { continue }
      judged += 1
      precisionSum += zone.precision(of: inside)
      recallSum += zone.recall(of: inside)
    }
    precision = judged > 0 ? precisionSum / Double(judged) : nil
    recall = recallSum / Double(runs.count)
  }
}
