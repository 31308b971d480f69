import TwinModel

/// Runs a plant a second time without one of its attacks, from the attack's start on, and compares.
///
/// The second run is a fork of the first, so that both meet the same weather, consumers and noise; what differs is the
/// attack's doing. Until the attack begins the two are one, and cost nothing.
struct ConsequenceWatch: Sendable {
  private(set) var consequence: AttackConsequence
  private var reference: (any TestbedRun)?
  private var isOver = false
  private let steps: [Double]
  private var attacked: EnvelopeWatch
  private var unharmed: EnvelopeWatch

  /// - Parameter steps: shape `[sensor]`, the smallest difference that each sensor shows; 0 where unknown.
  init(_ truth: AttackTruth, envelopes: EnvelopeWatch, steps: [Double]) {
    consequence = AttackConsequence(truth: truth)
    self.steps = steps
    attacked = envelopes
    unharmed = envelopes
  }

  /// To be called before each scan of the run.
  mutating func prepare(_ run: any TestbedRun) {
    guard !isOver, reference == nil, run.time >= consequence.truth.start else { return }
    reference = run.removingAttack(id: consequence.truth.id)
    reference?.logsMessages = false
  }

  /// To be called after each scan of the run.
  ///
  /// Watching ends when everything is known, and when the attack and what it led to are over.
  mutating func observe(_ run: any TestbedRun) {
    guard !isOver else { return }
    let values = run.trueValues
    attacked.observe(values, after: run.scanPeriod)
    guard reference?.advance() == true, let beside = reference?.trueValues else {
      unharmed.observe(values, after: run.scanPeriod)
      return
    }
    unharmed.observe(beside, after: run.scanPeriod)
    if consequence.firstEffect == nil { findEffect(values, beside, run) }
    if consequence.firstReport == nil, let other = reference?.signals { findReport(run.signals, other, run) }
    if consequence.firstViolation == nil { findViolation(run) }
    let isKnown =
      consequence.firstEffect != nil && consequence.firstReport != nil && consequence.firstViolation != nil
    if isKnown || (run.time >= consequence.truth.end && run.currentEvent.isEmpty) {
      isOver = true
      reference = nil
    }
  }

  private mutating func findEffect(_ values: [Double], _ beside: [Double], _ run: any TestbedRun) {
    for index in values.indices {
      let smallest = max(steps[index], 1e-9 * max(1, abs(beside[index])))
      guard abs(values[index] - beside[index]) > smallest else { continue }
      consequence.firstEffect = .init(time: run.time, tag: run.sensors[index])
      return
    }
  }

  private mutating func findReport(_ signals: Signals, _ other: Signals, _ run: any TestbedRun) {
    func differs(_ left: Double, _ right: Double) -> Bool { left != right && !(left.isNaN && right.isNaN) }
    let told = signals.reported + signals.reportedCommands
    let unharmed = other.reported + other.reportedCommands
    let place =
      zip(told, unharmed).enumerated().first { differs($1.0, $1.1) }?.offset
      ?? zip(signals.reportedQualities, other.reportedQualities).enumerated().first { $1.0 != $1.1 }?.offset
    guard let place else { return }
    consequence.firstReport = .init(time: signals.time, tag: (run.sensors + run.actuators)[place])
  }

  private mutating func findViolation(_ run: any TestbedRun) {
    for envelope in 0..<attacked.count where attacked.isViolated(envelope) && !unharmed.isViolated(envelope) {
      consequence.firstViolation = .init(time: run.time, tag: attacked.tag(envelope))
      return
    }
  }
}
