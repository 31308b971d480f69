/// Why declared physics cannot be brought together with a recording of normal operation.
public enum IdentificationError: Error, Equatable, CustomStringConvertible {
  /// A law names a tag that the recording lacks.
  case missingTag(String, law: String)
  /// A law needs the row period, and nobody said it.
  case needsPeriod(law: String)
  /// A profile needs the plant's clock.
  case needsClock(law: String)
  /// The recording does not determine a law's numbers.
  case notIdentifiable(law: String, reason: String)
  /// The recording breaks declared rules; nothing is learned from it silently.
  case rulesViolated([RuleViolation])

  /// One line per problem: what is wrong and what to do.
  public var description: String {
    switch self {
    case .missingTag(let tag, let law): "\(law) names tag '\(tag)', which the recording lacks"
    case .needsPeriod(let law):
      "\(law) states areas, so the time from row to row must be known: say --period, or name a time column"
    case .needsClock(let law):
      "\(law) has a profile, so the recording needs times: say --period, or name a time column"
    case .notIdentifiable(let law, let reason): "\(law): \(reason)"
    case .rulesViolated(let violations): violations.map(\.description).joined(separator: "\n")
    }
  }
}

/// A rule that a recording of normal operation breaks.
public struct RuleViolation: Sendable, Equatable, CustomStringConvertible {
  /// The rule in words.
  public var rule: String
  /// Rows in which it is broken by more than its tolerance.
  public var count: Int
  /// The first of them, at most `listed`.
  public var places: [Place]
  /// The tolerance, in the unit of the level.
  public var tolerance: Double

  /// How many places are listed.
  public static let listed = 5

  /// One row that breaks the rule.
  public struct Place: Sendable, Equatable {
    /// The series.
    public var series: String
    /// Position within the series.
    public var sequence: Int
    /// The plant's clock in seconds; `nil` when unknown.
    public var seconds: Double?
    /// By how much of its level, in its unit.
    public var excess: Double
  }

  /// One line.
  public var description: String {
    let shown = places.map { place in
      "\(place.series) row \(place.sequence)" + (place.seconds.map { " (\($0.written) s)" } ?? "")
        + " by \(((place.excess * 1000).rounded() / 1000).written)"
    }
    return "the rule \"\(rule)\" is broken in normal operation by more than \(tolerance.written) in \(count) rows: "
      + shown.joined(separator: ", ") + (count > places.count ? " …" : "")
      + "; correct the rule, widen its tolerance or delay, or leave those rows out of the recording"
  }
}
