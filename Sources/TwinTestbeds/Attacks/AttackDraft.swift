import TwinModel

/// What is decided about an attack before its own parameters are drawn.
struct AttackDraft {
  let surface: AttackSurface
  let type: AttackType
  let variant: AttackVariant
  let level: AttackLevel
  let point: AttackSurface.WeakPoint
  let id: String
  let start: Double
  let duration: Double
  let oracle: (any DetectorOracle)?
  /// The attack's own; drawn from in a fixed order.
  var random: SeededGenerator

  /// A number uniform in a range.
  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * random.uniform()
  }

  /// One or minus one.
  mutating func sign() -> Double { random.uniform() < 0.5 ? -1 : 1 }

  /// Share of the harmful size that a level dares: nearly all of it inside the limits, little when it wants to stay
  /// unseen without knowing what is seen.
  mutating func dared() -> Double {
    switch level {
    case .naive, .insideLimits, .whiteBox: uniform(0.7...1)
    case .modelAware: oracle == nil ? uniform(0.15...0.35) : uniform(0.7...1)
    }
  }

  /// A value of the sensor that its instrument cannot read, on the upper or lower side.
  mutating func impossible(_ range: ClosedRange<Double>) -> Double {
    let beyond = uniform(0.1...0.5) * (range.upperBound - range.lowerBound)
    return sign() > 0 ? range.upperBound + beyond : range.lowerBound - beyond
  }

  /// The instrument's range of a sensor.
  func range(ofSensor name: String) throws(AttackError) -> ClosedRange<Double> {
    _ = try surface.wiring.sensor(name)
    if let range = surface.model.site.tag(named: name)?.range { return range }
    return try surface.limits(of: name)
  }

  func truth(_ summary: String, targets: [String], installed: Double? = nil) -> AttackTruth {
    AttackTruth(
      id: id, summary: summary, targets: targets, start: start, end: start + duration,
      classification: .init(type: type, variant: variant.number, level: level, position: variant.position),
      installed: installed)
  }

  /// Tags that are moved: the false one, and at level 3 its companions.
  func misled(_ sensors: [String]) -> [String] {
    level == .whiteBox ? sensors + point.companions.filter { !sensors.contains($0) } : sensors
  }

  func deception() throws(AttackError) -> Deception {
    try Deception(
      on: surface, level: level, oracle: oracle, companions: try sensors(point.companions))
  }

  func sensors(_ names: [String]) throws(AttackError) -> [Int] {
    var indices: [Int] = []
    for name in names { indices.append(try surface.wiring.sensor(name)) }
    return indices
  }

  func actuators(_ names: [String]) throws(AttackError) -> [Int] {
    var indices: [Int] = []
    for name in names { indices.append(try surface.wiring.actuator(name)) }
    return indices
  }

  /// The harmful commands, or ones that no actuator can follow from a naive attacker.
  func forcings() throws(AttackError) -> [(actuator: Int, command: Double)] {
    var forcings: [(actuator: Int, command: Double)] = []
    for force in point.forcing {
      let index = try surface.wiring.actuator(force.actuator)
      let limits = surface.actuatorLimits[index]
      let isHigh = force.command > (limits.lowerBound + limits.upperBound) / 2
      let beyond = (limits.upperBound - limits.lowerBound) / 2
      let wild = isHigh ? limits.upperBound + beyond : limits.lowerBound - beyond
      forcings.append((index, level == .naive ? wild : force.command))
    }
    return forcings
  }
}
