import Testing
import TwinModel

@testable import TwinDetection

@Suite struct CoarseValuesTests {
  /// Four tags that move by a few hundredths and agree to a thousandth, recorded with nine decimals.
  static func collinear(seed: UInt64, count: Int) -> [[Double]] {
    var random = SeededGenerator(seed: seed, stream: 5)
    var level = 0.0
    return (0..<count).map { _ in
      level = 0.95 * level + 0.01 * random.normal()
      return [5 + level, 10 + 2 * level, 3 - level, 1 + level / 2].map { value in
        ((value + 0.001 * random.normal()) * 1e9).rounded() / 1e9
      }
    }
  }

  static let tags = ["A", "B", "C", "D"]
  static let model = Trained.train([FrameBlock(collinear(seed: 1, count: 1500), tags: tags)], falseAlarmsPerDay: 0.5)
  /// The same detector as it would be without variants for coarser values.
  static let fineOnly = DetectorModel(
    tags: tags, report: model.report,
    common: .init(series: nil, variants: [model.common.variants[0]]), ownUnits: [])

  static func live(decimals: Int) -> FrameBlock {
    let rows = collinear(seed: 2, count: 1500).map { row in row.map { Decimals.round($0, to: decimals) } }
    return FrameBlock(rows, tags: tags)
  }

  // With one decimal these tags have three values left, and a rare fourth is a surprise: not promised to be quiet.
  @Test(arguments: [2, 3])
  func `normal values with fewer decimals stay quiet`(decimals: Int) {
    let live = Self.live(decimals: decimals)
    // The first rows decide how many decimals the stream has; 0.5 alarms a day are the budget.
    #expect(Self.model.scores(live).alarmRuns <= 4)
  }

  @Test func `a detector without variants takes them for an attack`() {
    let naive = Self.fineOnly.scores(Self.live(decimals: 2))
    #expect(naive.alarmedRows.count > 750, "the trap is there: \(naive.alarmedRows.count) of 1500 rows alarmed")
  }

  @Test func `there is a variant for every coarser number of decimals`() {
    #expect(Self.model.common.variants.map(\.decimals) == [4, 3, 2, 1])
    let unit = Self.model.common
    #expect([0, 1, 2, 3, 4].map { unit.variant(decimals: $0).decimals } == [1, 1, 2, 3, 4])
  }

  @Test func `a fault is found in coarse values too`() {
    var rows = Self.collinear(seed: 3, count: 600).map { row in row.map { Decimals.round($0, to: 2) } }
    for index in 300..<400 { rows[index][1] += 0.2 }
    let scores = Self.model.scores(FrameBlock(rows, tags: Self.tags))
    #expect(scores.alarmedRows.contains { (300..<306).contains($0) })
  }
}
