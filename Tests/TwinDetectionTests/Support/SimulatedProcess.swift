import TwinModel

/// A stable vector autoregression of order 1 with correlated innovations, whose every realisation one seed decides.
///
/// xₜ = A·xₜ₋₁ + L·eₜ with A = 0.7·I + 0.2·(ring shift) and L = 0.6·I + a common factor of 0.8; tag j reports
/// 10·(j+1) + (1 + j/2)·xⱼ.
struct SimulatedProcess {
  let tags: Int
  /// Added to every tag's level; distinct levels make distinct normals.
  var offset = 0.0
  /// Decimals of the reported values; `nil` for all digits.
  var decimals: Int?
  private var state: [Double]
  private var random: SeededGenerator

  init(tags: Int = 6, seed: UInt64, offset: Double = 0, decimals: Int? = nil) {
    self.tags = tags
    self.offset = offset
    self.decimals = decimals
    state = [Double](repeating: 0, count: tags)
    random = SeededGenerator(seed: seed, stream: 11)
    for _ in 0..<100 { step() }
  }

  var names: [String] { (0..<tags).map { "T\($0)" } }

  /// The unit in which tag `tag` moves: its standard deviation is about 1.5 of these.
  static func scale(_ tag: Int) -> Double { 1 + Double(tag) / 2 }

  private mutating func step() {
    let common = 0.8 * random.normal()
    let before = state
    for tag in 0..<tags {
      state[tag] = 0.7 * before[tag] + 0.2 * before[(tag + 1) % tags] + common + 0.6 * random.normal()
    }
  }

  /// The next row, shape `[tag]`.
  mutating func next() -> [Double] {
    step()
    return (0..<tags).map { tag in
      let value = 10 * Double(tag + 1) + offset + Self.scale(tag) * state[tag]
      guard let decimals else { return value }
      let power = [1.0, 10, 100, 1000, 10_000, 100_000][decimals]
      return (value * power).rounded() / power
    }
  }

  /// The next rows.
  mutating func rows(_ count: Int) -> [[Double]] { (0..<count).map { _ in next() } }
}

extension FrameBlock {
  /// Consecutive rows of one series.
  init(_ rows: [[Double]], tags: [String], series: String = "plant", firstSequence: Int = 0, labels: [Bool] = []) {
    self.init(tags: tags)
    for (index, row) in rows.enumerated() {
      append(
        series: series, sequence: firstSequence + index, sourceTime: nil, values: row,
        label: labels.isEmpty ? nil : labels[index])
    }
  }
}
