/// One way to carry out a type of attack.
public struct AttackVariant: Sendable, Equatable {
  /// Number within its type, from 1; stable.
  public let number: Int
  /// A name of a few words.
  public let name: String
  /// What happens, in a sentence.
  public let summary: String
  /// Where the attacker stands.
  public let position: AttackPosition
  /// Levels in which it exists, rising.
  public let levels: [AttackLevel]
  /// Whether the process itself is moved; otherwise only what is told about it.
  public let movesProcess: Bool
  /// What a plant must offer for it.
  public let needs: Need

  /// What a plant must offer for a variant.
  public enum Need: Sendable, Equatable {
    /// A measurement on a scale that somebody acts upon.
    case measurement
    /// A measurement on a scale to which a loop answers at once.
    case loop
    /// An actuator that can do harm.
    case actuator
    /// An actuator that can do harm and that its loop moves all the time.
    case movingActuator
    /// A set point that can do harm, and the measurement that would show it.
    case setpoint
    /// A state estimator.
    case stateEstimation
  }

  init(
    _ number: Int, _ name: String, _ summary: String, at position: AttackPosition, levels: [AttackLevel],
    movesProcess: Bool = true, needs: Need = .measurement
  ) {
    self.number = number
    self.name = name
    self.summary = summary
    self.position = position
    self.levels = levels
    self.movesProcess = movesProcess
    self.needs = needs
  }
}
