/// Why an estimator could not be built.
public enum EstimationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A meter names a bus or branch that does not exist; indices count from 0.
  case unknownElement(meter: Int)
  /// A meter's standard deviation is not a positive number.
  case deviation(Double, meter: Int)
  /// A meter of a kind that this estimator does not use.
  case unsupportedQuantity(meter: Int)
  /// These buses (case numbers) cannot be determined from the meters.
  case unobservable(buses: [Int])

  /// One line that says what is wrong.
  public var description: String {
    switch self {
    case .unknownElement(let index): "meter \(index) names a bus or branch that does not exist"
    case .deviation(let value, let index): "meter \(index): a standard deviation of \(value) is not possible"
    case .unsupportedQuantity(let index): "meter \(index) is of a kind this estimator does not use"
    case .unobservable(let buses):
      "no meters determine the buses \(buses.map(String.init).joined(separator: ", "))"
    }
  }
}
