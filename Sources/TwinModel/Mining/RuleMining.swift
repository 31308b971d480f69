/// Mines two-point rules: for each actuator the level by whose thresholds it switches.
///
/// While an actuator stays off, its level never stays beyond `on`; so the most extreme level seen then is the threshold,
/// and likewise for `off`. Any level has such extremes; the right one is the level that was at the threshold at every
/// switch. Confidence is the share of switches for which it was.
enum RuleMining {
  /// Switches that a rule needs.
  private static let leastSupport = 8
  private static let leastConfidence = 0.95
  /// Extremes are taken at this quantile, so that a few odd rows do not decide.
  private static let quantile = 0.001
  /// Share of the span by which a switch may miss the threshold.
  private static let tolerance = 0.05
  /// A stated tolerance is this many times the largest excess of normal operation.
  private static let margin = 1.5
  /// Share of the level's range that lies between the thresholds, at least: noise has thresholds, too.
  private static let leastSpan = 0.15

  /// One candidate.
  struct Finding {
    var rule: ControllerRule
    var support: Int
    var confidence: Double

    var remark: String { "mined: \(support) switches, \(confidence.percentWords) of them at these levels" }
  }

  static func rules(_ tags: MiningTags, _ record: OperatingRecord) -> [(rule: ControllerRule, remark: String)] {
    tags.actuators.compactMap { actuator in
      var best: Finding?
      for level in tags.levels {
        for acts in [ControllerRule.Direction.below, .above] {
          guard let found = candidate(actuator, level, acts, record), found.confidence >= leastConfidence else {
            continue
          }
          if found.confidence > best?.confidence ?? -1 { best = found }
        }
      }
      return best.map { (tolerated($0.rule, record), $0.remark) }
    }
  }

  /// The rule with a tolerance that the recording itself keeps, where the usual one is too narrow.
  private static func tolerated(_ rule: ControllerRule, _ record: OperatingRecord) -> ControllerRule {
    let frame = DeclaredFrame(Site(id: ""), record)
    guard let held = try? RuleIdentification(rule, frame, record), held.violation != nil else { return rule }
    var wide = rule
    wide.tolerance = (held.largestExcess * margin * 100).rounded(.up) / 100
    return wide
  }

  /// Pairs of neighbouring rows, by what the actuator did.
  private struct Pairs {
    /// Largest of the two levels while it stayed off, smallest while it stayed on.
    var stayedOff: [Double] = []
    var stayedOn: [Double] = []
    /// Smallest and largest level at a switch, and how far they lie apart.
    var switchedOn: [(low: Double, change: Double)] = []
    var switchedOff: [(high: Double, change: Double)] = []
    var fastest = 0.0
    var (low, high) = (Double.infinity, -Double.infinity)

    /// Width of the range that the level had.
    var range: Double { high - low }
  }

  private static func candidate(
    _ actuator: Int, _ level: Int, _ acts: ControllerRule.Direction, _ record: OperatingRecord
  ) -> Finding? {
    let sign = acts == .below ? 1.0 : -1.0
    let pairs = pairs(actuator, level, sign, record)
    let support = pairs.switchedOn.count + pairs.switchedOff.count
    guard support >= leastSupport, !pairs.stayedOff.isEmpty, !pairs.stayedOn.isEmpty else { return nil }
    let (off, on) = (pairs.stayedOff.sorted(), pairs.stayedOn.sorted())
    let low = off[Int(quantile * Double(off.count - 1))]
    let high = on[Int(((1 - quantile) * Double(on.count - 1)).rounded(.up))]
    let span = high - low
    guard span > 0, span >= leastSpan * pairs.range else { return nil }
    let (onLevel, offLevel) = (nice(low, span: span), nice(high, span: span))
    let slack = tolerance * span
    let kept =
      pairs.switchedOn.count { $0.low - max(0, pairs.fastest - $0.change) / 2 <= onLevel + slack }
      + pairs.switchedOff.count { $0.high + max(0, pairs.fastest - $0.change) / 2 >= offLevel - slack }
    let rule = ControllerRule(
      actuator: record.tags[actuator], level: record.tags[level], acts: acts, on: sign * onLevel, off: sign * offLevel)
    return Finding(rule: rule, support: support, confidence: Double(kept) / Double(support))
  }

  private static func pairs(_ actuator: Int, _ level: Int, _ sign: Double, _ record: OperatingRecord) -> Pairs {
    var pairs = Pairs()
    let tags = record.tags.count
    for stretch in record.stretches {
      for row in 1..<max(stretch.count, 1) {
        let (old, new) = ((row - 1) * tags, row * tags)
        let (before, now) = (sign * stretch.values[old + level], sign * stretch.values[new + level])
        let (was, is_) = (stretch.values[old + actuator], stretch.values[new + actuator])
        guard before.isFinite, now.isFinite, was.isFinite, is_.isFinite else { continue }
        pairs.fastest = max(pairs.fastest, abs(now - before))
        (pairs.low, pairs.high) = (min(pairs.low, now), max(pairs.high, now))
        switch (was > 0.5, is_ > 0.5) {
        case (false, false): pairs.stayedOff.append(max(before, now))
        case (true, true): pairs.stayedOn.append(min(before, now))
        case (false, true): pairs.switchedOn.append((min(before, now), abs(now - before)))
        case (true, false): pairs.switchedOff.append((max(before, now), abs(now - before)))
        }
      }
    }
    return pairs
  }

  /// The nearest multiple of 1, 2 or 5 times a power of ten that is at most a fortieth of the span: owners choose round
  /// numbers.
  static func nice(_ value: Double, span: Double) -> Double {
    var step = 1.0
    while step > span / 40 { step /= 10 }
    while step * 10 <= span / 40 { step *= 10 }
    if step * 5 <= span / 40 { step *= 5 } else if step * 2 <= span / 40 { step *= 2 }
    let multiple = (value / step).rounded()
    return step >= 1 ? multiple * step : multiple / (1 / step).rounded()
  }
}
