import TwinModel

/// A8 in a sensor: its new firmware lies whenever the value it reads has passed a trigger, and is honest otherwise.
///
/// It passes every test that does not pass the trigger. It shows as a measurement that fits the others in one half of its
/// range only.
///
/// Source: ATT&CK for ICS T0839 (module firmware), T0862 (supply chain compromise).
public struct TriggeredFirmware: Attack {
  /// The sensor, and the span of time in which the trigger is armed.
  public let truth: AttackTruth
  /// What is added while it lies, in the tag's unit.
  public let size: Double
  private let sensor: Int
  private let release: Double
  private let period: Double
  /// What the sensor read in the hour before, on average: the trigger.
  private var trigger = Double.nan
  private var isLying = false
  private var deception: Deception

  init(_ draft: AttackDraft) throws(AttackError) {
    var draft = draft
    let point = draft.point
    sensor = try draft.surface.wiring.sensor(point.sensor)
    period = draft.surface.scanPeriod
    size =
      draft.level == .naive
      ? draft.impossible(try draft.range(ofSensor: point.sensor)) - point.middle
      : draft.sign() * draft.dared() * point.lie
    release = 0.1 * point.width
    deception = try draft.deception()
    truth = draft.truth(
      "firmware of \(point.sensor) adds \(size) above a trigger", targets: draft.misled([point.sensor]),
      installed: draft.start * draft.uniform(0.5...0.9))
  }

  /// Reads honestly, or not.
  public mutating func tamperMeasurements(_ signals: inout Signals) {
    let read = signals.received[sensor]
    guard truth.isActive(at: signals.time) else {
      if read.isFinite {
        trigger = trigger.isNaN ? read : trigger + min(1, period / 3600) * (read - trigger)
      }
      deception.listen(to: signals)
      return
    }
    if trigger.isNaN { trigger = read }
    if read >= trigger { isLying = true } else if read < trigger - release { isLying = false }
    guard isLying else {
      deception.listen(to: signals)
      return
    }
    deception.tell([(sensor, read + size)], in: &signals)
  }
}
