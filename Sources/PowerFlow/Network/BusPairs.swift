/// Pairs of buses that share at least one branch, each once, smaller index first, in ascending order.
final class BusPairs: Sendable {
  /// Shape `[pair]`: the smaller bus index.
  let first: [Int]
  /// Shape `[pair]`: the larger bus index.
  let second: [Int]
  /// Shape `[branch]`: the pair each branch joins.
  let ofBranch: [Int]
  /// Shape `[bus]`: neighbouring buses, ascending.
  let neighbours: [[Int]]
  /// Shape `[bus]`: pairs a bus belongs to, in the order of `neighbours`.
  let pairsOfBus: [[Int]]

  var count: Int { first.count }

  init(busCount: Int, from: [Int], to: [Int]) {
    let keys = zip(from, to).map { min($0, $1) * busCount + max($0, $1) }
    let unique = Set(keys).sorted()
    var pairOfKey: [Int: Int] = [:]
    for (pair, key) in unique.enumerated() { pairOfKey[key] = pair }
    first = unique.map { $0 / busCount }
    second = unique.map { $0 % busCount }
    ofBranch = keys.map { pairOfKey[$0] ?? 0 }
    var joined = [[(bus: Int, pair: Int)]](repeating: [], count: busCount)
    for pair in unique.indices {
      joined[first[pair]].append((second[pair], pair))
      joined[second[pair]].append((first[pair], pair))
    }
    for bus in joined.indices { joined[bus].sort { $0.bus < $1.bus } }
    neighbours = joined.map { $0.map(\.bus) }
    pairsOfBus = joined.map { $0.map(\.pair) }
  }
}
