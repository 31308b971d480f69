public import TwinTestbeds

/// Why diagnosis cannot be judged.
public enum DiagnosisError: Error, CustomStringConvertible {
  /// Normal operation has no rows.
  case nothingLearned
  /// Normal operation cannot be learned.
  case learning(String)
  /// A plant cannot be run.
  case testbed(TestbedError)
  /// An attack cannot be drawn.
  case attack(AttackError)

  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .nothingLearned: "normal operation gave no rows to learn from"
    case .learning(let reason): "normal operation cannot be learned: \(reason)"
    case .testbed(let error): error.description
    case .attack(let error): error.description
    }
  }
}
