/// Enhanced time-series aware precision and recall (eTaPR): every event and every alarm is first judged as a whole,
/// detected or correct when enough of it overlaps, and then by the overlapping portion.
///
/// An event is detected when at least `thetaR` of its rows are alarmed, an alarm run is correct when at least
/// `thetaP` of its rows are anomalous. Events and alarms that fail are struck out and no longer count for the others,
/// until nothing changes. Events weigh alike, alarm runs by the square root of their length.
///
/// Source: Hwang, Yun, Kim and Min, *Do you know existing accuracy metrics overrate time-series anomaly detections?*,
/// SAC 2022; the figures of saurf4ng/eTaPR without an ambiguous zone (`delta` 0).
///
/// ## Deviations from the source
/// - Striking out runs from a work list instead of rounds over a full matrix: removing overlap only ever makes others
///   fail, so the order does not matter and the fixed point is the same. Cost: O(events + alarms).
/// - Without an alarm the source divides by zero; here precision is `nil`, recall and F1 are 0.
public struct EnhancedTimeAwareFigures: Sendable, Equatable {
  /// eTaP in [0, 1]; `nil` without an alarm.
  public let precision: Double?
  /// eTaR in [0, 1].
  public let recall: Double

  /// Harmonic mean of both; 0 where both are 0 or there is no alarm.
  public var f1: Double {
    guard let precision, precision + recall > 0 else { return 0 }
    return 2 * precision * recall / (precision + recall)
  }

  /// Computes both figures; `nil` without an event.
  ///
  /// - Parameters:
  ///   - runs: maximal runs of anomalous rows, in order.
  ///   - alarms: maximal runs of alarmed rows, in order.
  public init?(runs: [Range<Int>], alarms: [Range<Int>], thetaP: Double = 0.5, thetaR: Double = 0.1) {
    guard !runs.isEmpty else { return nil }
    var overlaps = RunOverlaps(runs: runs, alarms: alarms)
    overlaps.strikeOut(thetaP: thetaP, thetaR: thetaR)
    recall =
      zip(runs, overlaps.ofRun).reduce(0) { sum, pair in
        sum + Self.figure(overlap: pair.1, length: pair.0.count, theta: thetaR)
      } / Double(runs.count)
    var (sum, weights) = (0.0, 0.0)
    for (alarm, overlap) in zip(alarms, overlaps.ofAlarm) {
      let weight = Double(alarm.count).squareRoot()
      sum += weight * Self.figure(overlap: overlap, length: alarm.count, theta: thetaP)
      weights += weight
    }
    precision = alarms.isEmpty ? nil : sum / weights
  }

  private static func figure(overlap: Int, length: Int, theta: Double) -> Double {
    let portion = Double(overlap) / Double(length)
    return portion >= theta && overlap > 0 ? (1 + portion) / 2 : 0
  }
}
