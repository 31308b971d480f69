/// Volumes under the range-based ROC and PR surfaces (VUS-ROC, VUS-PR): threshold-free figures that forgive an alarm
/// which comes a little before or after an event.
///
/// For every window `w` in 0...W the labels are widened by `w/2` rows on both sides with weights falling as
/// `sqrt(1 - distance/w)`; the area under each resulting curve is averaged over the windows.
///
/// Source: Paparrizos et al., *Volume Under the Surface: A New Accuracy Evaluation Measure for Time-Series Anomaly
/// Detection*, PVLDB 15(11), 2022; the `RangeAUC_volume_opt` variant of TheDatumOrg/TSB-AD, whose thresholds are 250
/// evenly spaced ranks of the scores.
///
/// ## Deviations from the source
/// - Several series: the source knows one. Rows are pooled under one threshold as for ROC and PR, and a widened label
///   stops at its series' border. For one series the figures are the source's.
/// - Cost: O(n log n + W² · thresholds) instead of O(W · thresholds · n), by counting rows per distance and threshold.
public struct RangeVolume: Sendable, Equatable {
  /// Volume under the ROC surface, in about [0, 1]; `nil` without a normal row.
  public let roc: Double?
  /// Volume under the PR surface, in [0, 1].
  public let pr: Double

  /// Computes both volumes; `nil` without an anomalous row.
  ///
  /// - Parameters:
  ///   - scores: shape `[row]`.
  ///   - ranked: the same scores, ranked.
  ///   - runs: maximal runs of anomalous rows, in order, none crossing a stretch.
  ///   - stretches: unbroken rows of one series, in order.
  ///   - window: W in rows, 0...`SlidingWindow.longest`.
  public init?(
    scores: [Double], ranked: RankedScores, runs: [Range<Int>], stretches: [Range<Int>], window: Int,
    thresholds: Int = 250
  ) {
    precondition((0...SlidingWindow.longest).contains(window) && thresholds > 1, "window and thresholds in range")
    guard ranked.anomalous > 0 else { return nil }
    let levels = AlarmLevels(scores: scores, ranked: ranked, count: thresholds)
    var surface = WidenedLabels(levels: levels, runs: runs, stretches: stretches, reach: window / 2)
    var (roc, pr) = (0.0, 0.0)
    for width in 0...window {
      surface.widen(to: width / 2)
      let areas = surface.areas(window: width, anomalous: ranked.anomalous, rows: scores.count)
      roc += areas.roc
      pr += areas.pr
    }
    self.roc = ranked.normal > 0 ? roc / Double(window + 1) : nil
    self.pr = pr / Double(window + 1)
  }
}
