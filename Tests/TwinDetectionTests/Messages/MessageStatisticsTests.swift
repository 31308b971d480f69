import Foundation
import Testing
import TwinModel

@testable import TwinDetection

@Suite struct MessageStatisticsTests {
  @Test func aWindowThatComesAgainWeighsMoreTheRarerItsPayloads() {
    var random = SeededGenerator(seed: 1, stream: 1)
    let rare = (0..<400).map { _ in UInt64(random.uniform() * 1e9) + 1 }
    let common = (0..<400).map { _ in UInt64(random.uniform() * 3) + 1 }
    for (window, isRare) in [(rare, true), (common, false)] {
      var ring = DigestRing(capacity: 512)
      for digest in window { _ = ring.add(digest) }
      #expect(ring.run < 20, "\(isRare) before: \(ring.run)")
      for digest in window[100..<130] { _ = ring.add(digest) }
      #expect((ring.run > 100) == isRare, "\(isRare): \(ring.run)")
    }
  }

  @Test func aRunEndsWithTwoPayloadsThatDoNotFit() {
    var ring = DigestRing(capacity: 64)
    for digest in 1...40 as ClosedRange<UInt64> { _ = ring.add(digest) }
    for digest in 1...10 as ClosedRange<UInt64> { _ = ring.add(digest) }
    let before = ring.run
    #expect(before > 25)
    #expect(ring.add(1000) < before)
    #expect(ring.add(12) > before - 6)
    _ = ring.add(1001)
    for stranger in 1002...1020 as ClosedRange<UInt64> { _ = ring.add(stranger) }
    #expect(ring.run == 0)
    // What it weighed is remembered, less and less.
    #expect(ring.credit > before / 2 && ring.weight == ring.credit)
    for stranger in 2000...2400 as ClosedRange<UInt64> { _ = ring.add(stranger) }
    #expect(ring.credit < 2)
  }

  @Test func aPayloadThatDoesNotChangeIsNoReplay() {
    var ring = DigestRing(capacity: 64)
    for _ in 0..<1000 { #expect(ring.add(5) == 0) }
  }

  @Test func aTailMeasuresWhatItIsMadeFrom() {
    var random = SeededGenerator(seed: 3, stream: 1)
    let quiet = MessageTail(of: .refusal, minutes: [Float](repeating: 0, count: 1000))
    #expect(quiet.probability(of: 0) == 1)
    #expect(quiet.probability(of: 1) < 1e-6)
    let minutes = (0..<5000).map { $0 % 100 == 0 ? Float(1 + 2 * random.exponential()) : 0 }
    let tail = MessageTail(of: .rate, minutes: minutes)
    #expect(tail.ratePerMinute > 0.004 && tail.ratePerMinute < 0.012)
    #expect(tail.scale > 2 && tail.scale < 5)
    #expect(tail.probability(of: 5) > tail.probability(of: 10))
    #expect(tail.logRate(reaching: 1e9) < -1e6)
  }

  @Test func whatStraysByChanceMayHaveBeenMissedInTraining() {
    let days = [Float](repeating: 0, count: 5 * 1440)
    // Once in sixteen days and once in eight hundred: half and a hundredth of an event in three days and five.
    #expect(abs(MessageTail(of: .staleness, minutes: days).ratePerMinute * 8 * 1440 - 0.5) < 1e-9)
    #expect(abs(MessageTail(of: .newTalker, minutes: days).ratePerMinute * 8 * 1440 - 0.01) < 1e-9)
    #expect(MessageTail(of: .staleness).ratePerMinute > MessageTail(of: .newWriter).ratePerMinute)
  }

  @Test(arguments: [(1, 15, false), (1, 16, true), (4, 64, true), (5, 1000, false), (1000, 1000, false)])
  func whatIsNewAgainAndAgainVaries(changesPerValue: Int, changes: Int, varies: Bool) {
    var variety = Variety()
    for change in 0..<changes { variety.add(UInt64(change / changesPerValue)) }
    #expect(variety.isEnough == varies)
  }

  @Test func strengthOneIsTheBudget() throws {
    let baseline = try #require(MessageMonitorTests.baseline)
    for detector in MessageDetector.allCases {
      let tail = baseline.tails[detector.place]
      let level = tail.start + tail.scale * (log(tail.ratePerMinute) - baseline.logBudget)
      guard level > tail.start else { continue }
      #expect(abs(baseline.strength(of: level, by: detector) - 1) < 1e-9)
      #expect(abs(Double(MessageDetector.count) * 1440 * tail.probability(of: level) - 1 / 30) < 1e-3)
    }
  }

  @Test func detectorsHaveEachAPlace() {
    #expect(MessageDetector.allCases.map(\.place) == Array(0..<MessageDetector.count))
    #expect(MessageDetector.allCases.allSatisfy { $0.sign != nil })
  }

  @Test func anEventIsForgottenInTime() {
    var count = DecayingCount()
    #expect(count.add(at: 0) == 1)
    #expect(count.add(at: 0) == 2)
    #expect(abs(count.add(at: 600) - 2) < 1e-6)
    #expect(count.add(at: 1e9) == 1)
  }

  @Test func upstreamIsWhereAValueIsSaidFirst() {
    var order = TagOrder()
    var random = SeededGenerator(seed: 4, stream: 1)
    var value = 0.0
    for step in 0..<300 {
      value = (random.uniform() * 1e6).rounded()
      order.add([value, step > 150 ? 1 : 0], flow: 0, tags: [0, 1])
      order.add([value, step > 150 ? 1 : 0], flow: 2, tags: [0, 1])
    }
    let upstream = order.upstream()
    #expect(upstream[0] == nil && upstream[1] == nil)
    #expect(upstream[2]?.flow == 0 && upstream[2]?.index == 0)
    // The second tag changed once: it follows the first.
    #expect(upstream[3]?.flow == 0 && upstream[3]?.index == 1)
  }

  /// Twelve hours of a valve that is told open and closed by turns, learned from three: it goes on as it began.
  @Test(arguments: [2, 3, 40])
  func whatIsOnAndOffByTurnsIsNoReplay(_ kinds: Int) throws {
    func messages(_ hours: Int, areWrites: Bool = false) -> [MessageObservation] {
      var random = SeededGenerator(seed: 8, stream: 2)
      return (0..<hours * 360).map { step in
        let place = kinds > 3 ? Int(random.uniform() * Double(kinds)) : step % kinds
        return MessageObservation(
          time: SimulatedConversations.instant(10 * Double(step)), from: "PLC", to: "RTU", protocolName: "modbus-tcp",
          operation: areWrites ? "write" : "push", code: 16, isWrite: areWrites,
          target: .registers(unit: 1, address: 0, count: 1),
          tags: ["valve"], values: [Double(place)], digest: MessageDigest.of(value: Double(place)))
      }
    }
    let baseline = try MessageBaseline.learn(messages(3))
    #expect(baseline.flows.map { $0.memory > 0 } == [kinds > 3])
    // A controller writes the same set points again by itself.
    #expect(try MessageBaseline.learn(messages(3, areWrites: true)).flows.allSatisfy { $0.memory == 0 })
    guard kinds <= 3 else { return }
    var monitor = MessageMonitor(baseline: baseline)
    let evidence = messages(12).flatMap { monitor.observe($0) }
    #expect(!evidence.contains { $0.sign == .replay && $0.strength >= 1 })
  }
}
