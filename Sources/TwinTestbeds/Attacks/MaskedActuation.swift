import TwinModel

/// Holds actuators where they do harm while a sensor that would show it keeps telling an old story.
///
/// The actuators get the attacker's commands; controllers and historian receive, for the masked sensor, what it read
/// before the attack: replayed, or frozen with noise. The historian still sees the commands that the controllers believe
/// they give. It shows in what the attacker forgot: flows that do not fit the commands, levels that do not fit the flows.
public struct MaskedActuation: Attack {
  /// How the masked sensor's values are made.
  public enum Mask: Sendable, Equatable, CaseIterable {
    /// The hours before the attack, again and again.
    case replay
    /// The last value before the attack, with the sensor's own noise.
    case freeze
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

  /// The actuators, the masked sensor and the span of time.
  public let truth: AttackTruth
  private let forcings: [(actuator: Int, command: Double)]
  private let sensor: Int
  private let mask: Mask
  private let noise: Double
  private let quantisation: Double
  private let memory: Double
  private var random: SeededGenerator
  private var heard: [Double] = []
  private var position = 0

  /// Prepares the attack.
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
    sensor = try wiring.sensor(masking)
    self.mask = mask
    self.noise = noise
    self.quantisation = quantisation
    self.memory = memory
    random = SeededGenerator(seed: seed)
    let forced = forcing.map { "\($0.actuator) held at \(Wording.number($0.command))" }.joined(separator: ", ")
    let story = mask == .replay ? "replayed" : "frozen"
    truth = AttackTruth(
      id: id, summary: "\(forced) while \(masking) is \(story)", targets: forcing.map(\.actuator) + [masking],
      start: start, end: start + duration)
  }

  /// Listens before the start, and tells the old story from then on.
  public mutating func tamperMeasurements(_ signals: inout Signals) {
    if signals.time < truth.start {
      if mask == .freeze { heard.removeAll(keepingCapacity: true) }
      if signals.time >= truth.start - memory { heard.append(signals.measured[sensor]) }
      return
    }
    guard truth.isActive(at: signals.time) else { return }
    if heard.isEmpty { heard = [signals.measured[sensor]] }
    let told =
      switch mask {
      case .replay: heard[position % heard.count]
      case .freeze: (heard[0] + noise * random.normal()).rounded(toStep: quantisation)
      }
    position += 1
    signals.received[sensor] = told
    signals.reported[sensor] = told
  }

  /// Gives the actuators the attacker's commands.
  public mutating func tamperCommands(_ signals: inout Signals) {
    guard truth.isActive(at: signals.time) else { return }
    for force in forcings { signals.actuated[force.actuator] = force.command }
  }
}
