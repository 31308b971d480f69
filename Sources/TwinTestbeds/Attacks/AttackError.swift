/// Why an attack cannot be made.
public enum AttackError: Error, Equatable, CustomStringConvertible {
  /// The plant has no such sensor or actuator; the ones it has.
  case unknownTarget(String, known: [String])
  /// The attack would begin before the run, or end no later than it begins.
  case impossibleTime(start: Double, duration: Double)

  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownTarget(let name, let known):
      "no sensor or actuator \"\(name)\"; choose one of \(known.joined(separator: ", "))"
    case .impossibleTime(let start, let duration):
      "an attack from \(start) s for \(duration) s is not possible; choose a start of 0 or more and a duration above 0"
    }
  }
}
