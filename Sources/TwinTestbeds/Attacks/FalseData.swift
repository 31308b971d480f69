import TwinModel

/// A1: one measurement is not what its sensor reads, for controllers and historian alike; honest controllers then do the
/// wrong thing.
///
/// It shows as a measurement that does not fit the others or its own past: in the residual of a twin, in a
/// reconstruction error, in a balance.
///
/// Source: ATT&CK for ICS T0856 (spoof reporting message), T0832 (manipulation of view); the shapes are those of Cárdenas
/// et al. (2011), "Attacks against process control systems: risk assessment, detection, and response", section 4.
public struct FalseData: Attack {
  /// How the false value is made.
  public enum Shape: Int, Sendable, CaseIterable {
    /// Measurement plus a constant.
    case constant = 1
    /// Measurement times a factor.
    case scale
    /// Measurement plus what grows.
    case ramp
    /// Measurement plus noise.
    case noise
    /// What it was when the attack began.
    case stuck
  }

  /// The sensor and the span of time.
  public let truth: AttackTruth
  /// How the false value is made.
  public let shape: Shape
  /// What is added, in the tag's unit; for a scale, share of the value.
  public let size: Double
  /// Seconds in which it grows to that; 0 for at once.
  public let growth: Double
  private let sensor: Int
  private var deception: Deception
  private var random: SeededGenerator
  private var held: Double?

  /// Draws the size: impossible values at level 0, a harmful lie inside the limits at level 1, a small and slow one at
  /// level 2 that has no oracle.
  init(_ draft: AttackDraft, shape: Shape) throws(AttackError) {
    var draft = draft
    let point = draft.point
    self.shape = shape
    sensor = try draft.surface.wiring.sensor(point.sensor)
    let distance =
      draft.level == .naive
      ? draft.impossible(try draft.range(ofSensor: point.sensor)) - point.middle
      : draft.sign() * draft.dared() * point.lie
    size =
      switch shape {
      case .constant, .ramp, .stuck: shape == .stuck && draft.level != .naive ? 0 : distance
      case .scale: draft.level == .naive ? draft.uniform(9...19) : distance / max(abs(point.middle), 1e-9)
      case .noise: abs(distance) / 2
      }
    let slow = draft.level == .modelAware ? draft.uniform(0.6...0.9) : draft.uniform(0.1...0.25)
    growth = shape == .ramp || (draft.level == .modelAware && shape != .stuck) ? slow * draft.duration : 0
    deception = try draft.deception()
    random = draft.random
    truth = draft.truth("\(point.sensor) false: \(shape), \(size)", targets: draft.misled([point.sensor]))
  }

  /// Tells the false value.
  public mutating func tamperMeasurements(_ signals: inout Signals) {
    guard truth.isActive(at: signals.time) else {
      deception.listen(to: signals)
      return
    }
    let read = signals.received[sensor]
    let grown = growth > 0 ? min(1, (signals.time - truth.start) / growth) : 1
    let wanted: Double
    switch shape {
    case .constant, .ramp: wanted = read + size * grown
    case .scale: wanted = read * (1 + size * grown)
    case .noise: wanted = read + size * grown * random.normal()
    case .stuck:
      held = held ?? read
      wanted = (held ?? read) + size
    }
    deception.tell([(sensor, wanted)], in: &signals)
  }
}
