public import PowerFlow

/// Why a smart-grid testbed could not be built.
public enum SmartGridError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The transmission network cannot be computed with.
  case network(GridCaseError)
  /// The feeder cannot be computed with.
  case feeder(GridCaseError)
  /// The meters do not fit the network.
  case meters(EstimationError)
  /// The equipment names a bus, branch or machine that does not exist, or not one per machine of the case.
  case equipment(String)

  /// One line that says what is wrong.
  public var description: String {
    switch self {
    case .network(let error): "network: \(error)"
    case .feeder(let error): "feeder: \(error)"
    case .meters(let error): "meters: \(error)"
    case .equipment(let text): "equipment: \(text)"
    }
  }
}
