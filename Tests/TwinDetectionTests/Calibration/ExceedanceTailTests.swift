import Testing
import TwinModel

@testable import TwinDetection

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct ExceedanceTailTests {
  static func samples(_ count: Int, seed: UInt64) -> [Float] {
    var random = SeededGenerator(seed: seed, stream: 7)
    return (0..<count).map { _ in Float(random.exponential()) }
  }

  @Test(arguments: 1...5)
  func `exponential samples give the exponential's levels and rates`(seed: UInt64) {
    let tail = ExceedanceTail(stretches: [Self.samples(20_000, seed: seed)], separation: 2)
    for rows in [1000.0, 10_000, 100_000] {
      let level = tail.level(oncePer: rows)
      #expect(abs(level / log(rows) - 1) < 0.15)
      #expect(abs(tail.rate(above: level).expected * rows - 1) < 1e-6)
    }
  }

  @Test func `the interval covers the true rate in nineteen of twenty cases`() {
    let cases = 100
    let covered = (0..<cases).count { seed in
      let tail = ExceedanceTail(stretches: [Self.samples(2000, seed: UInt64(seed))], separation: 1)
      let level = tail.level(oncePer: 5000)
      let rate = tail.rate(above: level)
      #expect(rate.low < rate.expected && rate.expected < rate.high)
      return (rate.low...rate.high).contains(exp(-level))
    }
    #expect(covered >= cases * 9 / 10)
  }

  @Test func `rows close together are one cluster, rows apart and rows of other stretches are not`() {
    var stretch = [Float](repeating: 0, count: 200)
    for index in [20, 21, 25, 60, 100, 105] { stretch[index] = Float(index) }
    #expect(ExceedanceTail(stretches: [stretch], separation: 6).clusters == 3)
    #expect(ExceedanceTail(stretches: [stretch], separation: 5).clusters == 3)
    #expect(ExceedanceTail(stretches: [stretch], separation: 4).clusters == 4)
    #expect(ExceedanceTail(stretches: [stretch], separation: 1).clusters == 5)
    let tail = ExceedanceTail(stretches: [stretch, stretch], separation: 6)
    #expect(tail.clusters == 6)
    #expect(tail.rows == 400)
    // The end of one stretch and the beginning of the next do not touch.
    let cut = ExceedanceTail(stretches: [Array(stretch[..<103]), Array(stretch[103...])], separation: 6)
    #expect(cut.clusters == 4)
  }

  @Test func `a level rises with the rows and is never below the tail's start`() {
    let tail = ExceedanceTail(stretches: [Self.samples(3000, seed: 1)], separation: 6)
    let levels = [0.5, 1, 10, 1e3, 1e6, 1e12].map { tail.level(oncePer: $0) }
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(levels[0] == tail.start)
    #expect(tail.rate(above: levels[3]).expected > tail.rate(above: levels[4]).expected)
  }

  @Test(arguments: [[[Float]](), [[]], [[1, 1, 1, 1, 1]], [[0]]])
  func `no rows and equal rows give a tail without trap`(stretches: [[Float]]) {
    let tail = ExceedanceTail(stretches: stretches, separation: 6)
    #expect(tail.level(oncePer: 1000).isFinite)
    let rate = tail.rate(above: 2)
    #expect(rate.low <= rate.expected && rate.expected <= rate.high && rate.high.isFinite)
  }

  @Test(arguments: [1.0, 100, 1e4, 1e30])
  func `a rate stays a number, however far out`(level: Double) {
    let stretch = (0..<200).map { Float($0 % 17 == 0 ? 0.01 + Double($0) * 1e-6 : 0) }
    let rate = ExceedanceTail(stretches: [stretch], separation: 2).rate(above: level)
    #expect(rate.low >= 0 && rate.low <= rate.expected && rate.expected <= rate.high && rate.high.isFinite, "\(rate)")
  }
}
