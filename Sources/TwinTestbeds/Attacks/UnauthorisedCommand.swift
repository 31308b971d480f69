import TwinModel

/// A7: set points, outputs or modes are changed through the programming interface by somebody who may not.
///
/// Nothing is hidden in telemetry: controllers, actuators and historian do and say what was commanded. It shows as a
/// change without an operator's session, as a write from a new source, and in what the plant then does.
///
/// Source: ATT&CK for ICS T0855 (unauthorized command message), T0871 (execution through API), T0819, T0866.
public struct UnauthorisedCommand: Attack {
  /// What is commanded.
  public enum Order: Int, Sendable, CaseIterable {
    /// Another set point.
    case setpoint = 1
    /// Outputs that do harm.
    case write
    /// Manual mode: outputs stay where they are.
    case manual
  }

  /// Pulses of a model-aware attacker: so many seconds of every so many.
  static let pulse = (seconds: 300.0, every: 720.0)
  /// Steps in which a model-aware attacker moves a set point.
  static let stairs = 10.0

  /// The set point or actuators, and the span of time.
  public let truth: AttackTruth
  /// What is commanded.
  public let order: Order
  /// Whether it moves set points.
  public var changesSetpoints: Bool { order == .setpoint }
  private let level: AttackLevel
  private let forcings: [(actuator: Int, command: Double)]
  private let setpoint: (index: Int, value: Double)?
  private var honest: Double?
  private var held: [Double] = []

  init(_ draft: AttackDraft, order: Order) throws(AttackError) {
    var draft = draft
    let point = draft.point
    self.order = order
    level = draft.level
    guard order == .setpoint, let name = point.setpoint else {
      forcings = try draft.forcings()
      setpoint = nil
      let names = point.forcing.map(\.actuator)
      truth = draft.truth("\(names.joined(separator: ", ")): \(order) without a session", targets: names)
      return
    }
    forcings = []
    let limits = try draft.surface.limits(of: name)
    let share = draft.uniform(0.85...1)
    let usual = draft.surface.setpoints.first { $0.name == name }?.usual ?? point.usual
    let middle = (usual.lowerBound + usual.upperBound) / 2
    let width = limits.upperBound - limits.lowerBound
    let wild = point.harmfulSetpoint > middle ? limits.upperBound + width : limits.lowerBound - width
    let value = draft.level == .naive ? wild : middle + share * (point.harmfulSetpoint - middle)
    setpoint = (try draft.surface.wiring.setpoint(name), value)
    truth = draft.truth("\(name) set to \(value) without a session", targets: [name])
  }

  /// Writes the set point, and gives it back at the end.
  public mutating func tamperSetpoints(_ signals: inout Signals) {
    guard let setpoint else { return }
    if truth.isActive(at: signals.time) {
      let honest = honest ?? signals.setpoints[setpoint.index]
      self.honest = honest
      var share = 1.0
      if level >= .modelAware {
        let age = (signals.time - truth.start) / (0.8 * (truth.end - truth.start))
        share = min(1, ((age * Self.stairs).rounded(.down) + 1) / Self.stairs)
      }
      signals.setpoints[setpoint.index] = honest + share * (setpoint.value - honest)
    } else if let honest {
      signals.setpoints[setpoint.index] = honest
      self.honest = nil
    }
  }

  /// Writes the outputs; everybody sees it.
  public mutating func tamperCommands(_ signals: inout Signals) {
    guard order != .setpoint, truth.isActive(at: signals.time) else { return }
    if held.isEmpty { held = forcings.map { signals.actuated[$0.actuator] } }
    let age = (signals.time - truth.start).truncatingRemainder(dividingBy: Self.pulse.every)
    if level >= .modelAware && order == .write && age >= Self.pulse.seconds { return }
    for (index, force) in forcings.enumerated() {
      var command = order == .manual && level != .naive ? held[index] : force.command
      if order == .manual && level >= .modelAware {
        // Follows the controller, but only ever a third of the way.
        let controlled = signals.commanded[force.actuator]
        command = held[index] + (controlled - held[index]) / 3
      }
      signals.actuated[force.actuator] = command
      signals.reportedCommands[force.actuator] = command
    }
  }
}
