extension DetectorModel {
  /// Pairs of tags that normal operation ties to each other: those whose partial correlation given all other tags is at
  /// least so strong, as indices with the smaller first, strongest first; at most `limit` for each tag.
  ///
  /// What a site file declares is better; this is for plants that have none. The partial correlation is
  /// −Ωᵢⱼ / √(ΩᵢᵢΩⱼⱼ) of the cross-sensor regression's inverse covariance Ω.
  /// Source: Lauritzen, Graphical Models (1996), section 5.1.
  public func neighbours(correlation least: Float = 0.15, limit: Int = 6) -> [(Int, Int)] {
    let parameters = common.variants[0].parameters
    let varying = tags.indices.filter { !parameters.standardisation.isConstant[$0] }
    let levels = parameters.crossSensor.precision
    let changes = parameters.innovation.precision
    var pairs: [(first: Int, second: Int, strength: Float)] = []
    for (place, first) in varying.enumerated() {
      for second in varying.dropFirst(place + 1) {
        let strength = max(levels.partialCorrelation(first, second), changes.partialCorrelation(first, second))
        if strength >= least { pairs.append((first, second, strength)) }
      }
    }
    pairs.sort { ($1.strength, $0.first, $0.second) < ($0.strength, $1.first, $1.second) }
    var degrees = [Int](repeating: 0, count: tags.count)
    return pairs.compactMap { pair in
      guard degrees[pair.first] < limit, degrees[pair.second] < limit else { return nil }
      degrees[pair.first] += 1
      degrees[pair.second] += 1
      return (pair.first, pair.second)
    }
  }
}

extension PaddedMatrix {
  /// |Ωᵢⱼ| / √(ΩᵢᵢΩⱼⱼ) of a precision matrix; 0 for what never varied.
  fileprivate func partialCorrelation(_ one: Int, _ other: Int) -> Float {
    let scale = (self[one, one] * self[other, other]).squareRoot()
    return scale > 0 ? abs(self[one, other]) / scale : 0
  }
}
