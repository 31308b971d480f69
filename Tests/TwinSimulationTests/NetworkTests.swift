import Testing
import TwinModel

@testable import TwinSimulation

@Suite struct `A simulated network` {
  private func arrivals(_ network: inout SimulatedNetwork, count: Int, from: Int = 0, to: Int = 1) -> [[Int64]] {
    var random = SeededGenerator(seed: 5)
    return (0..<count).map { index in
      let (first, second) = network.arrivals(
        from: from, to: to, byteCount: 3, at: Int64(index) * 1_000, using: &random)
      return [first, second].compactMap { $0 }
    }
  }

  @Test func `loss and duplication come as often as they were asked for`() {
    var network = SimulatedNetwork(
      nodeCount: 2,
      link: LinkBehaviour(delay: .constant(5), lossPerMillion: 100_000, duplicationPerMillion: 250_000))
    let all = arrivals(&network, count: 20_000)
    let lost = Double(all.count { $0.isEmpty }) / 20_000
    let twice = Double(all.count { $0.count == 2 }) / Double(all.count { !$0.isEmpty })
    #expect(abs(lost - 0.1) < 0.01)
    #expect(abs(twice - 0.25) < 0.015)
    #expect(network.lostCount == all.count { $0.isEmpty })
    #expect(network.sentCount == 20_000 && network.sentBytes == 60_000)
  }

  @Test func `a link that keeps order never overtakes, another does`() {
    let delay = DelayDistribution.uniform(0...50_000)
    var ordered = SimulatedNetwork(nodeCount: 2, link: LinkBehaviour(delay: delay, keepsOrder: true))
    var loose = SimulatedNetwork(nodeCount: 2, link: LinkBehaviour(delay: delay))
    let inOrder = arrivals(&ordered, count: 500).flatMap { $0 }
    let mixed = arrivals(&loose, count: 500).flatMap { $0 }
    #expect(inOrder == inOrder.sorted())
    #expect(mixed != mixed.sorted())
  }

  @Test func `a cut is one way, a partition cuts between groups only, healing mends all`() {
    var network = SimulatedNetwork(nodeCount: 4, link: .calm)
    network.setCut(from: 0, to: 1, true)
    #expect(network.isCut(from: 0, to: 1) && !network.isCut(from: 1, to: 0))
    let there = arrivals(&network, count: 3, from: 0, to: 1)
    let back = arrivals(&network, count: 3, from: 1, to: 0)
    #expect(there.map(\.count) == [0, 0, 0])
    #expect(back.map(\.count) == [1, 1, 1])
    network.partition([0, 1, 0, 1])
    for sender in 0..<4 {
      for receiver in 0..<4 {
        #expect(network.isCut(from: sender, to: receiver) == (sender % 2 != receiver % 2))
      }
    }
    network.heal()
    #expect(!network.isCut(from: 0, to: 1) && !network.isCut(from: 2, to: 3))
  }

  @Test(arguments: [1_000, 1_000_000, 3_000_000_000] as [Int64])
  func `an exponential delay has the mean it was given`(mean: Int64) {
    var random = SeededGenerator(seed: 3)
    let count = 200_000
    let spans = (0..<count).map { _ in Double(random.exponentialSpan(mean: mean)) }
    let average = spans.reduce(0, +) / Double(count)
    #expect(abs(average / Double(mean) - 1) < 0.01)
    // The tail beyond three means: e⁻³ = 0.0498 for the exponential law.
    let tail = Double(spans.count { $0 > 3 * Double(mean) }) / Double(count)
    #expect(abs(tail - 0.0498) < 0.01)
  }

  @Test func `events leave the queue in the order of time, and of scheduling within one instant`() {
    var random = SeededGenerator(seed: 9)
    var queue = EventQueue()
    var expected: [(Int64, UInt32)] = []
    var left: [(Int64, UInt32)] = []
    for index in 0..<5_000 as Range<UInt32> {
      let time = Int64(random.below(500))
      queue.schedule(.timer, at: time, node: 0, payload: index)
      expected.append((time, index))
    }
    while let event = queue.popEarliest() { left.append((event.time, event.payload)) }
    expected.sort { $0 < $1 }
    #expect(left.count == expected.count)
    #expect(zip(left, expected).allSatisfy { $0 == $1 })
  }
}
