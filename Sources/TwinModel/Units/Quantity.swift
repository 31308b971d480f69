/// What a tag measures or sets, physically.
public enum Quantity: String, Sendable, Codable, CaseIterable {
  /// Height of a liquid or solid, or the filled share of a vessel.
  case level
  /// Volume or mass per time.
  case flow
  /// Pressure, or the head of a column of water.
  case pressure
  /// Temperature.
  case temperature
  /// Volume, such as a totalised flow.
  case volume
  /// Mass or weight.
  case mass
  /// Active, reactive, apparent or thermal power.
  case power
  /// Energy.
  case energy
  /// Electric potential.
  case voltage
  /// Electric current.
  case current
  /// Frequency.
  case frequency
  /// Speed of rotation or of travel.
  case speed
  /// Position of a valve, tap or door.
  case position
  /// Electric conductivity of a liquid.
  case conductivity
  /// Acidity of a liquid.
  case acidity
  /// Share or concentration of a component.
  case concentration
  /// An angle, such as that of a voltage phasor.
  case angle
  /// A span of time.
  case time
  /// On or off, open or closed, mode: no unit at all.
  case state

  /// The dimensions in which this quantity may be stated; empty when it has none.
  var dimensions: [Dimension] {
    switch self {
    case .level: [.length, .share]
    case .flow: [.volumeFlow, .massFlow, .share]
    case .pressure: [.pressure, .length]
    case .temperature: [.temperature]
    case .volume: [.volume]
    case .mass: [.mass]
    case .power: [.power, .reactivePower, .apparentPower, .share]
    case .energy: [.energy]
    case .voltage: [.voltage, .share]
    case .current: [.current]
    case .frequency: [.frequency]
    case .speed: [.rotation, .velocity, .frequency, .share]
    case .position: [.share, .angle, .length]
    case .conductivity: [.conductivity]
    case .acidity: [.acidity]
    case .concentration: [.concentration, .share]
    case .angle: [.angle]
    case .time: [.time]
    case .state: []
    }
  }
}
