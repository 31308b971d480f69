/// Brings false measurements onto the wire, as far as an attacker's level lets it go.
///
/// A naive attacker tells what it wants. From level 1 on values stay within instrument ranges and safety envelopes, on
/// the instrument's steps. With an oracle, level 2 tells the largest share of its lie that stays below the alarm
/// threshold; level 3 first moves companions of the false tag down the score's gradient, then does the same.
///
/// Source: for level 3 the projected gradient method of Madry et al. (2018), "Towards deep learning models resistant to
/// adversarial attacks", with the false tag held where the attacker wants it.
struct Deception: Sendable {
  /// Share of the threshold that an attacker uses: detectors do not see exactly what was scored.
  static let prudence = 0.9

  private let level: AttackLevel
  private let limits: [ClosedRange<Double>]
  private let steps: [Double]
  private var game: OracleGame?

  /// - Parameter companions: sensors that may be moved besides, at level 3.
  init(
    on surface: AttackSurface, level: AttackLevel, oracle: (any DetectorOracle)?, companions: [Int]
  ) throws(AttackError) {
    self.level = level
    limits = surface.sensorLimits
    steps = surface.steps
    guard let oracle, level >= .modelAware else {
      if level == .whiteBox { throw .missingOracle(level) }
      return
    }
    let names = surface.wiring.sensors + surface.wiring.actuators
    var columns: [Int] = []
    for tag in oracle.tags {
      guard let column = names.firstIndex(of: tag) else { throw .unknownTarget(tag, known: names) }
      columns.append(column)
    }
    game = OracleGame(
      oracle, columns: columns, companions: level == .whiteBox ? companions : [],
      scales: companions.map { 0.02 * (surface.sensorLimits[$0].upperBound - surface.sensorLimits[$0].lowerBound) })
  }

  /// Hears what is told while there is nothing to add.
  mutating func listen(to signals: Signals) { game?.listen(to: signals) }

  /// Tells false values.
  ///
  /// - Parameter wanted: sensors and what they should tell; what is no number is left alone.
  /// - Parameter misleadsControllers: whether controllers hear it too, or the historian alone.
  mutating func tell(
    _ wanted: [(sensor: Int, value: Double)], in signals: inout Signals, misleadsControllers: Bool = true
  ) {
    let bounded = wanted.map { (sensor: $0.sensor, value: level == .naive ? $0.value : kept($0.value, $0.sensor)) }
    guard level >= .modelAware, game != nil else {
      for (sensor, value) in bounded { put(value, on: sensor, in: &signals, misleadsControllers) }
      return
    }
    game?.plan(bounded, signals: signals)
    let told = game?.told(bounded, signals: signals) ?? []
    for (sensor, value) in told { put(kept(value, sensor), on: sensor, in: &signals, misleadsControllers) }
  }

  private func kept(_ value: Double, _ sensor: Int) -> Double {
    min(max(value, limits[sensor].lowerBound), limits[sensor].upperBound)
  }

  private func put(_ value: Double, on sensor: Int, in signals: inout Signals, _ misleadsControllers: Bool) {
    guard !value.isNaN else { return }
    var told = value.rounded(toStep: steps[sensor])
    if level != .naive { told = kept(told, sensor) }
    if misleadsControllers { signals.received[sensor] = told }
    signals.reported[sensor] = told
  }
}
