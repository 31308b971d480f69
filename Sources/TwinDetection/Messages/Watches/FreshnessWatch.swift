internal import TwinModel

/// Sequence numbers that repeat or go back, and payloads that are older than payloads of their kind ever were.
///
/// Source: RFC 1982 (comparing serial numbers that wrap).
struct FreshnessWatch: Sendable {
  private struct Conversation {
    var last: UInt32 = 0
    var hasSpoken = false
    /// Consecutive numbers that went back; a device that restarted begins anew.
    var regressions: UInt8 = 0
    var count = DecayingCount()
  }
  private var conversations: [Conversation] = []
  private let unordered: Set<Int32>

  private struct Flow {
    var longest: Double
    /// One over the usual age.
    var inverse: Double
  }
  private let flows: [Flow]

  /// Consecutive numbers that went back after which a new beginning is accepted.
  private static let patience: UInt8 = 16

  /// - Parameter unordered: conversations whose numbers are not in order in normal operation.
  init(_ baseline: MessageBaseline, unordered: Set<Int32>) {
    self.unordered = unordered
    flows = baseline.flows.map { profile in
      profile.age.map { Flow(longest: $0.longest, inverse: 1 / max($0.mean, 1e-3)) } ?? Flow(longest: 0, inverse: 0)
    }
  }

  mutating func observe(
    _ message: MessageObservation, _ place: MessageDirectory.Place, at now: Double,
    into findings: inout [MessageFinding]
  ) {
    if let sequence = message.sequence { follow(sequence, place, at: now, into: &findings) }
    let flow = Int(place.flow)
    guard let sampled = message.sampled, flow < flows.count, flows[flow].inverse > 0 else { return }
    let age = message.time.seconds(since: sampled)
    let statistic = (age - flows[flow].longest) * flows[flow].inverse
    guard statistic > 0 else { return }
    findings.append(
      MessageFinding(
        detector: .staleness, statistic: statistic, flow: place.flow, observed: age, expected: 1 / flows[flow].inverse))
  }

  private mutating func follow(
    _ sequence: UInt32, _ place: MessageDirectory.Place, at now: Double, into findings: inout [MessageFinding]
  ) {
    let index = Int(place.conversation)
    while conversations.count <= index { conversations.append(Conversation()) }
    guard conversations[index].hasSpoken else {
      conversations[index].hasSpoken = true
      conversations[index].last = sequence
      return
    }
    let last = conversations[index].last
    if Int32(bitPattern: sequence &- last) > 0 {
      conversations[index].last = sequence
      conversations[index].regressions = 0
      return
    }
    guard !unordered.contains(place.conversation) else { return }
    conversations[index].regressions += 1
    if conversations[index].regressions >= Self.patience {
      conversations[index].regressions = 0
      conversations[index].last = sequence
    }
    findings.append(
      MessageFinding(
        detector: .sequence, statistic: conversations[index].count.add(at: now), flow: place.flow,
        observed: Double(sequence), expected: Double(last) + 1))
  }
}
