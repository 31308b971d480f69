public import ProcessIntegration

/// Why a testbed cannot be found or run.
public enum TestbedError: Error, Equatable, CustomStringConvertible {
  /// No testbed has that name.
  case unknownTestbed(String, suggestion: String?, known: [String])
  /// The testbed knows no attack of that name.
  case unknownAttack(String, testbed: String, suggestion: String?, known: [String])
  /// A run cannot last so many seconds.
  case duration(seconds: Double, limit: Double)
  /// Rows cannot be so far apart: no whole number of scans, or more than the whole run.
  case rowPeriod(seconds: Double, scanPeriod: Double, duration: Double)
  /// The attack would begin when the run is over.
  case attackBeyondRun(id: String, start: Double, duration: Double)
  /// Two attacks would label their rows alike.
  case repeatedEvent(String)
  /// The attack cannot be made.
  case attack(AttackError)
  /// The grid cannot be built.
  case grid(SmartGridError)
  /// The communication network does not fit the plant.
  case communication(CommunicationError)
  /// The operating point cannot be found.
  case integration(IntegrationError)

  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownTestbed(let name, let suggestion, let known):
      "no testbed \"\(name)\"\(Self.advice(suggestion, known))"
    case .unknownAttack(let id, let testbed, _, let known) where known.isEmpty:
      "no attack \"\(id)\": \(testbed) knows none"
    case .unknownAttack(let id, let testbed, let suggestion, let known):
      "\(testbed) knows no attack \"\(id)\"\(Self.advice(suggestion, known))"
    case .duration(let seconds, let limit):
      "a run of \(Wording.span(seconds)) is not possible; choose more than 0 and at most \(Wording.span(limit))"
    case .rowPeriod(let seconds, let scanPeriod, let duration):
      "rows every \(Wording.span(seconds)) are not possible; choose a multiple of the controllers' period of "
        + "\(Wording.span(scanPeriod)), at most the run's \(Wording.span(duration))"
    case .attackBeyondRun(let id, let start, let duration):
      "attack \(id) would begin after \(Wording.span(start)), when the run of \(Wording.span(duration)) is over; begin "
        + "it earlier"
    case .repeatedEvent(let id): "two attacks are called \(id); call one of them otherwise"
    case .attack(let error): "\(error)"
    case .grid(let error): "\(error)"
    case .communication(let error): "\(error)"
    case .integration(let error): "\(error)"
    }
  }

  private static func advice(_ suggestion: String?, _ known: [String]) -> String {
    suggestion.map { "; did you mean \"\($0)\"?" } ?? "; choose one of \(known.joined(separator: ", "))"
  }
}
