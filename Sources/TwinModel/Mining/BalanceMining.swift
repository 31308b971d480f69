/// Mines balances: for each level the flows that move it, by forward selection on the level's changes.
///
/// Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning (2nd ed. 2009), section 3.3.2.
enum BalanceMining {
  private static let mostFlows = 8
  /// A further flow must explain this share of what was unexplained.
  private static let leastGain = 0.03
  /// A balance must explain this share of what clock and calendar leave of the changes.
  private static let leastShare = 0.5
  private static let mostRows = 16_000
  private static let leastRows = 200
  private static let day = 86_400.0

  static func balances(_ tags: MiningTags, _ record: OperatingRecord) -> [(balance: Balance, remark: String)] {
    guard !tags.flows.isEmpty else { return [] }
    let profile = profile(of: record)
    guard let sums = Products(tags, record, profile: profile) else { return [] }
    return tags.levels.indices.compactMap { balance(of: $0, tags, sums, profile) }
  }

  /// What a record is long enough for: three of the periods.
  private static func profile(of record: OperatingRecord) -> Balance.Profile {
    let lengths = record.stretches.map { ($0.seconds.last ?? .nan) - ($0.seconds.first ?? .nan) }
    let longest = lengths.filter(\.isFinite).max() ?? 0
    return longest >= 21 * day ? .week : longest >= 3 * day ? .day : .none
  }

  private static func balance(
    of level: Int, _ tags: MiningTags, _ sums: Products, _ profile: Balance.Profile
  ) -> (balance: Balance, remark: String)? {
    let target = sums.firstLevel + level
    let base = Array(0..<sums.firstFlow)
    let start = sums.unexplained(of: target, by: base).variance
    guard start > 0 else { return nil }
    var chosen: [Int] = []
    var left = start
    while chosen.count < mostFlows {
      let trials = tags.flows.indices.filter { !chosen.contains($0) }.map { flow in
        (flow, sums.unexplained(of: target, by: base + (chosen + [flow]).map { $0 + sums.firstFlow }).variance)
      }
      guard let best = trials.min(by: { $0.1 < $1.1 }), best.1 < (1 - leastGain) * left else { break }
      chosen.append(best.0)
      left = best.1
    }
    guard !chosen.isEmpty, left < (1 - leastShare) * start else { return nil }
    let weights = sums.unexplained(of: target, by: base + chosen.map { $0 + sums.firstFlow }).weights.dropFirst(
      base.count)
    let signed = zip(chosen.map { tags.names[tags.flows[$0]] }, weights)
    let balance = Balance(
      name: "balance of \(tags.equipment(tags.levels[level]))",
      storage: [Balance.Store(tag: tags.names[tags.levels[level]])], inflow: signed.filter { $0.1 > 0 }.map(\.0),
      outflow: signed.filter { $0.1 <= 0 }.map(\.0), profile: profile)
    return (balance, "mined: explains \((1 - left / start).percentWords) of the level's changes beyond the profile")
  }

  /// Means of products of profile terms, flows and changes of levels, centred.
  private struct Products {
    let firstFlow: Int
    let firstLevel: Int
    private let width: Int
    private var covariance: [Double]

    init?(_ tags: MiningTags, _ record: OperatingRecord, profile: Balance.Profile) {
      firstFlow = TimeHarmonics.count(profile)
      firstLevel = firstFlow + tags.flows.count
      width = firstLevel + tags.levels.count
      covariance = [Double](repeating: 0, count: width * width)
      var mean = [Double](repeating: 0, count: width)
      var terms = [Double](repeating: 0, count: firstFlow)
      var count = 0.0
      for stretch in record.stretches {
        for row in 1..<max(stretch.count, 1) where Int(count) < BalanceMining.mostRows {
          let (old, new) = ((row - 1) * record.tags.count, row * record.tags.count)
          TimeHarmonics.fill(&terms, at: stretch.seconds[row - 1])
          let values =
            terms + tags.flows.map { stretch.values[old + $0] }
            + tags.levels.map { stretch.values[new + $0] - stretch.values[old + $0] }
          guard values.allSatisfy(\.isFinite) else { continue }
          count += 1
          for i in 0..<width {
            mean[i] += values[i]
            for j in 0...i { covariance[i * width + j] += values[i] * values[j] }
          }
        }
      }
      guard count >= Double(BalanceMining.leastRows) else { return nil }
      for i in 0..<width {
        for j in 0...i {
          covariance[i * width + j] = covariance[i * width + j] / count - mean[i] / count * (mean[j] / count)
          covariance[j * width + i] = covariance[i * width + j]
        }
      }
    }

    /// Variance of a column that a linear function of others leaves, and that function's weights.
    func unexplained(of target: Int, by columns: [Int]) -> (variance: Double, weights: [Double]) {
      let size = columns.count
      let variance = covariance[target * width + target]
      guard size > 0 else { return (variance, []) }
      var matrix = [Double](repeating: 0, count: size * size)
      for i in 0..<size {
        for j in 0..<size { matrix[i * size + j] = covariance[columns[i] * width + columns[j]] }
        matrix[i * size + i] = matrix[i * size + i] * (1 + 1e-6) + 1e-12
      }
      let right = columns.map { covariance[$0 * width + target] }
      guard let weights = CholeskyFactor(matrix, size: size)?.solve(right) else { return (variance, []) }
      return (variance - zip(weights, right).reduce(0) { $0 + $1.0 * $1.1 }, weights)
    }
  }
}
