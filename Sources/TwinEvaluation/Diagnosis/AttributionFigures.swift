internal import TwinDetection
public import TwinDiagnosis
internal import TwinModel

/// What explanations of alarms are worth, over many: whether they name what was touched, repair the score, and stand up to
/// noise.
public struct AttributionFigures: Sendable {
  /// Explanations of alarms.
  public private(set) var count = 0
  /// Those of events whose touched tags are known.
  public private(set) var judged = 0
  private var hits = (one: 0, three: 0)
  private var repaired = 0
  private var overlaps = 0.0
  private var falls = (named: 0.0, random: 0.0)

  /// Nothing explained.
  public init() {}

  /// Counts an explanation.
  ///
  /// - Parameter touched: tags that were really touched; empty where nobody knows.
  public mutating func add(_ explained: IncidentExplainer.Explained, touched: Set<String>, by attributor: Attributor) {
    count += 1
    let (window, attribution) = (explained.window, explained.attribution)
    repaired += attribution.counterfactual.isEnough ? 1 : 0
    var random = SeededGenerator(seed: UInt64(count), stream: 9)
    let robustness = Robustness(window, attribution, attributor: attributor, deviations: [], using: &random)
    overlaps += robustness.firstThreeUnderOwnNoise
    falls.named += robustness.fall
    falls.random += robustness.randomFall
    guard !touched.isEmpty else { return }
    judged += 1
    let ranked = attribution.suspects.map { attributor.tags[$0.tag] }
    hits.one += Ranking.hits(ranked, touched, first: 1) ? 1 : 0
    hits.three += Ranking.hits(ranked, touched, first: 3) ? 1 : 0
  }

  /// The figures, in order; none where nothing was explained.
  public var lines: [DiagnosisFigures.Line] {
    guard count > 0 else { return [] }
    func share(_ value: Double, of whole: Int) -> String { FigureText.short(value / Double(max(1, whole))) }
    var lines: [DiagnosisFigures.Line] = []
    if judged > 0 {
      lines.append(
        .init(
          name: "explanations: Hit@1, Hit@3",
          value: "\(share(Double(hits.one), of: judged)), \(share(Double(hits.three), of: judged))",
          meaning: "a touched tag is named first, or among three, at the alarm; \(judged) events"))
    }
    lines.append(
      .init(
        name: "repair@3", value: share(Double(repaired), of: count),
        meaning: "at most three tags' counterfactual readings end the alarm; \(count) alarms"))
    lines.append(
      .init(
        name: "comprehensiveness",
        value: falls.random > 0
          ? FigureText.short(falls.named / falls.random) + " times" : "random tags change nothing",
        meaning: "fall of the score by the named tags against as many random ones"))
    lines.append(
      .init(
        name: "stability", value: share(overlaps, of: count),
        meaning: "overlap (Jaccard) of the first three tags under noise of a tenth of each tag's scatter"))
    return lines
  }
}
