import Testing
import TwinModel

@testable import TwinDetection

@Suite struct FusedScoreTests {
  static let count = Channel.all.count

  static func fusion(levels: [Float], threshold: Float = 1) -> Fusion {
    Fusion(
      inverseLevel: (0..<count).map { $0 < levels.count && levels[$0] > 0 ? 1 / levels[$0] : 0 }, threshold: threshold)
  }

  static func row(_ values: [Float]) -> [Float] { values + [Float](repeating: 0, count: count - values.count) }

  @Test func `channels at their levels score 1, and channels not in use count for nothing`() {
    var score = FusedScore(Self.fusion(levels: [2, 0, 4]))
    let next = score.next(Self.row([2, 1e6, 4]))
    #expect(abs(next - 1) < 1e-6)
    var none = FusedScore(Self.fusion(levels: []))
    let silent = none.next(Self.row([1, 2, 3]))
    #expect(silent == 0)
  }

  @Test(arguments: [1.01, 1.5, 2, 40, 1e30] as [Float])
  func `an alarm outlasts its cause by at most the off-delay`(height: Float) {
    var score = FusedScore(Self.fusion(levels: [1]))
    let first = score.next(Self.row([height]))
    #expect(first > 1)
    let after = (0..<100).map { _ in score.next(Self.row([0])) }
    let held = after.count { $0 > 1 }
    #expect(held <= FusedScore.offDelay)
    #expect(after[..<held].allSatisfy { $0 > 1 }, "an alarm ends once")
    #expect(zip(after, after.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test(arguments: [1, 14, 60]) func `a chosen off-delay holds an alarm of twice the threshold for about so many rows`(
    rows: Int
  ) {
    var score = FusedScore(Self.fusion(levels: [1]), offDelay: rows)
    _ = score.next(Self.row([40]))
    let held = (0..<200).prefix { _ in score.next(Self.row([0])) > 1 }.count
    #expect(held <= rows && held >= rows - 1, "\(held)")
  }

  @Test func `a quiet score holds no alarm`() {
    var score = FusedScore(Self.fusion(levels: [1]))
    let quiet = (0..<50).map { _ in score.next(Self.row([0.99])) }
    #expect(quiet.allSatisfy { $0 <= 1 })
  }

  @Test func `more in any channel is never less in the score`() {
    var random = SeededGenerator(seed: 6)
    let levels = (0..<Self.count).map { _ in Float(0.5 + random.uniform()) }
    for _ in 0..<300 {
      let row = (0..<Self.count).map { _ in Float(2 * random.uniform()) }
      var more = row
      more[Int(random.next() % UInt64(Self.count))] += Float(random.uniform() * 3)
      var (low, high) = (FusedScore(Self.fusion(levels: levels)), FusedScore(Self.fusion(levels: levels)))
      let (below, above) = (low.next(row), high.next(more))
      #expect(below <= above)
    }
  }

  @Test func `shares sum to 1 and follow the channels`() {
    let score = FusedScore(Self.fusion(levels: [1, 1, 1]))
    var shares = [Float](repeating: 7, count: Self.count)
    score.shares(Self.row([2, 1, 0]), into: &shares)
    #expect(abs(shares.reduce(0, +) - 1) < 1e-6)
    #expect(shares[0] > shares[1] && shares[1] > shares[2] && shares[2] == 0)
    score.shares(Self.row([]), into: &shares)
    #expect(shares.allSatisfy { $0 == 0 })
  }

  @Test func `an infinite channel is an alarm and not a NaN`() {
    var score = FusedScore(Self.fusion(levels: [1, 1]))
    let loud = score.next(Self.row([.infinity, 0]))
    #expect(loud > 1 && loud.isFinite)
  }
}
