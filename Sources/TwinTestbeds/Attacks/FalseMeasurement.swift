/// Adds a slowly growing bias to one sensor, for the controllers as for the historian: a lie that stays inside the
/// limits and makes honest controllers do the wrong thing.
public struct FalseMeasurement: Attack {
  /// The sensor and the span of time.
  public let truth: AttackTruth
  private let sensor: Int
  private let bias: Double
  private let ramp: Double
  private let quantisation: Double

  /// Prepares the attack.
  ///
  /// - Parameter bias: what is added at last, in the tag's unit; of either sign.
  /// - Parameter ramp: seconds in which it grows to that, ≥ 0.
  /// - Parameter quantisation: the sensor's quantisation, to which the false value is rounded; 0 for none.
  /// - Parameter start: seconds since the run began.
  /// - Parameter duration: seconds, > 0.
  public init(
    id: String, on wiring: Wiring, sensor name: String, bias: Double, ramp: Double, quantisation: Double = 0,
    start: Double,
    duration: Double
  ) throws(AttackError) {
    guard start >= 0, duration > 0, (start + duration).isFinite else {
      throw .impossibleTime(start: start, duration: duration)
    }
    sensor = try wiring.sensor(name)
    self.bias = bias
    self.ramp = max(0, ramp)
    self.quantisation = quantisation
    truth = AttackTruth(
      id: id,
      summary: "\(name) false by \(ramp > 0 ? "up to " : "")\(Wording.number(bias))"
        + (ramp > 0 ? ", growing for \(Wording.span(ramp))" : ""), targets: [name], start: start,
      end: start + duration)
  }

  /// Adds what the bias has grown to.
  public mutating func tamperMeasurements(_ signals: inout Signals) {
    guard truth.isActive(at: signals.time) else { return }
    let share = ramp > 0 ? min(1, (signals.time - truth.start) / ramp) : 1
    let told = (signals.received[sensor] + bias * share).rounded(toStep: quantisation)
    signals.received[sensor] = told
    signals.reported[sensor] = told
  }
}
