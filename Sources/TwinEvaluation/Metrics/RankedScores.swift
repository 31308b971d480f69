/// A detector's scores in descending order beside the truth: what every threshold-free figure is computed from.
///
/// Rows of all series are pooled, because one threshold serves all of them. A `NaN` score ranks below every number.
/// Cost: O(n log n).
public struct RankedScores: Sendable, Equatable {
  /// What alarming at `score >= threshold` would yield, for one distinct score.
  public struct Cut: Sendable, Equatable {
    /// The distinct score.
    public let threshold: Double
    /// Anomalous rows that score at least as high.
    public let truePositives: Int
    /// Normal rows that score at least as high.
    public let falsePositives: Int
  }

  /// One cut per distinct score, from the highest to the lowest.
  public let cuts: [Cut]
  /// Number of anomalous rows.
  public let anomalous: Int
  /// Number of normal rows.
  public let normal: Int

  /// Ranks scores of shape `[row]` beside labels of shape `[row]`.
  public init(scores: [Double], labels: [Bool]) {
    precondition(scores.count == labels.count, "a score has a label")
    var hits: [Double] = []
    var others: [Double] = []
    for (score, label) in zip(scores, labels) {
      let number = score.isNaN ? -.infinity : score
      if label { hits.append(number) } else { others.append(number) }
    }
    hits.sort(by: >)
    others.sort(by: >)
    anomalous = hits.count
    normal = others.count
    cuts = Self.merge(hits, others)
  }

  private static func merge(_ hits: [Double], _ others: [Double]) -> [Cut] {
    var cuts: [Cut] = []
    var hit = 0
    var other = 0
    while hit < hits.count || other < others.count {
      let threshold = max(
        hit < hits.count ? hits[hit] : -.infinity, other < others.count ? others[other] : -.infinity)
      while hit < hits.count && hits[hit] == threshold { hit += 1 }
      while other < others.count && others[other] == threshold { other += 1 }
      cuts.append(Cut(threshold: threshold, truePositives: hit, falsePositives: other))
    }
    return cuts
  }

  /// Area under the receiver operating characteristic: the chance that an anomalous row scores above a normal one,
  /// ties counted half. In [0, 1]; `nil` unless there are both anomalous and normal rows.
  ///
  /// Source: Fawcett, *An introduction to ROC analysis*, Pattern Recognition Letters 27 (2006), algorithm 2.
  public var areaUnderROC: Double? {
    guard anomalous > 0 && normal > 0 else { return nil }
    var area = 0.0
    var (hitsBefore, othersBefore) = (0, 0)
    for cut in cuts {
      let height = Double(cut.truePositives + hitsBefore) / 2
      area += Double(cut.falsePositives - othersBefore) * height
      (hitsBefore, othersBefore) = (cut.truePositives, cut.falsePositives)
    }
    return area / (Double(anomalous) * Double(normal))
  }

  /// Average precision: precision at each threshold weighted by the recall it adds, without interpolation.
  /// In [0, 1]; `nil` without anomalous rows.
  ///
  /// Source: Davis and Goadrich, *The relationship between precision-recall and ROC curves*, ICML 2006; the sum of
  /// steps that scikit-learn calls `average_precision_score`.
  public var averagePrecision: Double? {
    guard anomalous > 0 else { return nil }
    var sum = 0.0
    var before = 0
    for cut in cuts where cut.truePositives > before {
      sum += Double(cut.truePositives - before) * cut.precision
      before = cut.truePositives
    }
    return sum / Double(anomalous)
  }

  /// The best point-wise F1 that any threshold reaches, chosen with sight of the labels: an upper bound and no
  /// result. `nil` without anomalous rows.
  public var oracle: (f1: Double, threshold: Double)? {
    guard anomalous > 0 else { return nil }
    var best = (f1: 0.0, threshold: Double.infinity)
    for cut in cuts {
      let f1 = 2 * Double(cut.truePositives) / Double(cut.truePositives + cut.falsePositives + anomalous)
      if f1 > best.f1 { best = (f1, cut.threshold) }
    }
    return best
  }
}

extension RankedScores.Cut {
  /// Share of the alarmed rows that are anomalous, in [0, 1]; a cut alarms on at least one row.
  public var precision: Double { Double(truePositives) / Double(truePositives + falsePositives) }
}
