/// Why an attack cannot be made.
public enum AttackError: Error, Equatable, CustomStringConvertible {
  /// The plant has no such sensor or actuator; the ones it has.
  case unknownTarget(String, known: [String])
  /// The attack would begin before the run, or end no later than it begins.
  case impossibleTime(start: Double, duration: Double)
  /// The attack would not lie within the run, of that many seconds.
  case outsideRun(start: Double, duration: Double, run: Double)
  /// The type has no variant of that number; the ones it has.
  case unknownVariant(Int, of: AttackType, known: [Int])
  /// The variant does not exist in that level; the ones it exists in.
  case unknownLevel(AttackLevel, of: AttackType, variant: Int, known: [AttackLevel])
  /// The plant offers nothing that the variant could act on.
  case unsuitable(AttackType, variant: Int, testbed: String)
  /// The plant knows no trouble of that name; the ones it knows.
  case unknownTrouble(String, testbed: String, known: [String])
  /// The level asks for a detector to play against, and there is none.
  case missingOracle(AttackLevel)

  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownTarget(let name, let known):
      "no sensor or actuator \"\(name)\"; choose one of \(known.joined(separator: ", "))"
    case .impossibleTime(let start, let duration):
      "an attack from \(start) s for \(duration) s is not possible; choose a start of 0 or more and a duration above 0"
    case .outsideRun(let start, let duration, let run):
      "an attack from \(start) s for \(duration) s does not lie within a run of \(run) s"
    case .unknownVariant(let number, let type, let known):
      "\(type.rawValue) has no variant \(number); choose one of \(known.map(String.init).joined(separator: ", "))"
    case .unknownLevel(let level, let type, let variant, let known):
      "\(type.rawValue) variant \(variant) has no level \(level.rawValue); choose one of "
        + known.map { String($0.rawValue) }.joined(separator: ", ")
    case .unsuitable(let type, let variant, let testbed):
      "\(type.rawValue) variant \(variant) has nothing to act on in \(testbed)"
    case .unknownTrouble(let name, let testbed, let known):
      "\(testbed) knows no trouble \"\(name)\""
        + (known.isEmpty ? "" : "; choose one of \(known.joined(separator: ", "))")
    case .missingOracle(let level):
      "level \(level.rawValue) plays against a detector; give one"
    }
  }
}
