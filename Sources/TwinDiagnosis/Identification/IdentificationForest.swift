internal import TwinModel

/// A forest of decision trees on the features of an incident: what it is when several things come together, such as a new
/// program *and* a sensor that lies.
///
/// Every tree is grown on a sample of the incidents drawn with replacement, looks at √features features at each fork, and
/// ends in leaves that hold the shares of the classes, every class weighing the same.
///
/// Source: Breiman, Random forests (Machine Learning 45, 2001).
struct IdentificationForest: Sendable, Equatable, Codable {
  /// One tree, its nodes in the order of a walk that takes the lower side first.
  struct Tree: Sendable, Equatable, Codable {
    /// Shape `[node]`: the feature that decides; −1 at a leaf.
    var feature: [Int] = []
    /// Shape `[node]`: values up to it go to the next node; 0 at a leaf.
    var threshold: [Double] = []
    /// Shape `[node]`: where larger values go; at a leaf its place in `leaves`.
    var next: [Int] = []
    /// Shape `[leaf, class]`: shares of the classes, in hundredths.
    var leaves: [[Int]] = []
  }

  var trees: [Tree]

  /// A forest of no trees.
  init() { trees = [] }

  /// Trees of a forest.
  static let count = 60
  /// Forks from root to leaf at most.
  static let depth = 40

  /// Shape `[class]`: mean share of the leaves that an incident falls into.
  func shares(_ vector: [Double], classes: Int) -> [Double] {
    var sum = [Double](repeating: 0, count: classes)
    for tree in trees {
      var node = 0
      while tree.feature[node] >= 0 {
        node = vector[tree.feature[node]] <= tree.threshold[node] ? node + 1 : tree.next[node]
      }
      for (kind, share) in tree.leaves[tree.next[node]].enumerated() { sum[kind] += Double(share) }
    }
    let whole = sum.reduce(0, +)
    return whole > 0 ? sum.map { $0 / whole } : sum.map { _ in 1 / Double(max(classes, 1)) }
  }

  /// Whether every walk ends, whatever a file holds.
  func isWhole(features: Int, classes: Int) -> Bool {
    trees.allSatisfy { tree in
      let count = tree.feature.count
      guard count > 0, tree.threshold.count == count, tree.next.count == count else { return false }
      guard tree.leaves.allSatisfy({ $0.count == classes && $0.allSatisfy { (0...100).contains($0) } }) else {
        return false
      }
      return tree.feature.indices.allSatisfy { node in
        if tree.feature[node] < 0 { return tree.leaves.indices.contains(tree.next[node]) }
        // Walks only go forward.
        return tree.feature[node] < features && tree.threshold[node].isFinite && node + 1 < count
          && tree.next[node] > node && tree.next[node] < count
      }
    }
  }
}

extension IdentificationForest {
  /// Grows a forest.
  ///
  /// - Parameter kinds: shape `[row]`: places of the classes.
  init(_ rows: [[Double]], _ kinds: [Int], classes: Int, seed: UInt64) {
    self.init()
    guard let width = rows.first?.count else { return }
    var counts = [Double](repeating: 0, count: classes)
    for kind in kinds { counts[kind] += 1 }
    let weights = counts.map { $0 > 0 ? 1 / $0 : 0 }
    for number in 0..<Self.count {
      var random = SeededGenerator(seed: seed, stream: UInt64(number))
      let drawn = rows.indices.map { _ in Int(random.uniform() * Double(rows.count)) }
      var grower = Grower(rows: rows, kinds: kinds, weights: weights, width: width, random: random)
      grower.grow(drawn, depth: 0)
      trees.append(grower.tree)
    }
  }

  /// Grows one tree.
  private struct Grower {
    let rows: [[Double]]
    let kinds: [Int]
    let weights: [Double]
    let width: Int
    var random: SeededGenerator
    var tree = Tree()

    mutating func grow(_ members: [Int], depth: Int) {
      let node = tree.feature.count
      tree.feature.append(-1)
      tree.threshold.append(0)
      tree.next.append(0)
      guard depth < IdentificationForest.depth, Set(members.map { kinds[$0] }).count > 1, let fork = best(of: members)
      else {
        tree.next[node] = tree.leaves.count
        return tree.leaves.append(shares(members))
      }
      (tree.feature[node], tree.threshold[node]) = (fork.feature, fork.threshold)
      grow(members.filter { rows[$0][fork.feature] <= fork.threshold }, depth: depth + 1)
      tree.next[node] = tree.feature.count
      grow(members.filter { rows[$0][fork.feature] > fork.threshold }, depth: depth + 1)
    }

    private func shares(_ members: [Int]) -> [Int] {
      var sum = [Double](repeating: 0, count: weights.count)
      for member in members { sum[kinds[member]] += weights[kinds[member]] }
      let whole = sum.reduce(0, +)
      return sum.map { whole > 0 ? Int((100 * $0 / whole).rounded()) : 0 }
    }

    /// The fork with the least impurity (Gini) among √width features.
    private mutating func best(of members: [Int]) -> (feature: Int, threshold: Double)? {
      var found: (feature: Int, threshold: Double, impurity: Double)?
      var tried: Set<Int> = []
      let wanted = Int(Double(width).squareRoot().rounded(.up))
      var looks = 0
      // Features that do not vary here do not count as tried.
      while tried.count < wanted, looks < 8 * wanted {
        looks += 1
        let feature = Int(random.uniform() * Double(width))
        guard !tried.contains(feature) else { continue }
        let sorted = members.map { (rows[$0][feature], kinds[$0]) }.sorted { $0.0 < $1.0 }
        guard let first = sorted.first?.0, let last = sorted.last?.0, first < last else { continue }
        tried.insert(feature)
        var (low, high) = ([Double](repeating: 0, count: weights.count), [Double](repeating: 0, count: weights.count))
        for (_, kind) in sorted { high[kind] += weights[kind] }
        for index in sorted.indices.dropLast() {
          low[sorted[index].1] += weights[sorted[index].1]
          high[sorted[index].1] -= weights[sorted[index].1]
          guard sorted[index].0 < sorted[index + 1].0 else { continue }
          let impurity = Self.impurity(low) + Self.impurity(high)
          guard impurity < found?.impurity ?? .infinity else { continue }
          let middle = Self.rounded(between: sorted[index].0, and: sorted[index + 1].0)
          found = (feature, middle, impurity)
        }
      }
      return found.map { ($0.feature, $0.threshold) }
    }

    /// Weight times Gini's impurity.
    private static func impurity(_ sums: [Double]) -> Double {
      let whole = sums.reduce(0, +)
      return whole > 0 ? whole - sums.reduce(0) { $0 + $1 * $1 } / whole : 0
    }

    /// The middle, with as few digits as still lie between both.
    private static func rounded(between low: Double, and high: Double) -> Double {
      let middle = (low + high) / 2
      var power = 100.0
      while power < 1e12 {
        let value = (middle * power).rounded() / power
        if value >= low, value < high { return value }
        power *= 10
      }
      return middle >= low && middle < high ? middle : low
    }
  }
}
