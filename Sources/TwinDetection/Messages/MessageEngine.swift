internal import TwinModel

/// Measures every message against a baseline: one look-up, then the detectors, one after the other.
///
/// A machine: no clock, no randomness; it gives what it measured and decides nothing.
struct MessageEngine: Sendable {
  private(set) var directory: MessageDirectory
  /// What was measured at the last message.
  private(set) var findings: [MessageFinding] = []
  /// Messages for which there was no room.
  private(set) var crowded = 0

  private let known: Int
  /// Shape `[flow]`.
  private let tagsOfFlow: [[Int]]
  private let tagPlaces: [String: Int]
  /// Shape `[flow]`: when each of the baseline's flows last spoke.
  private var lastSeen: [Double]
  private var hasBegun = false
  private var crowd = DecayingCount()

  private var novelty: NoveltyWatch
  private var rate: RateWatch
  private var silence: SilenceWatch
  private var transactions: TransactionWatch
  private var freshness: FreshnessWatch
  private var replay: ReplayWatch
  private var written: WrittenValueWatch
  private var contradiction: ContradictionWatch
  private var identity: IdentityWatch

  init(_ baseline: MessageBaseline, limits: MessageLimits = MessageLimits()) {
    directory = MessageDirectory(baseline, limits: limits)
    known = baseline.flows.count
    tagsOfFlow = baseline.flows.map(\.tags)
    tagPlaces = Dictionary(zip(baseline.tags, 0...), uniquingKeysWith: { first, _ in first })
    lastSeen = [Double](repeating: 0, count: known)
    novelty = NoveltyWatch(baseline)
    rate = RateWatch(baseline)
    silence = SilenceWatch(baseline)
    transactions = TransactionWatch(baseline, unpaired: Set(baseline.unpaired.map { Int32($0) }))
    freshness = FreshnessWatch(baseline, unordered: Set(baseline.unordered.map { Int32($0) }))
    replay = ReplayWatch(baseline)
    written = WrittenValueWatch(baseline)
    contradiction = ContradictionWatch(baseline)
    identity = IdentityWatch(baseline)
  }

  /// Lets time pass without a message.
  mutating func pass(to now: Double) {
    findings.removeAll(keepingCapacity: true)
    begin(at: now)
    silence.look(at: now, lastSeen: lastSeen, into: &findings)
  }

  /// Measures a message.
  ///
  /// - Parameter now: seconds, never less than before.
  mutating func follow(_ message: MessageObservation, at now: Double) {
    pass(to: now)
    guard let place = directory.place(of: message) else {
      crowded += 1
      findings.append(MessageFinding(detector: .crowd, statistic: crowd.add(at: now), flow: -1))
      return
    }
    novelty.observe(place, at: now, into: &findings)
    let flow = Int(place.flow)
    if flow < known {
      rate.observe(flow, gap: now - lastSeen[flow], into: &findings)
      contradiction.observe(message, flow: flow, at: now, lastSeen: lastSeen, into: &findings)
      replay.observe(message, flow: flow, into: &findings)
      lastSeen[flow] = now
    }
    let reverse = directory.reverse[Int(place.conversation)]
    _ = transactions.observe(message, place, reverse: reverse, at: now, into: &findings)
    freshness.observe(message, place, at: now, into: &findings)
    identity.observe(message, place, source: directory.keys[flow].source, at: now, into: &findings)
    if message.isWrite && message.direction == .request && !message.values.isEmpty { weighWritten(message, place) }
  }

  private mutating func begin(at now: Double) {
    guard !hasBegun else { return }
    hasBegun = true
    for flow in lastSeen.indices { lastSeen[flow] = now }
  }

  private mutating func weighWritten(_ message: MessageObservation, _ place: MessageDirectory.Place) {
    let flow = Int(place.flow)
    let isKnown = flow < known && tagsOfFlow[flow].count == message.values.count
    for (index, value) in message.values.enumerated() {
      if isKnown {
        written.observe(value, tag: tagsOfFlow[flow][index], flow: place.flow, into: &findings)
      } else if index < message.tags.count, let tag = tagPlaces[message.tags[index]] {
        written.observe(value, tag: tag, flow: place.flow, into: &findings)
      }
    }
  }
}
