public import TwinModel

/// Why a recording cannot be learned from.
public enum TrainingError: Error, Equatable, CustomStringConvertible {
  /// Fewer rows than any calibration can stand on.
  case tooFewRows(found: Int, needed: Int)
  /// More tags than a model holds.
  case tooManyTags(found: Int, limit: Int)
  /// A tag without a single value.
  case emptyTag(String)
  /// Every tag is constant.
  case nothingVaries
  /// An option outside its range.
  case badOption(String)
  /// What the site declares and the recording do not go together.
  case physics(IdentificationError)

  /// One line: what is wrong and what to do.
  public var description: String {
    switch self {
    case .tooFewRows(let found, let needed):
      "\(found) row\(found == 1 ? "" : "s") of normal operation: at least \(needed) are needed to learn and calibrate"
    case .tooManyTags(let found, let limit):
      "\(found) tags: a model holds at most \(limit); split the plant into zones, or leave columns out with --ignore"
    case .emptyTag(let tag): "tag '\(tag)' has no value in any row; leave it out with --ignore \(tag)"
    case .nothingVaries: "every tag is constant: there is nothing to learn"
    case .badOption(let what): what
    case .physics(let error): error.description
    }
  }
}
