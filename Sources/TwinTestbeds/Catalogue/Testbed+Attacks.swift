extension Testbed {
  /// An attack of the catalogue on this plant; see `AttackScenario`.
  public func scenario(
    _ type: AttackType, variant: Int, level: AttackLevel, seed: UInt64, start: Double, duration: Double,
    target: String? = nil, run: Double? = nil, id: String? = nil, oracle: (any DetectorOracle)? = nil
  ) throws(AttackError) -> AttackScenario {
    guard let surface = attackSurface else { throw .unsuitable(type, variant: variant, testbed: name) }
    return try AttackScenario(
      on: surface, type: type, variant: variant, level: level, seed: seed, start: start, duration: duration,
      target: target, run: run, id: id, oracle: oracle)
  }

  /// A benign trouble in this plant; see `TroubleEvent`.
  public func event(
    _ trouble: Trouble, seed: UInt64, start: Double, duration: Double, run: Double? = nil, id: String? = nil
  ) throws(AttackError) -> TroubleEvent {
    guard let surface = attackSurface else { throw .unknownTrouble(trouble.rawValue, testbed: name, known: []) }
    return try TroubleEvent(
      on: surface, trouble, seed: seed, start: start, duration: duration, run: run, id: id)
  }

  /// The variants of a type that make sense on this plant.
  public func variants(of type: AttackType) -> [AttackVariant] { attackSurface?.variants(of: type) ?? [] }
}
