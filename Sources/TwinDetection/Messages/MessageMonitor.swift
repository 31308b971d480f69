public import TwinModel

/// Watches a network's messages and says what normal operation does not explain.
///
///     var monitor = MessageMonitor(baseline: baseline)
///     for message in messages { evidence += monitor.observe(message) }
///     evidence += monitor.advance(to: now)      // when nothing is said at all
///
/// A machine: no clock, no randomness, bounded memory whatever is sent; the same messages give the same bits. All
/// detectors share one budget of false alarms, and each piece of evidence says in multiples of its threshold how far normal
/// operation goes: strength 1 is what normal operation shows once per detector's share of the budget; the probability is
/// that of a minute of normal operation.
public struct MessageMonitor: Sendable {
  /// What is normal.
  public let baseline: MessageBaseline
  /// Name of the stream, as ``Evidence/series``.
  public let series: String
  /// Messages so far.
  public private(set) var messages = 0
  /// Messages of strangers for whom there was no room any more.
  public var crowded: Int { engine.crowded }
  /// Pieces of evidence that were not told, because the same had just been told, no weaker.
  public private(set) var repetitions = 0

  private var engine: MessageEngine
  private var begin: SourceTime?
  private var now = 0.0
  private var reports: [Subject: Report] = [:]
  private let reportLimit: Int
  private let logBudget: Double

  /// Strength from which on evidence is told.
  public static let leastStrength = 0.5
  /// Seconds after which the same is told again, and the factor by which it must have grown to be told sooner.
  private static let repetition = (seconds: 60.0, growth: 1.25)

  /// What a piece of evidence is about.
  private struct Subject: Hashable {
    var detector: MessageDetector
    var flow: Int32
    var tag: Int32
  }

  private struct Report {
    var time: Double
    var strength: Double
  }

  /// A monitor that has heard nothing yet.
  public init(baseline: MessageBaseline, series: String = "messages", limits: MessageLimits = MessageLimits()) {
    self.baseline = baseline
    self.series = series
    engine = MessageEngine(baseline, limits: limits)
    reportLimit = limits.reports
    logBudget = baseline.logBudget
  }

  /// Weighs the next message. One that claims to be older than the last counts as said now.
  public mutating func observe(_ message: MessageObservation) -> [Evidence] {
    advanceClock(to: message.time)
    messages += 1
    engine.follow(message, at: now)
    return engine.findings.isEmpty ? [] : evidence(at: message.time, message)
  }

  /// Lets time pass without a message, so that silence is noticed.
  public mutating func advance(to time: SourceTime) -> [Evidence] {
    advanceClock(to: time)
    engine.pass(to: now)
    return engine.findings.isEmpty ? [] : evidence(at: time, nil)
  }

  private mutating func advanceClock(to time: SourceTime) {
    if let begin {
      now = max(now, time.seconds(since: begin))
    } else {
      begin = time
    }
  }

  private mutating func evidence(at time: SourceTime, _ message: MessageObservation?) -> [Evidence] {
    var evidence: [Evidence] = []
    for finding in engine.findings {
      let logRate = baseline.tails[finding.detector.place].logRate(reaching: finding.statistic)
      let strength = logRate / logBudget
      guard strength >= Self.leastStrength else { continue }
      guard isNews(Subject(detector: finding.detector, flow: finding.flow, tag: finding.tag), strength) else {
        repetitions += 1
        continue
      }
      evidence.append(tell(finding, strength: strength, at: time, message))
    }
    return evidence
  }

  private mutating func isNews(_ subject: Subject, _ strength: Double) -> Bool {
    if let last = reports[subject] {
      guard now - last.time >= Self.repetition.seconds || strength >= Self.repetition.growth * last.strength else {
        return false
      }
    } else if reports.count >= reportLimit {
      let before = now - Self.repetition.seconds
      reports = reports.filter { $0.value.time > before }
      guard reports.count < reportLimit else { return false }
    }
    reports[subject] = Report(time: now, strength: strength)
    return true
  }

  private func tell(
    _ finding: MessageFinding, strength: Double, at time: SourceTime, _ message: MessageObservation?
  ) -> Evidence {
    let tail = baseline.tails[finding.detector.place]
    let isOfMessage = finding.detector != .silence
    let words = isOfMessage ? message.map { ($0.conversation, $0.protocolName, server(of: $0)) } : nil
    let (conversation, protocolName, asset) = words ?? described(flow: finding.flow)
    var evidence = Evidence(
      layer: ["http", "https", "federation"].contains(protocolName) ? .integration : .communication,
      source: "message/\(finding.detector.rawValue)", series: series, sequence: messages - 1, sourceTime: time,
      strength: strength, observed: finding.observed, expected: finding.expected)
    if finding.tag >= 0 { evidence.tag = baseline.tags[Int(finding.tag)] }
    evidence.asset = asset
    evidence.conversation = conversation
    evidence.weight = .pValue(tail.probability(of: finding.statistic))
    evidence.sign = finding.detector.sign
    return evidence
  }

  /// The machine that is spoken to or that answers: the one that evidence is about.
  private func server(of message: MessageObservation) -> String {
    message.direction == .request ? message.destination : message.source
  }

  private func described(flow: Int32) -> (conversation: String, protocolName: String, asset: String?) {
    guard flow >= 0 else { return ("", "", nil) }
    let key = engine.directory.keys[Int(flow)]
    let (source, destination) = (
      engine.directory.names.names[Int(key.source)], engine.directory.names.names[Int(key.destination)]
    )
    let protocolName = engine.directory.words.names[Int(key.kind >> 17)]
    return ("\(source) → \(destination) \(protocolName)", protocolName, source)
  }
}
