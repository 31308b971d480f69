/// Mines two-point rules: for each actuator the level by whose thresholds it switches.
///
/// Any level has extremes while an actuator stays as it is; the right one is told by two shares. *Confidence*: of the
/// switches, how many happened at the thresholds. *Precision*: of the rows at a threshold, after how many it switched; a
/// tank that stands full for hours while a pump runs is not what switches the pump.
///
/// Two kinds of controllers are known. One acts *from row to row*: it sees the level beyond its threshold in one row and
/// has acted in the next, so what it never lets pass is a pair of rows beyond. The other acts *at once*: no row shows it
/// off beyond `on`, and the level before a switch has not come to the threshold yet. Which of the two, the levels before
/// the switches say.
enum RuleMining {
  /// Switches that a rule needs.
  private static let leastSupport = 8
  private static let leastConfidence = 0.95
  private static let leastPrecision = 0.1
  /// Extremes are taken at this quantile, so that a few odd rows do not decide.
  private static let quantile = 0.001
  /// Share of the span by which a switch may miss the threshold.
  private static let tolerance = 0.05
  /// A stated tolerance is this many times the largest excess of normal operation.
  private static let margin = 1.5
  /// A rule beyond whose thresholds normal operation goes by more than this share of their span is none.
  private static let mostExcess = 0.25
  /// Share of the level's range that lies between the thresholds, at least: noise has thresholds, too.
  private static let leastSpan = 0.15
  /// Share of the switches before which a controller that acts from row to row must have seen its threshold passed.
  private static let leastSeen = 0.95
  /// Share of the span by which noise may hide that it has.
  private static let noise = 0.01
  /// Switches that miss the thresholds are named up to so many.
  private static let named = 3

  /// One candidate.
  struct Finding {
    var rule: ControllerRule
    var support: Int
    var confidence: Double
    var precision: Double
    /// Switches away from the thresholds, as words for their rows.
    var exceptions: [String] = []

    var evidence: MiningEvidence { MiningEvidence(support: support, confidence: confidence, remark: remark) }

    private var remark: String {
      let missed = exceptions.isEmpty ? "" : "; not at " + exceptions.prefix(RuleMining.named).joined(separator: ", ")
      let more = exceptions.count > RuleMining.named ? " …" : ""
      return "mined: \(support) switches, \(confidence.percentWords) of them at these levels\(missed)\(more)"
    }
  }

  static func rules(_ tags: MiningTags, _ record: OperatingRecord) -> [(rule: ControllerRule, evidence: MiningEvidence)]
  {
    tags.actuators.compactMap { actuator in
      var best: Finding?
      for level in tags.levels {
        for acts in [ControllerRule.Direction.below, .above] {
          guard let found = candidate(actuator, level, acts, record), found.confidence >= leastConfidence,
            found.precision >= leastPrecision
          else { continue }
          if found.confidence * found.precision > best.map({ $0.confidence * $0.precision }) ?? -1 { best = found }
        }
      }
      guard let best, let rule = tolerated(best.rule, record) else { return nil }
      return (rule, best.evidence)
    }
  }

  /// The rule with a tolerance that the recording itself keeps, where the usual one is too narrow; `nil` where the
  /// recording goes so far beyond the thresholds that these say nothing.
  private static func tolerated(_ rule: ControllerRule, _ record: OperatingRecord) -> ControllerRule? {
    let frame = DeclaredFrame(Site(id: ""), record)
    guard let held = try? RuleIdentification(rule, frame, record), held.violation != nil else { return rule }
    let span = rule.on.flatMap { on in rule.off.map { abs($0 - on) } } ?? 0
    guard held.largestExcess <= mostExcess * span else { return nil }
    var wide = rule
    wide.tolerance = (held.largestExcess * margin * 100).rounded(.up) / 100
    return wide
  }

  /// Pairs of neighbouring rows, by what the actuator did; levels negated where it acts above.
  private struct Pairs {
    /// The older and the newer level.
    var stayedOff: [(before: Double, now: Double)] = []
    var stayedOn: [(before: Double, now: Double)] = []
    var switchedOn: [(before: Double, now: Double, place: String)] = []
    var switchedOff: [(before: Double, now: Double, place: String)] = []
    var fastest = 0.0
    var (low, high) = (Double.infinity, -Double.infinity)

    /// Width of the range that the level had.
    var range: Double { high - low }
    var support: Int { switchedOn.count + switchedOff.count }
  }

  private static func candidate(
    _ actuator: Int, _ level: Int, _ acts: ControllerRule.Direction, _ record: OperatingRecord
  ) -> Finding? {
    let sign = acts == .below ? 1.0 : -1.0
    let pairs = pairs(actuator, level, sign, record)
    guard pairs.support >= leastSupport, !pairs.stayedOff.isEmpty, !pairs.stayedOn.isEmpty else { return nil }
    return thresholds(pairs, atOnce: false).flatMap { judged(pairs, $0, atOnce: false) }
      .map { found in finding(found, actuator, level, acts, sign, pairs, record) }
      ?? thresholds(pairs, atOnce: true).flatMap { judged(pairs, $0, atOnce: true) }
      .map { found in finding(found, actuator, level, acts, sign, pairs, record) }
  }

  /// What an actuator that stayed as it was never let pass: both rows of a pair, or any row.
  private static func thresholds(_ pairs: Pairs, atOnce: Bool) -> (on: Double, off: Double)? {
    let off = pairs.stayedOff.map { atOnce ? min($0.before, $0.now) : max($0.before, $0.now) }.sorted()
    let on = pairs.stayedOn.map { atOnce ? max($0.before, $0.now) : min($0.before, $0.now) }.sorted()
    let low = off[Int(quantile * Double(off.count - 1))]
    let high = on[Int(((1 - quantile) * Double(on.count - 1)).rounded(.up))]
    let span = high - low
    guard span > 0, span >= leastSpan * pairs.range else { return nil }
    return (nice(low, span: span), nice(high, span: span))
  }

  /// Thresholds with what speaks for them.
  private struct Judged {
    var (on, off) = (0.0, 0.0)
    var (confidence, precision) = (0.0, 0.0)
    var missed: [String] = []
  }

  /// Holds every switch against the thresholds; `nil` when the switches say that the controller is of the other kind.
  private static func judged(_ pairs: Pairs, _ levels: (on: Double, off: Double), atOnce: Bool) -> Judged? {
    let slack = tolerance * (levels.off - levels.on)
    let noise = Self.noise * (levels.off - levels.on)
    let seen =
      pairs.switchedOn.count { $0.before <= levels.on + noise }
      + pairs.switchedOff.count { $0.before >= levels.off - noise }
    if !atOnce, Double(seen) < leastSeen * Double(pairs.support) { return nil }
    // A level may have gone further between two rows than both show.
    let missedOn = pairs.switchedOn.filter { pair in
      let hidden = atOnce ? pairs.fastest : 0
      return min(pair.before, pair.now) - hidden > levels.on + slack
    }
    let missedOff = pairs.switchedOff.filter { pair in
      let hidden = atOnce ? pairs.fastest : 0
      return max(pair.before, pair.now) + hidden < levels.off - slack
    }
    // How far a row may be from a threshold that is reached before the next.
    let reach = atOnce ? slack + pairs.fastest / 4 : slack
    let stayed =
      pairs.stayedOff.count { $0.before <= levels.on + reach }
      + pairs.stayedOn.count { $0.before >= levels.off - reach }
    let near =
      pairs.switchedOn.count { $0.before <= levels.on + reach }
      + pairs.switchedOff.count { $0.before >= levels.off - reach }
    return Judged(
      on: levels.on, off: levels.off,
      confidence: 1 - Double(missedOn.count + missedOff.count) / Double(pairs.support),
      precision: Double(near) / Double(max(near + stayed, 1)), missed: (missedOn + missedOff).map(\.place))
  }

  private static func finding(
    _ judged: Judged, _ actuator: Int, _ level: Int, _ acts: ControllerRule.Direction, _ sign: Double, _ pairs: Pairs,
    _ record: OperatingRecord
  ) -> Finding {
    let rule = ControllerRule(
      actuator: record.tags[actuator], level: record.tags[level], acts: acts, on: sign * judged.on,
      off: sign * judged.off)
    return Finding(
      rule: rule, support: pairs.support, confidence: judged.confidence, precision: judged.precision,
      exceptions: judged.missed)
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
        let place = (was > 0.5) == (is_ > 0.5) ? "" : "\(stretch.series) row \(stretch.sequences[row])"
        switch (was > 0.5, is_ > 0.5) {
        case (false, false): pairs.stayedOff.append((before, now))
        case (true, true): pairs.stayedOn.append((before, now))
        case (false, true): pairs.switchedOn.append((before, now, place))
        case (true, false): pairs.switchedOff.append((before, now, place))
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
