/// Resolves names and finds the matrix's pattern.
struct ModelCompiler {
  let network: WaterNetwork
  let factor: SparseFactor
  let nodeNumbers: [String: Int]
  let linkNumbers: [String: Int]
  let nodeNames: [String]
  let linkNames: [String]
  let elevations: [Double]
  let from: [Int32]
  let to: [Int32]
  let entryOfLink: [Int32]
  let checkedLinks: [Int32]
  let fixedLinks: [Int32]
  let patternNumbers: [String: Int]

  private let firstTank: Int

  init(_ network: WaterNetwork) throws(NetworkError) {
    self.network = network
    let names = network.junctions.map(\.name) + network.reservoirs.map(\.name) + network.tanks.map(\.name)
    let numbers = try Self.number(names, .node)
    let ends =
      network.pipes.map { ($0.name, $0.from, $0.to) } + network.pumps.map { ($0.name, $0.from, $0.to) }
      + network.valves.map { ($0.name, $0.from, $0.to) }
    linkNames = ends.map { $0.0 }
    linkNumbers = try Self.number(linkNames, .link)
    patternNumbers = try Self.number(network.patterns.map(\.name), .pattern)
    let pairs = try Self.resolve(ends, numbers)
    let junctionCount = network.junctions.count
    try Self.checkValves(network, pairs, junctionCount: junctionCount)
    factor = SparseFactor(
      count: junctionCount, edges: pairs.filter { $0.0 < junctionCount && $0.1 < junctionCount })
    let factor = factor
    func row(_ node: Int) -> Int { node < junctionCount ? Int(factor.rowOfUnknown[node]) : node }
    from = pairs.map { Int32(row($0.0)) }
    to = pairs.map { Int32(row($0.1)) }
    var sortedNames = names
    var heights = [Double](repeating: 0, count: names.count)
    let given =
      network.junctions.map(\.elevation) + network.reservoirs.map(\.head) + network.tanks.map(\.elevation)
    for node in names.indices {
      sortedNames[row(node)] = names[node]
      heights[row(node)] = given[node]
    }
    nodeNames = sortedNames
    elevations = heights
    nodeNumbers = numbers.mapValues(row)
    entryOfLink = zip(from, to).map { a, b in
      a < junctionCount && b < junctionCount
        ? Int32(factor.entry(row: Int(max(a, b)), column: Int(min(a, b))) ?? -1) : -1
    }
    firstTank = junctionCount + network.reservoirs.count
    let isFixed = zip(from, to).map { $0 >= junctionCount || $1 >= junctionCount }
    fixedLinks = isFixed.indices.filter { isFixed[$0] }.map { Int32($0) }
    checkedLinks = isFixed.indices.filter { link in
      if isFixed[link] { return true }
      if link < network.pipes.count { return network.pipes[link].hasCheckValve }
      let valve = link - network.pipes.count - network.pumps.count
      if valve < 0 { return true }
      if case .flowControl = network.valves[valve].law { return true }
      return false
    }.map { Int32($0) }
  }

  private static func number(_ names: [String], _ kind: NetworkError.Kind) throws(NetworkError) -> [String: Int] {
    var numbers: [String: Int] = [:]
    for (number, name) in names.enumerated() {
      if numbers.updateValue(number, forKey: name) != nil { throw NetworkError(kind, name, "has this name twice") }
    }
    return numbers
  }

  private static func resolve(
    _ ends: [(String, String, String)], _ nodes: [String: Int]
  ) throws(NetworkError) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    for (name, from, to) in ends {
      guard let a = nodes[from] else { throw NetworkError(.link, name, "begins at unknown node \(from)") }
      guard let b = nodes[to] else { throw NetworkError(.link, name, "ends at unknown node \(to)") }
      guard a != b else { throw NetworkError(.link, name, "begins and ends at the same node \(from)") }
      pairs.append((a, b))
    }
    return pairs
  }

  /// PRV, PSV and FCV fix heads or flows of junctions: they may not touch a fixed head nor each other.
  private static func checkValves(
    _ network: WaterNetwork, _ pairs: [(Int, Int)], junctionCount: Int
  ) throws(NetworkError) {
    var reduced: Set<Int> = []
    var sustained: Set<Int> = []
    for (offset, valve) in network.valves.enumerated() {
      let (a, b) = pairs[network.pipes.count + network.pumps.count + offset]
      switch valve.law {
      case .pressureReducing, .pressureSustaining, .flowControl:
        guard a < junctionCount && b < junctionCount else {
          throw NetworkError(.link, valve.name, "may not touch a reservoir or tank; put a pipe between")
        }
      default: break
      }
      if case .pressureReducing = valve.law {
        guard !reduced.contains(a), !reduced.contains(b), !sustained.contains(b) else {
          throw NetworkError(.link, valve.name, "shares a controlled node with another valve")
        }
        reduced.insert(b)
      }
      if case .pressureSustaining = valve.law {
        guard !sustained.contains(a), !sustained.contains(b), !reduced.contains(a) else {
          throw NetworkError(.link, valve.name, "shares a controlled node with another valve")
        }
        sustained.insert(a)
      }
    }
  }
}
