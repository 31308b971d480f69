import TwinModel

/// Rows of a stable autoregressive process with common factors, made from a seed.
struct SimulatedFrames {
  static let tagCount = 50
  static let tags = (0..<tagCount).map { "TAG_\($0)" }

  private var random: SeededGenerator
  private var factors = [Double](repeating: 0, count: 8)
  private var own = [Double](repeating: 0, count: tagCount)

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func next() -> [Double] {
    for index in factors.indices { factors[index] = 0.95 * factors[index] + 0.3 * random.normal() }
    for tag in own.indices { own[tag] = 0.6 * own[tag] + 0.2 * random.normal() }
    return own.indices.map { 100 + factors[$0 % 8] + 0.5 * factors[($0 / 8) % 8] + own[$0] }
  }

  mutating func block(_ rows: Int, from first: Int = 0) -> FrameBlock {
    var block = FrameBlock(tags: Self.tags)
    for row in 0..<rows { block.append(series: "plant", sequence: first + row, sourceTime: nil, values: next()) }
    return block
  }
}
