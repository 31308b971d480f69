internal import TwinModel

#if canImport(Glibc)
  import Glibc
#endif

/// Pairs answers with questions: answers that nobody asked for, and answers that come sooner or later than they did.
///
/// A constant delay, or another machine answering in a device's place, shifts the mean of the round trip long before a
/// single answer is remarkable; two exponentially weighted averages (weights 1/8 and 1/256) see a large shift at once and a
/// small one after some hundred answers.
///
/// Source: Roberts (1959), control chart tests based on geometric moving averages.
struct TransactionWatch: Sendable {
  private static let weights = (fast: 1.0 / 8, slow: 1.0 / 256)
  /// Largest standardised deviation that one answer may add.
  private static let clip = 3.0
  /// Answers after which the slow average is believed.
  private static let settled: UInt32 = 512
  /// Seconds after the beginning in which answers may belong to questions that nobody saw.
  static let warmUp = 60.0

  private struct Question {
    var transaction: UInt32
    var time: Double
    var isOpen = false
  }

  /// Shape `[conversation × outstanding]`: a ring of questions each.
  private var questions: [Question] = []
  /// Shape `[conversation]`.
  private var positions: [UInt8] = []
  private var counts: [DecayingCount] = []
  /// Shape `[conversation]`: whether its answers always had a question.
  private let unpaired: Set<Int32>

  private struct Flow {
    var mean = 0.0
    var inverseDeviation = 0.0
    var usual = 0.0
    var fast = 0.0
    var slow = 0.0
    var count: UInt32 = 0
  }
  private var flows: [Flow]
  private var begin: Double?

  init(_ baseline: MessageBaseline, unpaired: Set<Int32>) {
    flows = baseline.flows.map { profile in
      profile.roundTrip.map { Flow(mean: $0.mean, inverseDeviation: 1 / $0.deviation, usual: profile.usual.roundTrip) }
        ?? Flow()
    }
    self.unpaired = unpaired
  }

  /// Remembers a question, or looks for an answer's.
  ///
  /// - Parameter reverse: the conversation in the other direction; −1 for none.
  /// - Returns: seconds since the question, where there was one.
  mutating func observe(
    _ message: MessageObservation, _ place: MessageDirectory.Place, reverse: Int32, at now: Double,
    into findings: inout [MessageFinding]
  ) -> Double? {
    guard let transaction = message.transaction else { return nil }
    begin = begin ?? now
    grow(to: Int(max(place.conversation, reverse)) + 1)
    let size = MessageLimits.outstanding
    if message.direction == .request {
      let first = Int(place.conversation) * size
      let position = Int(positions[Int(place.conversation)])
      questions[first + position] = Question(transaction: transaction, time: now, isOpen: true)
      positions[Int(place.conversation)] = UInt8((position + 1) % size)
      return nil
    }
    guard reverse >= 0 else { return unsolicited(place, at: now, into: &findings) }
    let first = Int(reverse) * size
    var position = Int(positions[Int(reverse)])
    for _ in 0..<size {
      position = position == 0 ? size - 1 : position - 1
      guard questions[first + position].isOpen, questions[first + position].transaction == transaction else { continue }
      questions[first + position].isOpen = false
      let seconds = now - questions[first + position].time
      weigh(seconds, of: place.flow, into: &findings)
      return seconds
    }
    return unsolicited(place, at: now, into: &findings)
  }

  private mutating func grow(to count: Int) {
    while positions.count < count {
      positions.append(0)
      counts.append(DecayingCount())
      for _ in 0..<MessageLimits.outstanding { questions.append(Question(transaction: 0, time: 0)) }
    }
  }

  private mutating func unsolicited(
    _ place: MessageDirectory.Place, at now: Double, into findings: inout [MessageFinding]
  ) -> Double? {
    guard let begin, now - begin > Self.warmUp, !unpaired.contains(place.conversation) else { return nil }
    let count = counts[Int(place.conversation)].add(at: now)
    findings.append(MessageFinding(detector: .unsolicited, statistic: count, flow: place.flow))
    return nil
  }

  private mutating func weigh(_ seconds: Double, of flow: Int32, into findings: inout [MessageFinding]) {
    let index = Int(flow)
    guard index < flows.count, flows[index].inverseDeviation > 0 else { return }
    let standard = (log(max(seconds, 1e-7)) - flows[index].mean) * flows[index].inverseDeviation
    let clipped = min(max(standard, -Self.clip), Self.clip)
    flows[index].fast += Self.weights.fast * (clipped - flows[index].fast)
    flows[index].slow += Self.weights.slow * (clipped - flows[index].slow)
    flows[index].count &+= 1
    let slow = flows[index].count > Self.settled ? abs(flows[index].slow) * Self.inverse.slow : 0
    let statistic = max(abs(flows[index].fast) * Self.inverse.fast, slow) - flows[index].usual
    guard statistic > 0 else { return }
    findings.append(
      MessageFinding(
        detector: .roundTrip, statistic: statistic, flow: flow, observed: seconds, expected: exp(flows[index].mean)))
  }

  /// One over the averages' standard deviations, for independent answers.
  private static let inverse = (
    fast: ((2 - weights.fast) / weights.fast).squareRoot(), slow: ((2 - weights.slow) / weights.slow).squareRoot()
  )
}
