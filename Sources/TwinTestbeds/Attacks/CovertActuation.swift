import TwinModel

/// A4 by somebody who has a model of the whole plant: what the forced actuators do to every sensor is computed and taken
/// away again, so that controllers and historian see the plant as it would have been.
///
/// Two copies of the model run from the attack's start, one under the honest commands and one under the forced ones; their
/// difference is subtracted from every measurement. What shows is what the model does not know: the state it starts from
/// is the nominal one.
///
/// Source: Smith (2015), "Covert misappropriation of networked control systems", here with a nonlinear model.
public struct CovertActuation: Attack {
  /// The actuators, all sensors and the span of time.
  public let truth: AttackTruth
  private let forcings: [(actuator: Int, command: Double)]
  private var honest: any Plant
  private var forced: any Plant
  private var random: SeededGenerator
  private let period: Double
  private var deception: Deception
  private var difference: [Double]

  init(_ draft: AttackDraft) throws(AttackError) {
    honest = draft.surface.model
    forced = draft.surface.model
    random = draft.random
    period = draft.surface.scanPeriod
    forcings = try draft.forcings()
    deception = try draft.deception()
    difference = draft.surface.wiring.sensors.map { _ in 0 }
    truth = draft.truth(
      "\(draft.point.forcing.map(\.actuator).joined(separator: ", ")) moved and the effect subtracted everywhere",
      targets: draft.point.forcing.map(\.actuator) + draft.surface.wiring.sensors)
  }

  /// Takes the computed effect away.
  public mutating func tamperMeasurements(_ signals: inout Signals) {
    guard truth.isActive(at: signals.time) else {
      deception.listen(to: signals)
      return
    }
    let told = difference.indices.filter { difference[$0] != 0 && difference[$0].isFinite }.map {
      (sensor: $0, value: signals.received[$0] - difference[$0])
    }
    deception.tell(told, in: &signals)
  }

  /// Forces the actuators, in the plant and in one copy of the model.
  public mutating func tamperCommands(_ signals: inout Signals) {
    guard truth.isActive(at: signals.time) else { return }
    for force in forcings { signals.actuated[force.actuator] = force.command }
    var (here, there) = (random, random)
    _ = honest.step(inputs: signals.commanded, dt: period, using: &here)
    _ = forced.step(inputs: signals.actuated, dt: period, using: &there)
    random = here
    let (without, with) = (honest.trueValues, forced.trueValues)
    for sensor in difference.indices { difference[sensor] = with[sensor] - without[sensor] }
  }
}
