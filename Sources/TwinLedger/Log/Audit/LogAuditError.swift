/// Why a verification did not end well.
public enum LogAuditError: Error, Sendable, Equatable {
  /// The log does not hold.
  case finding(LogFinding)
  /// The log could not be read.
  case store(LogStoreError)
}

extension LogAuditError: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .finding(let finding): finding.description
    case .store(let error): error.description
    }
  }
}
