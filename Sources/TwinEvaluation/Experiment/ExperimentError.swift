public import TwinDetection
public import TwinTestbeds

/// Why an experiment cannot be done.
public enum ExperimentError: Error, CustomStringConvertible {
  /// Nothing is asked for.
  case nothingToDo(String)
  /// A testbed has no attack of the chosen types and levels.
  case noEvents(testbed: String)
  /// A number is out of range.
  case badOption(String)
  /// A plant cannot be run.
  case testbed(TestbedError)
  /// An attack cannot be drawn.
  case attack(AttackError)
  /// Normal operation cannot be learned.
  case training(TrainingError, testbed: String)

  /// What is wrong and what to do, in one line.
  public var description: String {
    switch self {
    case .nothingToDo(let what): "there is nothing to do: \(what)"
    case .noEvents(let testbed):
      "\(testbed) knows none of the chosen types at the chosen levels; see 'sat attack list' and 'sat attack describe'"
    case .badOption(let what): what
    case .testbed(let error): error.description
    case .attack(let error): error.description
    case .training(let error, let testbed): "\(testbed): \(error.description)"
    }
  }
}
