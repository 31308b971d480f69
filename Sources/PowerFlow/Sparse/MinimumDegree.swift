/// One step of an elimination: the node that goes and the nodes it is joined to at that moment.
struct EliminationStep {
  /// The node eliminated.
  var node: Int
  /// Nodes not yet eliminated that share an entry with it, fill included.
  var remaining: [Int]
}

/// Eliminates the node with the fewest remaining neighbours first; ties go to the smaller number, so that the order
/// is the same everywhere.
///
/// Cost: O(n²) for the choice plus the fill; fine to some ten thousand nodes.
func minimumDegreeElimination(neighbours: [[Int]], weights: [Int]) -> [EliminationStep] {
  var graph = neighbours.map { Set($0) }
  var isGone = [Bool](repeating: false, count: graph.count)
  var degree = graph.map { joined in joined.reduce(0) { $0 + weights[$1] } }
  var steps: [EliminationStep] = []
  steps.reserveCapacity(graph.count)
  for _ in graph.indices {
    var best = -1
    for node in graph.indices where !isGone[node] && (best < 0 || degree[node] < degree[best]) { best = node }
    let remaining = graph[best].sorted()
    isGone[best] = true
    for node in remaining {
      graph[node].remove(best)
      for other in remaining where other != node { graph[node].insert(other) }
      degree[node] = graph[node].reduce(0) { $0 + weights[$1] }
    }
    steps.append(EliminationStep(node: best, remaining: remaining))
  }
  return steps
}
