/// Means of products of profile terms, flows, levels, pressures and changes of levels, centred: all that linear regressions
/// of a level's changes need.
struct MiningProducts {
  /// Pairs of rows that count.
  private(set) var count = 0
  private let names: [String]
  private let terms: Int
  private let flowCount: Int
  private let levelCount: Int
  private let width: Int
  private var covariance: [Double]

  /// - Parameter limit: pairs that are looked at, at most.
  /// - Parameter enough: with so many pairs between which no actuator was switched, only these count.
  init?(_ tags: MiningTags, _ record: OperatingRecord, profile: Balance.Profile, limit: Int, enough: Int) {
    let columns = tags.flows + tags.levels + tags.pressures
    names = columns.map { tags.names[$0] }
    terms = TimeHarmonics.count(profile)
    flowCount = tags.flows.count
    levelCount = tags.levels.count
    width = terms + columns.count + tags.levels.count
    covariance = [Double](repeating: 0, count: width * width)
    let isCalm = Self.calm(tags, record, limit: limit)
    let onlyCalm = isCalm.count { $0 } >= enough
    gather(tags, record, columns: columns, isUsed: isCalm.map { $0 || !onlyCalm })
    guard count > 1 else { return nil }
  }

  /// Columns of the profile.
  var base: [Int] { Array(0..<terms) }
  var flows: [Int] { Array(terms..<terms + flowCount) }
  var levels: [Int] { Array(terms + flowCount..<terms + flowCount + levelCount) }
  var pressures: [Int] { Array(terms + flowCount + levelCount..<width - levelCount) }
  /// The column of a level's change.
  func change(_ level: Int) -> Int { width - levelCount + level }
  func name(_ column: Int) -> String { names[column - terms] }

  /// For each pair of neighbouring rows, in order: whether no actuator was switched between them.
  private static func calm(_ tags: MiningTags, _ record: OperatingRecord, limit: Int) -> [Bool] {
    var calm: [Bool] = []
    let width = record.tags.count
    for stretch in record.stretches {
      for row in 1..<max(stretch.count, 1) where calm.count < limit {
        let (old, new) = ((row - 1) * width, row * width)
        calm.append(tags.actuators.allSatisfy { stretch.values[old + $0] == stretch.values[new + $0] })
      }
    }
    return calm
  }

  private mutating func gather(_ tags: MiningTags, _ record: OperatingRecord, columns: [Int], isUsed: [Bool]) {
    var mean = [Double](repeating: 0, count: width)
    var values = mean
    var harmonics = [Double](repeating: 0, count: terms)
    var pair = 0
    for stretch in record.stretches {
      for row in 1..<max(stretch.count, 1) where pair < isUsed.count {
        defer { pair += 1 }
        guard isUsed[pair] else { continue }
        let (old, new) = ((row - 1) * record.tags.count, row * record.tags.count)
        if terms > 0 { TimeHarmonics.fill(&harmonics, at: stretch.seconds[row - 1]) }
        for index in 0..<terms { values[index] = harmonics[index] }
        for (index, column) in columns.enumerated() { values[terms + index] = stretch.values[old + column] }
        for (index, level) in tags.levels.enumerated() {
          values[change(index)] = stretch.values[new + level] - stretch.values[old + level]
        }
        guard values.allSatisfy(\.isFinite) else { continue }
        count += 1
        for i in 0..<width {
          mean[i] += values[i]
          for j in 0...i { covariance[i * width + j] += values[i] * values[j] }
        }
      }
    }
    let total = Double(max(count, 1))
    for i in 0..<width {
      for j in 0...i {
        covariance[i * width + j] = covariance[i * width + j] / total - mean[i] / total * (mean[j] / total)
        covariance[j * width + i] = covariance[i * width + j]
      }
    }
  }

  /// Variance of a column that a linear function of others leaves, and that function's weights.
  func unexplained(of target: Int, by columns: [Int]) -> (variance: Double, weights: [Double]) {
    let size = columns.count
    let variance = covariance[target * width + target]
    guard size > 0 else { return (variance, []) }
    // In standard units, because flows, levels and pressures are of very different size.
    let scale = columns.map { max(covariance[$0 * width + $0], 1e-24).squareRoot() }
    var matrix = [Double](repeating: 0, count: size * size)
    for i in 0..<size {
      for j in 0..<size { matrix[i * size + j] = covariance[columns[i] * width + columns[j]] / (scale[i] * scale[j]) }
      matrix[i * size + i] += 1e-6
    }
    let right = columns.indices.map { covariance[columns[$0] * width + target] / scale[$0] }
    guard let weights = CholeskyFactor(matrix, size: size)?.solve(right) else { return (variance, []) }
    let left = variance - zip(weights, right).reduce(0) { $0 + $1.0 * $1.1 }
    return (max(left, 0), zip(weights, scale).map { $0 / $1 })
  }

  /// Columns chosen one after the other, each the one that explains most of what is left.
  func selected(of target: Int, beyond base: [Int], from candidates: [Int], most: Int, leastGain: Double) -> [Int] {
    var chosen: [Int] = []
    var left = unexplained(of: target, by: base).variance
    while chosen.count < most {
      let trials = candidates.filter { !chosen.contains($0) }.map {
        (column: $0, variance: unexplained(of: target, by: base + chosen + [$0]).variance)
      }
      guard let best = trials.min(by: { $0.variance < $1.variance }), best.variance < (1 - leastGain) * left else {
        break
      }
      chosen.append(best.column)
      left = best.variance
    }
    return chosen
  }
}
