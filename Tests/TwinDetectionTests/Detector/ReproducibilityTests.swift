import Testing
import TwinModel

@testable import TwinDetection

@Suite struct ReproducibilityTests {
  static let blocks: [FrameBlock] = {
    var near = SimulatedProcess(seed: 2, decimals: 2)
    var far = SimulatedProcess(seed: 3, offset: 50, decimals: 2)
    return [
      FrameBlock(near.rows(250), tags: near.names, series: "near"),
      FrameBlock(far.rows(250), tags: far.names, series: "far"),
    ]
  }()

  static let one = Trained.train(blocks, threads: 1).encoded()

  @Test(arguments: [2, 3, 8])
  func `the model's bytes do not depend on the number of threads`(threads: Int) {
    #expect(Trained.train(Self.blocks, threads: threads).encoded() == Self.one)
  }

  @Test func `another seed is another model`() {
    #expect(Trained.train(Self.blocks, seed: 2).encoded() != Self.one)
  }

  @Test func `how rows were cut into blocks does not matter`() {
    var single: [FrameBlock] = []
    for block in Self.blocks {
      for row in 0..<block.count {
        single.append(
          FrameBlock(
            [block.frame(at: row).values], tags: block.tags, series: block.series(at: row), firstSequence: row))
      }
    }
    #expect(Trained.train(single).encoded() == Self.one)
  }

  @Test func `parallel map keeps the order`() {
    for threads in [1, 2, 3, 16] {
      #expect(parallelMap(100, threads: threads) { $0 * $0 } == (0..<100).map { $0 * $0 })
      #expect(parallelMap(0, threads: threads) { $0 } == [])
    }
  }
}
