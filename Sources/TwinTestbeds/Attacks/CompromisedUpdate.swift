import TwinModel

/// A8 in a controller: an update of its logic brought something along.
///
/// The controller reports the commands of its old program while its outputs follow the new one. It shows as a change of
/// behaviour after an update, as outputs without their effect, and in a digest that is not the one in the ledger.
///
/// Source: ATT&CK for ICS T0862 (supply chain compromise), T0857 (system firmware), T0873 (project file infection), T0839
/// (module firmware).
public struct CompromisedUpdate: Attack {
  /// What the update brought.
  public enum Payload: Int, Sendable, CaseIterable {
    /// Outputs that act the wrong way round; late, from a careful author.
    case alteredLogic = 1
    /// Nothing for a while, then outputs that do harm; in pulses, from a careful author.
    case logicBomb
  }

  /// The outputs, and the span of time in which the payload acts.
  public let truth: AttackTruth
  /// What the update brought.
  public let payload: Payload
  /// Seconds by which a careful author's outputs are late.
  public let lateness: Double
  private let level: AttackLevel
  private let forcings: [(actuator: Int, command: Double)]
  private let isState: [Bool]
  private let limits: [ClosedRange<Double>]
  private let period: Double
  private var first: [Double] = []
  private var past: [[Double]] = []
  private var position = 0

  /// Altered logic acts from the update on; a bomb was installed before, in the second half of the time until its start.
  init(_ draft: AttackDraft, payload: Payload) throws(AttackError) {
    var draft = draft
    self.payload = payload
    level = draft.level
    period = draft.surface.scanPeriod
    lateness = draft.uniform(300...900)
    let dormancy = draft.uniform(0.1...0.5) * draft.start
    forcings = try draft.forcings()
    let names = draft.point.forcing.map(\.actuator)
    let tags = draft.surface.model.site.tags
    isState = names.map { name in tags.first { $0.name == name }?.kind == .state }
    limits = forcings.map { draft.surface.actuatorLimits[$0.actuator] }
    truth = draft.truth(
      "\(names.joined(separator: ", ")): \(payload)", targets: names,
      installed: payload == .logicBomb ? draft.start - dormancy : draft.start)
  }

  /// Lets the payload act.
  public mutating func tamperCommands(_ signals: inout Signals) {
    guard truth.isActive(at: signals.time) else { return }
    let honest = forcings.map { signals.commanded[$0.actuator] }
    if first.isEmpty { first = honest }
    let outputs = payload == .logicBomb ? bombed(honest, at: signals.time) : altered(honest)
    for (index, force) in forcings.enumerated() { signals.actuated[force.actuator] = outputs[index] }
  }

  private func bombed(_ honest: [Double], at time: Double) -> [Double] {
    let pulse = UnauthorisedCommand.pulse
    let age = (time - truth.start).truncatingRemainder(dividingBy: pulse.every)
    return level >= .modelAware && age >= pulse.seconds ? honest : forcings.map(\.command)
  }

  private mutating func altered(_ honest: [Double]) -> [Double] {
    switch level {
    case .naive: return forcings.map(\.command)
    case .insideLimits:
      return honest.indices.map { index in
        let range = limits[index]
        let mirror = isState[index] ? range.lowerBound + range.upperBound : 2 * first[index]
        return min(max(mirror - honest[index], range.lowerBound), range.upperBound)
      }
    case .modelAware, .whiteBox:
      let length = max(1, Int((lateness / period).rounded()))
      guard past.count == length else {
        past.append(honest)
        return past[0]
      }
      let late = past[position]
      past[position] = honest
      position = (position + 1) % length
      return late
    }
  }
}
