internal import TwinModel

/// A forest of decision trees on the features of an incident: what it is when several things come together, such as a new
/// program *and* a sensor that lies.
///
/// At each fork some features are looked at, each cut at random between the least and the largest level that is there, and the
/// best of these cuts is taken. Leaves hold the shares of the classes, every class weighing the same.
///
/// Source: Geurts, Ernst and Wehenkel, Extremely randomized trees (Machine Learning 63, 2006).
struct IdentificationForest: Sendable, Equatable {
  /// One tree, its nodes in the order of a walk that takes the lower side first.
  struct Tree: Sendable, Equatable {
    /// Shape `[node]`: the feature that decides; `Tree.leaf` at a leaf.
    var feature: [UInt8] = []
    /// Shape `[node]`: levels up to it go to the next node; 0 at a leaf.
    var level: [UInt8] = []
    /// Shape `[node]`: where higher levels go; at a leaf its place in `IdentificationForest.leaves`.
    var next: [Int] = []

    /// What stands for a feature at a leaf: there are fewer features than this.
    static let leaf = UInt8.max
  }

  var trees: [Tree] = []
  /// Shape `[leaf, class]`: shares of the classes in hundredths, each combination once.
  var leaves: [[UInt8]] = []

  /// A forest of no trees.
  init() {}

  /// Shape `[class]`: mean share of the leaves that an incident falls into.
  func shares(_ levels: [UInt8], classes: Int) -> [Double] {
    var sum = [Double](repeating: 0, count: classes)
    for tree in trees {
      var node = 0
      while tree.feature[node] != Tree.leaf {
        node = levels[Int(tree.feature[node])] <= tree.level[node] ? node + 1 : tree.next[node]
      }
      for (kind, share) in leaves[tree.next[node]].enumerated() { sum[kind] += Double(share) }
    }
    let whole = sum.reduce(0, +)
    return whole > 0 ? sum.map { $0 / whole } : sum.map { _ in 1 / Double(max(classes, 1)) }
  }

  /// Whether every walk ends at shares of these classes, whatever a file holds.
  func isWhole(features: Int, classes: Int) -> Bool {
    guard features < Int(Tree.leaf), !trees.isEmpty else { return false }
    return leaves.allSatisfy { $0.count == classes && $0.allSatisfy { $0 <= 100 } }
      && trees.allSatisfy { tree in
        let count = tree.feature.count
        guard count > 0, tree.level.count == count, tree.next.count == count else { return false }
        return tree.feature.indices.allSatisfy { node in
          if tree.feature[node] == Tree.leaf { return leaves.indices.contains(tree.next[node]) }
          // Walks only go forward.
          return tree.feature[node] < features && node + 1 < count && tree.next[node] > node && tree.next[node] < count
        }
      }
  }
}
