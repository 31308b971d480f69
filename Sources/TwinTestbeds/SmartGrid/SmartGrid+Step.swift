public import TwinModel

extension SmartGrid {
  /// What reaches the plant from outside during a step; nothing by default.
  public struct Inputs: Sendable, Equatable {
    /// Commands of operators, or of somebody else, in place of the controllers' own.
    public var commands: [Override]
    /// Lies about readings, in order.
    public var tampering: [Tampering]

    /// Creates inputs.
    public init(commands: [Override] = [], tampering: [Tampering] = []) {
      self.commands = commands
      self.tampering = tampering
    }
  }

  /// A value in place of a controller's command.
  public struct Override: Sendable, Equatable {
    /// Index of the actuator.
    public var actuator: Int
    /// The value commanded, in the actuator's unit.
    public var value: Double

    /// Creates an override.
    public init(actuator: Int, value: Double) {
      self.actuator = actuator
      self.value = value
    }
  }

  /// A change of a reading on its way: `scale · reading + offset`.
  public struct Tampering: Sendable, Equatable {
    /// Index of the tag.
    public var tag: Int
    /// What the reading is multiplied by; 0 replaces it by `offset`.
    public var scale: Double
    /// What is added, in the tag's unit.
    public var offset: Double

    /// Creates a change.
    public init(tag: Int, scale: Double = 1, offset: Double) {
      self.tag = tag
      self.scale = scale
      self.offset = offset
    }
  }

  /// What a step gives.
  public struct Outputs: Sendable, Equatable {
    /// Shape `[tag]`: readings as the control centre and the historian see them.
    public var readings: [Double]
    /// What has become of the grid.
    public var condition: Condition
  }

  /// Moves the plant by one step: physics under the last commands, instruments, then the controllers' answer.
  ///
  /// - Parameter seconds: > 0, at most 10; 1 is customary.
  public mutating func step(_ inputs: Inputs, seconds: Double, using random: inout SeededGenerator) -> Outputs {
    for override in inputs.commands where nextCommands.indices.contains(override.actuator) {
      nextCommands[override.actuator] = override.value
    }
    advance(nextCommands, seconds: seconds, using: &random)
    var seen = sense(seconds: seconds, using: &random)
    for change in inputs.tampering where seen.indices.contains(change.tag) {
      seen[change.tag] = change.scale * seen[change.tag] + change.offset
    }
    nextCommands = control(&seen, seconds: seconds)
    return Outputs(readings: seen, condition: condition)
  }
}
