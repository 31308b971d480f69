public import Hydraulics

/// Why a water network cannot be recorded as asked.
public enum WaterNetworkError: Error, Equatable, CustomStringConvertible {
  /// No junction has that name.
  case unknownJunction(String, suggestion: String?)
  /// A run cannot last so many seconds.
  case duration(seconds: Double, limit: Double)
  /// Rows cannot be so far apart: no whole number of seconds, or more than the whole run.
  case rowPeriod(seconds: Double, duration: Double)
  /// The network's equations cannot be stated.
  case network(NetworkError)

  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownJunction(let name, let suggestion):
      "no junction \"\(name)\"\(suggestion.map { "; did you mean \"\($0)\"?" } ?? "; see the section JUNCTIONS")"
    case .duration(let seconds, let limit):
      "\(TestbedError.duration(seconds: seconds, limit: limit))"
    case .rowPeriod(let seconds, let duration):
      "rows every \(Wording.span(seconds)) are not possible; choose whole seconds, at most the run's "
        + Wording.span(duration)
    case .network(let error): "\(error)"
    }
  }
}
