import TwinModel

/// A4: holds actuators, or moves a set point, where they do harm while sensors that would show it tell another story.
///
/// The actuators get the attacker's commands; controllers and historian receive, for the masked sensors, what they read
/// before the attack: replayed, frozen with noise, or made up. The historian still sees the commands that the controllers
/// believe they give. It shows in what the attacker forgot: flows that do not fit the commands, levels that do not fit
/// the flows.
///
/// Source: ATT&CK for ICS T0836 (modify parameter), T0855 (unauthorized command message), T0856 (spoof reporting
/// message), T0831 (manipulation of control); the pattern is that of Langner (2013), "To kill a centrifuge".
public struct MaskedActuation: Attack {
  /// How the masked sensors' values are made.
  public enum Mask: Sendable, Equatable, CaseIterable {
    /// The hours before the attack, again and again.
    case replay
    /// The last value before the attack, with the sensor's own noise.
    case freeze
    /// A wander about the mean of the hours before, as wide as theirs.
    case synthetic
  }

  /// One actuator and the command it gets.
  public struct Forcing: Sendable, Equatable {
    /// The actuator's tag.
    public var actuator: String
    /// The command, in the tag's unit.
    public var command: Double

    /// Creates a forcing.
    public init(_ actuator: String, to command: Double) {
      self.actuator = actuator
      self.command = command
    }
  }

  /// The actuators, the masked sensors and the span of time.
  public let truth: AttackTruth
  /// Whether the attack moves a set point instead of actuators.
  public var changesSetpoints: Bool { setpoint != nil }

  private let forcings: [(actuator: Int, command: Double)]
  private let setpoint: (index: Int, value: Double)?
  private var honestSetpoint: Double?
  /// Whether the historian sees what the controllers command rather than what the actuators get.
  private let hidesCommands: Bool
  private var story: MaskStory
  private var deception: Deception?

  /// Prepares an attack on one sensor.
  ///
  /// - Parameter forcing: what the actuators get instead of their commands.
  /// - Parameter masking: the sensor whose story stops.
  /// - Parameter noise: standard deviation of a frozen value's noise, in the tag's unit.
  /// - Parameter quantisation: the sensor's step, to which a frozen value is rounded; 0 for none.
  /// - Parameter start: seconds since the run began. A replay needs some time before.
  /// - Parameter duration: seconds, > 0.
  /// - Parameter memory: seconds before the start that a replay repeats; bounds what is kept.
  public init(
    id: String, on wiring: Wiring, forcing: [Forcing], masking: String, by mask: Mask, noise: Double = 0,
    quantisation: Double = 0, start: Double, duration: Double, memory: Double = 7200, seed: UInt64
  ) throws(AttackError) {
    guard start >= 0, duration > 0, (start + duration).isFinite else {
      throw .impossibleTime(start: start, duration: duration)
    }
    var wired: [(actuator: Int, command: Double)] = []
    for force in forcing { wired.append((try wiring.actuator(force.actuator), force.command)) }
    forcings = wired
    setpoint = nil
    hidesCommands = true
    story = MaskStory(
      mask, of: [.init(sensor: try wiring.sensor(masking), noise: noise, step: quantisation)], memory: memory,
      random: SeededGenerator(seed: seed))
    let forced = forcing.map { "\($0.actuator) held at \(Wording.number($0.command))" }.joined(separator: ", ")
    truth = AttackTruth(
      id: id, summary: "\(forced) while \(masking) is \(mask.wording)",
      targets: forcing.map(\.actuator) + [masking], start: start, end: start + duration)
  }

  /// Masks one sensor at levels 0 and 1, at level 2 those too that a balance ties to it; at level 3 these are moved down
  /// the gradient.
  init(_ draft: AttackDraft, mask: Mask, movesSetpoint: Bool = false) throws(AttackError) {
    let (draft, point, surface) = (draft, draft.point, draft.surface)
    forcings = movesSetpoint ? [] : try draft.forcings()
    var targets = movesSetpoint ? [] : point.forcing.map(\.actuator)
    if movesSetpoint, let name = point.setpoint {
      let limits = try surface.limits(of: name)
      let isHigh = point.harmfulSetpoint > point.middle
      let wild = isHigh ? 2 * limits.upperBound : 2 * limits.lowerBound - limits.upperBound
      setpoint = (try surface.wiring.setpoint(name), draft.level == .naive ? wild : point.harmfulSetpoint)
      targets.append(name)
    } else {
      setpoint = nil
    }
    hidesCommands = draft.level != .naive
    let masked = draft.level == .modelAware ? [point.sensor] + point.companions : [point.sensor]
    var parts: [MaskStory.Part] = []
    for name in masked {
      let sensor = try surface.wiring.sensor(name)
      parts.append(.init(sensor: sensor, noise: name == point.sensor ? point.noise : 0, step: surface.steps[sensor]))
    }
    story = MaskStory(mask, of: parts, memory: min(7200, max(600, draft.start)), random: draft.random)
    deception = try draft.deception()
    let moved = targets.joined(separator: ", ")
    truth = draft.truth(
      "\(moved) moved while \(masked.joined(separator: ", ")) \(masked.count > 1 ? "are" : "is") \(mask.wording)",
      targets: targets + draft.misled(masked))
  }

  /// Listens before the start, and tells another story from then on.
  public mutating func tamperMeasurements(_ signals: inout Signals) {
    guard truth.isActive(at: signals.time) else {
      if signals.time < truth.start { story.listen(to: signals, until: truth.start) }
      deception?.listen(to: signals)
      return
    }
    let told = story.next(signals)
    let misleadsControllers = setpoint == nil
    guard deception == nil else {
      deception?.tell(told, in: &signals, misleadsControllers: misleadsControllers)
      return
    }
    for (sensor, value) in told {
      signals.received[sensor] = value
      signals.reported[sensor] = value
    }
  }

  /// Moves the set point, and gives it back at the end.
  public mutating func tamperSetpoints(_ signals: inout Signals) {
    guard let setpoint else { return }
    if truth.isActive(at: signals.time) {
      honestSetpoint = honestSetpoint ?? signals.setpoints[setpoint.index]
      signals.setpoints[setpoint.index] = setpoint.value
    } else if let honest = honestSetpoint {
      signals.setpoints[setpoint.index] = honest
      honestSetpoint = nil
    }
  }

  /// Gives the actuators the attacker's commands.
  public mutating func tamperCommands(_ signals: inout Signals) {
    guard truth.isActive(at: signals.time) else { return }
    for force in forcings {
      signals.actuated[force.actuator] = force.command
      if !hidesCommands { signals.reportedCommands[force.actuator] = force.command }
    }
  }
}

extension MaskedActuation.Mask {
  var wording: String {
    switch self {
    case .replay: "replayed"
    case .freeze: "frozen"
    case .synthetic: "made up"
    }
  }
}
