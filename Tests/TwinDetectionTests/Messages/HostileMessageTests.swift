import Testing
import TwinModel

@testable import TwinDetection

/// Streams that somebody made to harm the monitor.
@Suite struct HostileMessageTests {
  private func monitor(_ limits: MessageLimits) throws -> MessageMonitor {
    MessageMonitor(baseline: try #require(MessageMonitorTests.baseline), limits: limits)
  }

  @Test func aCrowdOfStrangersIsCountedAndNotKept() throws {
    var limits = MessageLimits()
    limits.strangers = 50
    limits.reports = 64
    var monitor = try monitor(limits)
    var told = 0
    var crowds = 0
    for count in 0..<20_000 {
      let evidence = monitor.observe(
        MessageObservation(
          time: SimulatedConversations.instant(Double(count) * 1e-5), from: "10.0.\(count >> 8).\(count & 255)",
          to: "PLC", protocolName: "udp", operation: "datagram", target: .port(UInt16(count))))
      told += evidence.count
      crowds += evidence.count { $0.source == "message/crowd" && $0.strength >= 1 }
    }
    #expect(monitor.crowded > 19_000)
    #expect(crowds >= 1 && crowds < 100)
    #expect(told < 300)
    // Whoever belongs to the plant is heard all the same.
    let write = MessageMonitorTests.request("GW", "PLC", code: 6, isWrite: true, at: 1)
    #expect(monitor.observe(write).contains { $0.source == "message/new-writer" })
  }

  @Test func longNamesAreNotKept() throws {
    var monitor = try monitor(MessageLimits())
    for count in 0..<200 {
      _ = monitor.observe(
        MessageObservation(
          time: SimulatedConversations.instant(Double(count)), from: "HMI", to: "twin", protocolName: "http",
          operation: "GET", target: .path(String(repeating: "x", count: 10_000) + "/\(count)/leaf")))
    }
    #expect(monitor.crowded == 200)
  }

  @Test func noMessageTraps() throws {
    var monitor = try monitor(MessageLimits())
    let known = MessageMonitorTests.fresh
    let times: [Int64] = [.min, .max, 0, -1, 1_767_571_200_000_000_000]
    let values: [Double] = [.nan, .infinity, -.infinity, 0, 1e308, -0.0]
    var random = SeededGenerator(seed: 9, stream: 1)
    for round in 0..<20_000 {
      var message = known[Int(random.uniform() * Double(known.count))]
      switch round % 11 {
      case 0: message.time = SourceTime(nanoseconds: times[round % 5])
      case 1: message.values = message.values.map { _ in values[round % 6] }
      case 2: message.values = [Double](repeating: 1, count: round % 300)
      case 3: message.sequence = UInt32(truncatingIfNeeded: round &* 0x9E37_79B9)
      case 4: message.transaction = UInt32.max - UInt32(round)
      case 5: message.sampled = SourceTime(nanoseconds: times[round % 5])
      case 6: message.target = .path(String(repeating: "/", count: round % 40))
      case 7: message.code = UInt16(truncatingIfNeeded: round &* 31)
      case 8: (message.source, message.destination) = ("", "")
      case 9: message.tags = ["no such tag"]
      default: message.digest = UInt64(round)
      }
      for piece in monitor.observe(message) {
        #expect(piece.strength.isFinite && piece.strength >= 0.5)
      }
    }
    _ = monitor.advance(to: SourceTime(nanoseconds: .max))
  }

  @Test func nothingCanBeLearnedFromTooLittle() {
    #expect(throws: MessageLearningError.noMessages) { try MessageBaseline.learn([]) }
    #expect(throws: MessageLearningError.tooShort(minutes: 59, needed: 120)) {
      try MessageBaseline.learn(MessageMonitorTests.fresh)
    }
  }
}
