import Testing
import TwinModel

@testable import TwinDetection

@Suite struct StationarityScreenTests {
  static func drifting(_ deviations: Double) -> [[Double]] {
    let rows = Trained.plantRows(seed: 21, count: 1500)
    return rows.enumerated().map { index, row in
      row.enumerated().map { tag, value in
        tag < 3 ? value + deviations * SimulatedProcess.scale(tag) * Double(index) / 1500 : value
      }
    }
  }

  @Test(arguments: [21, 22, 23])
  func `a stationary process keeps its channels`(seed: UInt64) {
    let model = Trained.train([FrameBlock(Trained.plantRows(seed: seed, count: 1500), tags: Trained.names)])
    #expect(!model.report.setAside.contains { $0.reason.contains("drifts") })
    #expect(model.report.channels.count + model.report.setAside.count == Channel.learnedCount)
  }

  @Test func `a process that drifts away loses the channels that drift, and the report says so`() {
    let model = Trained.train([FrameBlock(Self.drifting(20), tags: Trained.names)])
    let drifts = model.report.setAside.filter { $0.reason.contains("drifts") }
    #expect(drifts.contains { $0.channel.residual == .crossSensor })
    #expect(!model.report.channels.isEmpty, "something is left to listen to")
    #expect(Set(model.report.channels).isDisjoint(with: model.report.setAside.map(\.channel)))
  }

  @Test func `growth is that of what was fitted to the first half`() throws {
    let tags = Trained.names.count
    let calm = try #require(
      StationarityScreen.growth(of: Trained.plantRows(seed: 21, count: 1500).flatMap { $0 }, tags: tags))
    let drift = try #require(StationarityScreen.growth(of: Self.drifting(20).flatMap { $0 }, tags: tags))
    let cross = try #require(Channel.all.firstIndex { $0.residual == .crossSensor })
    #expect(drift[cross] > StationarityScreen.limit)
    #expect(drift[cross] > calm[cross])
    #expect(calm.allSatisfy { $0.isFinite } && drift.allSatisfy { $0.isFinite })
  }

  @Test func `too few rows say nothing`() {
    let rows = Trained.plantRows(seed: 1, count: 60)
    #expect(StationarityScreen.growth(of: rows.flatMap { $0 }, tags: Trained.names.count) == nil)
  }
}
