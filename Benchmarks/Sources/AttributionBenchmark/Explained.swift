import TwinDetection
import TwinDiagnosis
import TwinEvaluation
import TwinModel

/// One manipulation, detected and explained.
struct Explained {
  var manipulation: Manipulation
  /// Rows from the first lie to the first alarm; `nil` when there was none, or one before.
  var delay: Int?
  /// Explanations of the alarm's row and of the rows after it.
  var attributions: [Attribution] = []
  /// Rankings of other methods at the alarm's row.
  var others: [String: [Int]] = [:]
  /// Seconds that each explanation took.
  var seconds: [Double] = []

  /// How the first explanation stands up.
  var robustness: Robustness?
  /// The window of the first explanation.
  var window: SuspectWindow?

  static let rowsAfter = 12

  init(
    _ manipulation: Manipulation, model: DetectorModel, kind: AnomalyDetector.Kind, attributor: Attributor,
    deviations: [Double]
  ) {
    self.manipulation = manipulation
    var detector = AnomalyDetector(model: model, kind: kind)
    var history = FrameHistory()
    var alarm: Int?
    var control = detector
    var isHonest: [Bool] = []
    for frame in manipulation.honest { isHonest.append(!control.observe(frame).isAlarm) }
    for (row, frame) in manipulation.frames.enumerated() {
      let assessment = detector.observe(frame)
      history.observe(frame, score: assessment.score, after: detector)
      guard row >= manipulation.onset else { continue }
      // An alarm that is there without the lie, too, is none of its.
      if alarm == nil && !isHonest[max(0, row - 24)...row].allSatisfy(\.self) { return }
      if alarm == nil && assessment.isAlarm {
        alarm = row
        delay = row - manipulation.onset
        others["shares"] = assessment.contributions.map(\.tag)
      }
      guard let alarm else { continue }
      guard row <= alarm + Self.rowsAfter else { return }
      let clock = ContinuousClock()
      var found: Attribution?
      let duration = clock.measure {
        found = history.window(rows: 24).map(attributor.explain)
      }
      let (whole, attoseconds) = duration.components
      seconds.append(Double(whole) + Double(attoseconds) / 1e18)
      guard let found else { continue }
      attributions.append(found)
      guard row == alarm, let window = history.window(rows: 24) else { continue }
      self.window = window
      var random = SeededGenerator(seed: UInt64(row), stream: 9)
      robustness = Robustness(window, found, attributor: attributor, deviations: deviations, using: &random)
    }
  }

  func hit(_ ranking: [Int], at k: Int) -> Bool {
    let named = ranking.prefix(k)
    if manipulation.tags.count == 1 || k == 1 { return named.contains { manipulation.tags.contains($0) } }
    return manipulation.tags.allSatisfy { named.contains($0) }
  }
}
