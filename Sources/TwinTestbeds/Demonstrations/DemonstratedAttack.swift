/// An attack that a live demonstration shows.
enum DemonstratedAttack: Sendable {
  /// One that the plant knows by name.
  case known(String)
  /// Tennessee Eastman: the reactor seems 2.5 °C colder than it is, and an honest controller heats it.
  case falseTemperature
  /// Tennessee Eastman: the reactor's cooling water is held back behind a replayed temperature.
  case lessCooling
  /// City: T1 seems 3 m fuller than it is, and its pumps rest.
  case falseLevel
  /// City: T3 is filled to the brim behind a replayed level.
  case overflow

  /// The attack, ready for a run.
  ///
  /// - Parameter start: seconds since the run began.
  func prepared(for testbed: Testbed, start: Double, seed: UInt64) throws(AttackError) -> any Attack {
    switch self {
    case .known(let id):
      guard let attack = testbed.attacks.first(where: { $0.id == id }) else {
        throw .unknownTarget(id, known: testbed.attacks.map(\.id))
      }
      return try attack.attack(start: start, seed: seed)
    case .falseTemperature:
      return try FalseMeasurement(
        id: "false-temperature", on: TennesseeEastman.wiring, sensor: "XMEAS9", bias: -2.5, ramp: 900,
        quantisation: TennesseeEastman.converters[8].resolution, start: start, duration: 3600)
    case .lessCooling:
      return try MaskedActuation(
        id: "less-cooling", on: TennesseeEastman.wiring, forcing: [.init("XMV10", to: 20)], masking: "XMEAS9",
        by: .replay, start: start, duration: 3600, seed: seed)
    case .falseLevel:
      return try FalseMeasurement(
        id: "false-level", on: SmartCity.wiring, sensor: "L_T1", bias: 3, ramp: 1800, quantisation: 0.01, start: start,
        duration: 21_600)
    case .overflow:
      return try MaskedActuation(
        id: "overflow", on: SmartCity.wiring, forcing: [.init("S_PU4", to: 1), .init("S_PU5", to: 1)],
        masking: "L_T3", by: .replay, start: start, duration: 21_600, memory: 14_400, seed: seed)
    }
  }
}
