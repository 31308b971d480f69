import Testing
import TwinModel

@testable import TwinDetection

@Suite struct MessageMonitorTests {
  /// Four hours of normal operation, learned once.
  static let baseline: MessageBaseline? = try? MessageBaseline.learn(
    SimulatedConversations(seed: 1, seconds: 4 * 3600).messages)
  /// An hour of another seed, into which attacks are put.
  static let fresh = SimulatedConversations(seed: 2, seconds: 3600).messages
  static let begin = 2400.0

  static func alarms(
    _ messages: [MessageObservation], limits: MessageLimits = MessageLimits()
  ) throws -> [Evidence] {
    var monitor = MessageMonitor(baseline: try #require(baseline), limits: limits)
    return messages.flatMap { monitor.observe($0) }.filter { $0.strength >= 1 }
  }

  @Test(arguments: [2, 3, 4] as [UInt64])
  func normalOperationRaisesNoAlarm(seed: UInt64) throws {
    let found = try Self.alarms(SimulatedConversations(seed: seed, seconds: 3 * 3600).messages)
    #expect(found.isEmpty, "\(found.map { "\($0.source) \($0.conversation ?? "") \($0.strength)" })")
  }

  /// What an attacker does to the stream, and which detector must see it, within how many seconds, about which tag.
  struct Case: CustomTestStringConvertible, Sendable {
    var detector: MessageDetector
    var within: Double
    var tag: String?
    var change: @Sendable ([MessageObservation]) -> [MessageObservation]
    var testDescription: String { detector.rawValue }
  }

  static func inserting(_ more: [MessageObservation]) -> @Sendable ([MessageObservation]) -> [MessageObservation] {
    { ($0 + more).sorted { $0.time < $1.time } }
  }

  static func changing(
    _ isMeant: @escaping @Sendable (MessageObservation) -> Bool,
    _ change: @escaping @Sendable (inout MessageObservation) -> Void
  ) -> @Sendable ([MessageObservation]) -> [MessageObservation] {
    { messages in
      messages.map { message in
        guard message.time >= SimulatedConversations.instant(begin), isMeant(message) else { return message }
        var changed = message
        change(&changed)
        return changed
      }.sorted { $0.time < $1.time }
    }
  }

  static func request(
    _ source: String, _ destination: String, code: UInt16, isWrite: Bool = false, address: UInt16 = 0,
    count: UInt16 = 2,
    at seconds: Double = begin
  ) -> MessageObservation {
    MessageObservation(
      time: SimulatedConversations.instant(seconds), from: source, to: destination, protocolName: "modbus-tcp",
      operation: isWrite ? "write" : "read", code: code, isWrite: isWrite,
      target: .registers(unit: 1, address: address, count: count))
  }

  static let cases: [Case] = [
    Case(detector: .newTalker, within: 1, change: inserting([request("rogue", "PLC", code: 3)])),
    Case(detector: .newConversation, within: 1, change: inserting([request("HMI", "RTU", code: 4)])),
    Case(detector: .newOperation, within: 1, change: inserting([request("PLC", "RTU", code: 8)])),
    Case(detector: .newWriter, within: 1, change: inserting([request("GW", "PLC", code: 6, isWrite: true)])),
    Case(detector: .newTarget, within: 1, change: inserting([request("PLC", "RTU", code: 4, address: 100)])),
    Case(
      detector: .rate, within: 60,
      change: inserting((0..<300).map { request("GW", "PLC", code: 3, count: 3, at: begin + Double($0)) })),
    Case(
      detector: .silence, within: 10,
      change: { messages in
        messages.filter { $0.time < SimulatedConversations.instant(begin) || $0.source != "RTU" }
      }),
    Case(
      detector: .roundTrip, within: 60,
      change: changing({ $0.source == "RTU" }, { $0.time.nanoseconds += 300_000 })),
    Case(
      detector: .staleness, within: 10,
      change: changing({ $0.sampled != nil }, { $0.sampled?.nanoseconds -= 60_000_000_000 })),
    Case(
      detector: .sequence, within: 2,
      change: changing({ $0.source == "RTU" && $0.code == 4 }, { $0.sequence = 7 })),
    Case(
      detector: .unsolicited, within: 2,
      change: changing({ $0.source == "RTU" && $0.code == 4 }, { $0.transaction = 9 })),
    Case(detector: .replay, within: 30, change: { replaying($0) }),
    Case(
      detector: .writtenValue, within: 2, tag: "speed",
      change: changing({ $0.code == 16 && $0.direction == .request }, { $0.values = [95] })),
    Case(
      detector: .contradiction, within: 20, tag: "level",
      change: changing({ $0.source == "PLC" && $0.destination == "GW" }, { $0.values[0] += 0.5 })),
    Case(
      detector: .identity, within: 300,
      change: changing({ $0.source == "HMI" }, { $0.identity = "key 3" })),
    Case(
      detector: .refusal, within: 20,
      change: changing({ $0.source == "GW" && $0.protocolName == "mqtt" }, { $0.authentication = .failed })),
  ]

  /// Payloads of a station become those of ten minutes before.
  static func replaying(_ messages: [MessageObservation]) -> [MessageObservation] {
    var messages = messages
    let places = messages.indices.filter { messages[$0].source == "RTU" && messages[$0].code == 4 }
    let original = messages
    for (count, place) in places.enumerated() where messages[place].time >= SimulatedConversations.instant(begin) {
      messages[place].values = original[places[count - 600]].values
      messages[place].digest = original[places[count - 600]].digest
    }
    return messages
  }

  @Test(arguments: cases)
  func findsWhatNormalOperationDoesNotDo(_ example: Case) throws {
    let found = try Self.alarms(example.change(Self.fresh))
    let early = found.first {
      ($0.sourceTime ?? SimulatedConversations.start) < SimulatedConversations.instant(Self.begin)
    }
    #expect(early == nil, "\(String(describing: early))")
    let alarm = found.first { $0.source == "message/\(example.detector.rawValue)" }
    let seen = found.map(\.source)
    let evidence = try #require(alarm, "seen instead: \(Set(seen).sorted())")
    let delay = try #require(evidence.sourceTime).seconds(since: SimulatedConversations.instant(Self.begin))
    #expect(delay <= example.within)
    #expect(evidence.conversation?.isEmpty == false)
    if let tag = example.tag { #expect(evidence.tag == tag) }
    guard case .pValue(let probability)? = evidence.weight else { return #expect(Bool(false), "no p-value") }
    #expect(probability > 0 && probability < 1e-4 || probability == 0)
  }

  @Test func aStreamWithoutMessagesIsSilence() throws {
    var monitor = MessageMonitor(baseline: try #require(Self.baseline))
    for message in Self.fresh.prefix(2000) { _ = monitor.observe(message) }
    let last = Self.fresh[1999].time
    var found: [Evidence] = []
    for second in 1...20 {
      found += monitor.advance(to: SourceTime(nanoseconds: last.nanoseconds + Int64(second) * 1_000_000_000))
    }
    #expect(found.contains { $0.source == "message/silence" && $0.strength >= 1 })
  }

  @Test func theSameMessagesGiveTheSameBits() throws {
    let messages = Self.cases.first { $0.detector == .replay }?.change(Self.fresh) ?? []
    let first = try Self.alarms(messages)
    let second = try Self.alarms(messages)
    #expect(!first.isEmpty && first == second)
    let again = try MessageBaseline.learn(SimulatedConversations(seed: 1, seconds: 4 * 3600).messages)
    #expect(again.encoded() == Self.baseline?.encoded())
  }

  @Test func whatIsKeptUpIsToldOnceAMinute() throws {
    let flood = (0..<6000).map { Self.request("rogue", "PLC", code: 3, at: Self.begin + Double($0) / 50) }
    let found = try Self.alarms(Self.inserting(flood)(Self.fresh)).filter { $0.source == "message/new-talker" }
    #expect(found.count < 40)
    #expect(found.count >= 2)
    #expect(found.last.map { $0.strength > 10 } ?? false)
  }
}
