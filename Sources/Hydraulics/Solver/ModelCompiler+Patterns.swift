extension ModelCompiler {
  func reservoirs() throws(NetworkError) -> [(node: Int, head: Double, pattern: Int?)] {
    var result: [(node: Int, head: Double, pattern: Int?)] = []
    for (offset, reservoir) in network.reservoirs.enumerated() {
      let pattern = try pattern(reservoir.pattern, of: reservoir.name, .node)
      result.append((network.junctions.count + offset, reservoir.head, pattern))
    }
    return result
  }

  func demands() throws(NetworkError) -> [(node: Int, base: Double, pattern: Int?)] {
    let fallback = network.options.defaultPattern.flatMap { patternNumbers[$0] }
    var result: [(node: Int, base: Double, pattern: Int?)] = []
    for (node, junction) in network.junctions.enumerated() {
      for demand in junction.demands where demand.base != 0 {
        let pattern = try pattern(demand.pattern, of: junction.name, .node) ?? fallback
        result.append((Int(factor.rowOfUnknown[node]), demand.base, pattern))
      }
    }
    return result
  }

  func speedPatterns() throws(NetworkError) -> [(link: Int, pattern: Int)] {
    var result: [(link: Int, pattern: Int)] = []
    for (offset, pump) in network.pumps.enumerated() {
      guard let pattern = try pattern(pump.speedPattern, of: pump.name, .link) else { continue }
      guard network.patterns[pattern].multipliers.allSatisfy({ (0...1000).contains($0) }) else {
        throw NetworkError(.link, pump.name, "speed pattern must stay between 0 and 1000")
      }
      result.append((network.pipes.count + offset, pattern))
    }
    return result
  }

  private func pattern(
    _ name: String?, of element: String, _ kind: NetworkError.Kind
  ) throws(NetworkError) -> Int? {
    guard let name else { return nil }
    guard let number = patternNumbers[name] else { throw NetworkError(kind, element, "names unknown pattern \(name)") }
    return number
  }
}
