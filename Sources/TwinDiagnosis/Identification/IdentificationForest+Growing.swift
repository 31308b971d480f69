internal import TwinModel

extension IdentificationForest {
  /// How a forest is grown.
  struct Growing: Sendable, Equatable {
    /// Trees, ≥ 1.
    var trees: Int
    /// Features that are looked at at each fork, in multiples of the root of their number, > 0.
    var looks = 2.0
    /// A branch with fewer incidents is a leaf, ≥ 2.
    var leastFork = 2
    /// Of the random choices.
    var seed: UInt64 = 1
  }

  /// Forks from root to leaf at most.
  static let depth = 40

  /// Grows a forest.
  ///
  /// - Parameter rows: shape `[row, feature]`.
  /// - Parameter kinds: shape `[row]`: places of the classes.
  init(_ rows: [[UInt8]], _ kinds: [Int], classes: Int, _ growing: Growing) {
    self.init()
    guard let width = rows.first?.count else { return }
    var counts = [Double](repeating: 0, count: classes)
    for kind in kinds { counts[kind] += 1 }
    var book = LeafBook()
    for number in 0..<growing.trees {
      var grower = Grower(
        rows: rows, kinds: kinds, weights: counts.map { $0 > 0 ? 1 / $0 : 0 }, growing: growing,
        wanted: min(width, Int((growing.looks * Double(width).squareRoot()).rounded(.up))),
        random: SeededGenerator(seed: growing.seed, stream: UInt64(number)))
      grower.grow(Array(rows.indices), depth: 0, &book)
      trees.append(grower.tree)
    }
    leaves = book.leaves
  }

  /// Gives every combination of shares one place.
  private struct LeafBook {
    var leaves: [[UInt8]] = []
    private var places: [[UInt8]: Int] = [:]

    mutating func place(of shares: [UInt8]) -> Int {
      if let known = places[shares] { return known }
      places[shares] = leaves.count
      leaves.append(shares)
      return leaves.count - 1
    }
  }

  /// Grows one tree.
  private struct Grower {
    let rows: [[UInt8]]
    let kinds: [Int]
    let weights: [Double]
    let growing: Growing
    /// Features that are looked at at each fork.
    let wanted: Int
    var random: SeededGenerator
    var tree = Tree()

    mutating func grow(_ members: [Int], depth: Int, _ book: inout LeafBook) {
      let node = tree.feature.count
      tree.feature.append(Tree.leaf)
      tree.level.append(0)
      tree.next.append(0)
      let isPure = members.allSatisfy { kinds[$0] == kinds[members[0]] }
      guard !isPure, members.count >= growing.leastFork, depth < IdentificationForest.depth,
        let fork = bestFork(of: members)
      else {
        tree.next[node] = book.place(of: shares(members))
        return
      }
      (tree.feature[node], tree.level[node]) = (UInt8(fork.feature), fork.level)
      grow(members.filter { rows[$0][fork.feature] <= fork.level }, depth: depth + 1, &book)
      tree.next[node] = tree.feature.count
      grow(members.filter { rows[$0][fork.feature] > fork.level }, depth: depth + 1, &book)
    }

    private func shares(_ members: [Int]) -> [UInt8] {
      var sum = [Double](repeating: 0, count: weights.count)
      for member in members { sum[kinds[member]] += weights[kinds[member]] }
      let whole = sum.reduce(0, +)
      return sum.map { whole > 0 ? UInt8((100 * $0 / whole).rounded()) : 0 }
    }

    /// The cut with the least impurity (Gini) among one random cut of each of some features.
    private mutating func bestFork(of members: [Int]) -> (feature: Int, level: UInt8)? {
      var found: (feature: Int, level: UInt8, impurity: Double)?
      var untried = Array(rows[members[0]].indices)
      var tried = 0
      // Features that do not vary here do not count as tried.
      while tried < wanted, !untried.isEmpty {
        let drawn = min(untried.count - 1, Int(random.uniform() * Double(untried.count)))
        untried.swapAt(drawn, untried.count - 1)
        let feature = untried.removeLast()
        var (low, high) = (UInt8.max, UInt8.min)
        for member in members {
          low = min(low, rows[member][feature])
          high = max(high, rows[member][feature])
        }
        guard low < high else { continue }
        tried += 1
        let level = low + UInt8(min(Double(high - low) - 1, (random.uniform() * Double(high - low)).rounded(.down)))
        let impurity = impurity(of: members, cutting: feature, at: level)
        if impurity < found?.impurity ?? .infinity { found = (feature, level, impurity) }
      }
      return found.map { ($0.feature, $0.level) }
    }

    /// Weight times Gini's impurity, of both sides together.
    private func impurity(of members: [Int], cutting feature: Int, at level: UInt8) -> Double {
      var lower = [Double](repeating: 0, count: weights.count)
      var upper = lower
      for member in members {
        let kind = kinds[member]
        if rows[member][feature] <= level { lower[kind] += weights[kind] } else { upper[kind] += weights[kind] }
      }
      return [lower, upper].reduce(0) { impurity, sums in
        let whole = sums.reduce(0, +)
        return impurity + (whole > 0 ? whole - sums.reduce(0) { $0 + $1 * $1 } / whole : 0)
      }
    }
  }
}
