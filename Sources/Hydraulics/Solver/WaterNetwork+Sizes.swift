extension WaterNetwork {
  /// Throws the first size, curve or time that no network can have.
  func checkSizes() throws(NetworkError) {
    try checkNodes()
    try checkLinks()
    for pattern in patterns {
      guard !pattern.multipliers.isEmpty, pattern.multipliers.allSatisfy(\.isFinite) else {
        throw NetworkError(.pattern, pattern.name, "has no multipliers, or one that is not a number")
      }
    }
    try checkOptions()
  }

  private func checkNodes() throws(NetworkError) {
    guard junctions.count > 0 else { throw NetworkError(.network, "", "has no junctions") }
    guard reservoirs.count + tanks.count > 0 else { throw NetworkError(.network, "", "has no reservoir or tank") }
    for junction in junctions {
      try Self.require(
        Self.plausible(junction.elevation) && junction.demands.allSatisfy { Self.plausible($0.base) },
        .node, junction.name, "elevation or demand is no plausible number")
    }
    for reservoir in reservoirs {
      try Self.require(Self.plausible(reservoir.head), .node, reservoir.name, "head is no plausible number")
    }
    for tank in tanks { try Self.check(tank) }
  }

  private static func check(_ tank: Tank) throws(NetworkError) {
    try require(
      plausible(tank.elevation) && plausible(tank.levels.lowerBound) && plausible(tank.levels.upperBound)
        && plausible(tank.minimumVolume), .node, tank.name, "elevation, level or volume is no plausible number")
    try require(
      tank.levels.contains(tank.initialLevel), .node, tank.name, "initial level lies outside the lowest and highest")
    guard let curve = tank.volumeCurve else {
      return try require(plausibleSize(tank.diameter), .node, tank.name, "diameter must be positive")
    }
    try check(curve, .node, tank.name, atLeast: 2)
    try require(
      zip(curve.y, curve.y.dropFirst()).allSatisfy { $0 < $1 }, .node, tank.name, "volume curve must grow")
    try require(
      curve.x[0] <= tank.levels.lowerBound + 1e-6 && curve.x[curve.x.count - 1] >= tank.levels.upperBound - 1e-6,
      .node, tank.name, "volume curve must cover the lowest and the highest level")
  }

  private func checkLinks() throws(NetworkError) {
    for pipe in pipes {
      try Self.require(
        Self.plausibleSize(pipe.length) && Self.plausibleSize(pipe.diameter) && Self.plausibleSize(pipe.roughness),
        .link, pipe.name, "length, diameter and roughness must be positive")
      try Self.require(
        pipe.minorLoss >= 0 && Self.plausible(pipe.minorLoss), .link, pipe.name, "minor loss must not be negative")
      try Self.require(
        options.headLoss != .darcyWeisbach || pipe.roughness < pipe.diameter, .link, pipe.name,
        "roughness must be less than the diameter")
    }
    for pump in pumps {
      try Self.require(
        pump.speed >= 0 && pump.speed <= 1000, .link, pump.name, "speed must lie between 0 and 1000")
      switch pump.law {
      case .power(let power):
        try Self.require(Self.plausibleSize(power), .link, pump.name, "power must be positive")
      case .headCurve(let curve): try Self.check(curve, .link, pump.name, atLeast: 1)
      }
    }
    for valve in valves { try Self.check(valve) }
  }

  private static func check(_ valve: Valve) throws(NetworkError) {
    try require(plausibleSize(valve.diameter), .link, valve.name, "diameter must be positive")
    try require(
      plausible(valve.minorLoss) && valve.minorLoss >= 0, .link, valve.name, "minor loss must not be negative")
    try require(
      plausible(valve.law.setting) && valve.law.setting >= 0, .link, valve.name, "setting must not be negative")
    if case .generalPurpose(let curve) = valve.law { try check(curve, .link, valve.name, atLeast: 2) }
  }

  private func checkOptions() throws(NetworkError) {
    let good =
      (1...100_000).contains(options.trials) && options.accuracy >= 1e-12 && options.accuracy <= 1
      && options.checkFrequency >= 1 && options.dampLimit >= 0 && Self.plausible(options.demandMultiplier)
      && Self.plausibleSize(options.viscosity) && Self.plausibleSize(options.specificGravity)
    try Self.require(good, .option, "solver", "trials, accuracy, frequency and factors must be positive numbers")
    let longest = 1 << 40
    let steps = [times.hydraulicStep, times.patternStep, times.reportStep, times.ruleStep ?? 1]
    let moments = [times.duration, times.patternStart, times.reportStart, times.startClockTime]
    try Self.require(
      steps.allSatisfy { (1...longest).contains($0) } && moments.allSatisfy { (0...longest).contains($0) },
      .option, "times", "steps must be at least 1 s, moments must not be negative")
  }

  private static func check(
    _ curve: Curve, _ kind: NetworkError.Kind, _ name: String, atLeast least: Int
  ) throws(NetworkError) {
    try require(
      curve.x.count == curve.y.count && curve.x.count >= least, kind, name, "curve has fewer than \(least) points")
    try require(
      curve.x.allSatisfy(plausible) && curve.y.allSatisfy(plausible), kind, name, "curve has a point without number")
    try require(
      zip(curve.x, curve.x.dropFirst()).allSatisfy { $0 < $1 }, kind, name, "abscissae of a curve must grow")
  }

  private static func require(
    _ good: Bool, _ kind: NetworkError.Kind, _ name: String, _ reason: String
  ) throws(NetworkError) {
    if !good { throw NetworkError(kind, name, reason) }
  }

  private static func plausible(_ value: Double) -> Bool { value.isFinite && abs(value) <= 1e12 }
  private static func plausibleSize(_ value: Double) -> Bool { value >= 1e-12 && value <= 1e12 }
}
