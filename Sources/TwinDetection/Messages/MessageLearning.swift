public import TwinModel

/// Learns a ``MessageBaseline`` from a stream of normal operation, in one pass and in bounded memory.
///
/// The first two fifths of the time say who says what, how often and how fast; the third fifth says how far each flow's
/// statistics stray; the last two fifths, which the detectors have not seen, set the tails from which strengths and
/// thresholds come. What is new in the last part is taken into the baseline, and its detectors become as much less strict; so
/// are runs of payloads that came again, which belong to a few flows (set points that leave a limit at the same rate).
public struct MessageLearning: Sendable {
  /// Fewest minutes that can be learned from.
  public static let leastMinutes = 120

  private let begin: SourceTime
  private let seconds: Double
  private let falseAlarmsPerDay: Double
  private var fit = MessageFit()
  private var stage = Stage.gathering
  private var engine = MessageEngine(MessageBaseline())
  private var rings = MessageFit.Rings()
  private var usual: [FlowProfile.Usual] = []
  /// What rings showed while statistics were measured, and beyond that while rows were held out.
  private var runs = Runs()
  private var heldOutRuns = Runs()
  private var now = 0.0
  /// Shape `[detector, minute]`: the largest statistic of each minute held out.
  private var peaks = [[Float]](repeating: [], count: MessageDetector.count)
  private var minute = [Float](repeating: 0, count: MessageDetector.count)
  private var minuteEnd = 0.0

  private enum Stage { case gathering, measuring, holdingOut }
  /// Shares of the time after which the stages end.
  private static let ends = (gathering: 0.4, measuring: 0.6)

  /// Prepares to learn.
  ///
  /// - Parameter begin: time of the first message.
  /// - Parameter end: time of the last one; what comes later is learned, too.
  /// - Parameter falseAlarmsPerDay: the budget of all detectors together, > 0.
  public init(
    from begin: SourceTime, to end: SourceTime,
    falseAlarmsPerDay: Double = TrainingOptions.defaultFalseAlarmsPerDay
  ) {
    precondition(falseAlarmsPerDay > 0, "a budget is a rate above 0")
    self.begin = begin
    seconds = max(0, end.seconds(since: begin))
    self.falseAlarmsPerDay = falseAlarmsPerDay
  }

  /// Learns from the next message.
  public mutating func observe(_ message: MessageObservation) {
    now = max(now, message.time.seconds(since: begin))
    changeStage()
    fit.add(message, at: now)
    switch stage {
    case .gathering: break
    case .measuring:
      engine.follow(message, at: now)
      measure()
    case .holdingOut:
      closeMinutes()
      engine.follow(message, at: now)
      for finding in engine.findings {
        let place = finding.detector.place
        minute[place] = max(minute[place], Float(finding.statistic))
        if finding.detector == .replay { heldOutRuns.take(finding) }
      }
    }
  }

  private mutating func changeStage() {
    if stage == .gathering && now >= Self.ends.gathering * seconds {
      stage = .measuring
      rings = fit.rings()
      let baseline = fit.baseline(rings: rings, usual: [])
      usual = [FlowProfile.Usual](repeating: .init(), count: baseline.flows.count)
      engine = MessageEngine(baseline)
    }
    if stage == .measuring && now >= Self.ends.measuring * seconds {
      stage = .holdingOut
      accustom(to: runs)
      engine = MessageEngine(fit.baseline(rings: rings, usual: usual))
      minuteEnd = now + 60
    }
  }

  /// Takes note of the largest statistics of each flow.
  private mutating func measure() {
    for finding in engine.findings where finding.flow >= 0 && Int(finding.flow) < usual.count {
      let flow = Int(finding.flow)
      switch finding.detector {
      case .rate: usual[flow].rate = max(usual[flow].rate, finding.statistic)
      case .roundTrip: usual[flow].roundTrip = max(usual[flow].roundTrip, finding.statistic)
      case .replay: runs.take(finding)
      default: break
      }
    }
  }

  /// The largest statistic of each ring: of whole payloads, where the tag is −1, and of single tags.
  private struct Runs {
    private struct Ring: Hashable {
      var flow: Int32
      var tag: Int32
    }
    private var largest: [Ring: Double] = [:]

    mutating func take(_ finding: MessageFinding) {
      let ring = Ring(flow: finding.flow, tag: finding.tag)
      largest[ring] = max(largest[ring] ?? 0, finding.statistic)
    }

    /// Of a flow's payloads, or of one of its tags.
    func largest(flow: Int, tag: Int?) -> Double { largest[Ring(flow: Int32(flow), tag: Int32(tag ?? -1))] ?? 0 }
  }

  /// What each ring is used to becomes larger by what it showed beyond.
  private mutating func accustom(to runs: Runs) {
    for flow in rings.flows.indices { rings.flows[flow].usual += runs.largest(flow: flow, tag: nil) }
    for index in rings.series.indices {
      let (flow, place) = (rings.series[index].flow, rings.series[index].place)
      guard let tag = fit.tag(flow: flow, place: place) else { continue }
      rings.series[index].usual += runs.largest(flow: flow, tag: tag)
    }
  }

  private mutating func closeMinutes() {
    while now >= minuteEnd {
      for detector in minute.indices {
        peaks[detector].append(minute[detector])
        minute[detector] = 0
      }
      minuteEnd += 60
    }
  }

  /// The baseline.
  ///
  /// - Throws: ``MessageLearningError``.
  public consuming func finish() throws(MessageLearningError) -> MessageBaseline {
    guard fit.messages > 0 else { throw .noMessages }
    let minutes = peaks[0].count
    let all = Int(now / 60)
    guard all >= Self.leastMinutes, minutes > 0 else { throw .tooShort(minutes: all, needed: Self.leastMinutes) }
    guard !fit.isOverfull else {
      throw .tooMany(addresses: fit.directory.names.count, flows: fit.directory.keys.count)
    }
    accustom(to: heldOutRuns)
    var baseline = fit.baseline(rings: rings, usual: usual)
    baseline.tails = MessageDetector.allCases.map { MessageTail(of: $0, minutes: peaks[$0.place]) }
    baseline.report = MessageBaseline.Report(
      messages: fit.messages, seconds: now, heldOutMinutes: minutes, falseAlarmsPerDay: falseAlarmsPerDay,
      flows: baseline.flows.count, addresses: baseline.names.count)
    for detector in MessageDetector.allCases {
      let events = peaks[detector.place].count { $0 > Float(baseline.tails[detector.place].start) }
      if events > 0 { baseline.report.heldOutEvents[detector.rawValue] = events }
    }
    return baseline
  }
}

extension MessageBaseline {
  /// Learns from messages in the order of their times.
  ///
  /// - Throws: ``MessageLearningError``.
  public static func learn(
    _ messages: [MessageObservation], falseAlarmsPerDay: Double = TrainingOptions.defaultFalseAlarmsPerDay
  ) throws(MessageLearningError) -> MessageBaseline {
    guard let first = messages.first, let last = messages.last else { throw .noMessages }
    var learning = MessageLearning(from: first.time, to: last.time, falseAlarmsPerDay: falseAlarmsPerDay)
    for message in messages { learning.observe(message) }
    return try learning.finish()
  }
}
