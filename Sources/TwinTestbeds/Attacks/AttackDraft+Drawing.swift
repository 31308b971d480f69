import TwinModel

extension AttackDraft {
  /// Decides where an attack acts; parameters as those of `AttackScenario`.
  init(
    on surface: AttackSurface, _ type: AttackType, _ variant: AttackVariant, level: AttackLevel, seed: UInt64,
    start: Double, duration: Double, target: String?, run: Double?, id: String?, oracle: (any DetectorOracle)?
  ) throws(AttackError) {
    try Self.check(start: start, duration: duration, run: run)
    var random = SeededGenerator(seed: seed, stream: Self.stream(type, variant.number))
    let point = try Self.point(on: surface, type, variant, target: target, using: &random)
    self.init(
      surface: surface, type: type, variant: variant, level: level, point: point,
      id: id ?? "\(type.rawValue)-\(variant.number)-L\(level.rawValue)", start: start, duration: duration,
      oracle: oracle, random: random)
  }

  private static func stream(_ type: AttackType, _ variant: Int) -> UInt64 {
    let place = AttackType.allCases.firstIndex(of: type) ?? 0
    return UInt64(1000 + 16 * place + variant)
  }

  static func check(start: Double, duration: Double, run: Double?) throws(AttackError) {
    guard start >= 0, duration > 0, (start + duration).isFinite else {
      throw .impossibleTime(start: start, duration: duration)
    }
    guard let run else { return }
    guard start + duration <= run else { throw .outsideRun(start: start, duration: duration, run: run) }
  }

  private static func point(
    on surface: AttackSurface, _ type: AttackType, _ variant: AttackVariant, target: String?,
    using random: inout SeededGenerator
  ) throws(AttackError) -> AttackSurface.WeakPoint {
    let points = surface.points(for: variant.needs)
    let draw = random.uniform()
    guard !points.isEmpty else { throw .unsuitable(type, variant: variant.number, testbed: surface.plant) }
    guard let target else { return points[Int(draw * Double(points.count))] }
    let named = points.first { point in
      point.sensor == target || point.setpoint == target || point.forcing.contains { $0.actuator == target }
    }
    guard let named else {
      let known = points.flatMap { [$0.sensor] + $0.forcing.map(\.actuator) + [$0.setpoint].compactMap(\.self) }
      throw .unknownTarget(target, known: known)
    }
    return named
  }
}
