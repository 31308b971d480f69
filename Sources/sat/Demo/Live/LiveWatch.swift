internal import TwinDetection
internal import TwinModel
internal import TwinTestbeds

/// Follows a run row by row with a trained model, and tells what happens: a machine without clock and terminal.
struct LiveWatch {
  /// Something that a spectator should hear of.
  enum Happening: Equatable {
    /// An attack begins; the detectors do not know.
    case attackBegins(AttackTruth)
    /// The attack of that id ends, though its consequences may last.
    case attackEnds(String)
    /// The score has passed the threshold, and these tags show why, strongest first; shares of the score.
    case alarmRaised(score: Double, [Suspicion])
    /// The alarm is over.
    case alarmOver(seconds: Double, highest: Double)
  }

  /// A tag that shows why there is an alarm.
  struct Suspicion: Equatable {
    var evidence: Evidence
    var share: Double
  }

  /// An alarm that is on.
  private struct Alarm {
    var begin: Double
    var highest: Double
    var meetsAttack = false
  }

  private var detector: AnomalyDetector
  /// What the attacks of the run do.
  let truths: [AttackTruth]
  /// Shape `[tag]`: what its instrument can show; `nil` where unknown.
  private let ranges: [ClosedRange<Double>?]
  private var isActive: [Bool]
  private var alarm: Alarm?

  /// What the detectors say of the last row.
  private(set) var assessment: Assessment?
  /// Shape `[tag]`: what the detectors expected in the last row, within what the instrument can show.
  private(set) var expected: [Double] = []
  /// Seconds since the run began at which the first alarm came that arose during an attack, by the attack's id. An alarm
  /// that was on before finds nothing.
  private(set) var finds: [String: Double] = [:]
  /// The strongest suspicion during each attack, by its id.
  private(set) var suspects: [String: (score: Double, tags: [Suspicion])] = [:]
  /// Alarms that met no attack.
  private(set) var falseAlarms = 0

  /// - Parameter site: the plant as its file describes it.
  init(model: DetectorModel, site: Site, truths: [AttackTruth]) {
    ranges = model.tags.map { site.tag(named: $0)?.range }
    detector = AnomalyDetector(model: model)
    self.truths = truths
    isActive = truths.map { _ in false }
  }

  /// Takes the next row.
  ///
  /// - Parameter event: the attack that is going on, or whose consequences are; empty in normal operation.
  /// - Parameter time: seconds since the run began.
  mutating func observe(_ frame: Frame, event: String, at time: Double) -> [Happening] {
    var happenings = attackHappenings(at: time)
    let assessment = detector.observe(frame)
    self.assessment = assessment
    expected = zip(detector.expectedValues(), ranges).map { value, range in
      range.map { min(max(value, $0.lowerBound), $0.upperBound) } ?? value
    }
    if assessment.isAlarm {
      let suspicions = suspicions(assessment, frame)
      if alarm == nil { happenings.append(.alarmRaised(score: Double(assessment.score), suspicions)) }
      note(suspicions, score: Double(assessment.score), event: event, at: time)
    } else if let over = end(at: time) {
      happenings.append(over)
    }
    return happenings
  }

  /// What is to be told when the run is over: an alarm that is still on ends with it.
  mutating func finish(at time: Double) -> [Happening] { end(at: time).map { [$0] } ?? [] }

  private mutating func attackHappenings(at time: Double) -> [Happening] {
    var happenings: [Happening] = []
    for (index, truth) in truths.enumerated() where truth.isActive(at: time) != isActive[index] {
      isActive[index].toggle()
      happenings.append(isActive[index] ? .attackBegins(truth) : .attackEnds(truth.id))
    }
    return happenings
  }

  private func suspicions(_ assessment: Assessment, _ frame: Frame) -> [Suspicion] {
    assessment.contributions.map { contribution in
      let evidence = Evidence(
        layer: .acquisition, source: detector.kind.rawValue, tag: detector.model.tags[contribution.tag],
        series: frame.series, sequence: frame.sequence, sourceTime: frame.sourceTime,
        strength: Double(assessment.score), observed: frame.values[contribution.tag],
        expected: expected[contribution.tag])
      return Suspicion(evidence: evidence, share: Double(contribution.share))
    }
  }

  private mutating func note(_ suspicions: [Suspicion], score: Double, event: String, at time: Double) {
    var now = alarm ?? Alarm(begin: time, highest: score)
    now.highest = max(now.highest, score)
    if !event.isEmpty {
      now.meetsAttack = true
      let start = truths.first { $0.id == event }?.start ?? 0
      if finds[event] == nil && now.begin >= start { finds[event] = time }
      if score > suspects[event]?.score ?? 0 { suspects[event] = (score, suspicions) }
    }
    alarm = now
  }

  private mutating func end(at time: Double) -> Happening? {
    guard let over = alarm else { return nil }
    alarm = nil
    if !over.meetsAttack { falseAlarms += 1 }
    return .alarmOver(seconds: time - over.begin, highest: over.highest)
  }
}
