public import TwinDiagnosis
public import TwinModel

/// What diagnosis made of a case: everything from which its figures follow, and from which identification is learned.
public struct DiagnosisOutcome: Sendable, Codable, Equatable {
  /// The testbed.
  public var testbed: String
  /// The case's name, such as `A4.2`.
  public var name: String
  /// What a perfect diagnosis says; `nil` where nothing happened.
  public var kind: IncidentClass?
  /// How much the attacker knew.
  public var level: Int
  /// The case's seed.
  public var seed: UInt64
  /// Whether it changed no value, report or message as it was drawn: a pump forced off that was off all the time.
  public var isVoid = false
  /// Tags that were really touched.
  public var targets: [String]
  /// Hours before anything happened.
  public var quietHours: Double
  /// Incidents in them.
  public var falseIncidents: Int
  /// Announcements in them.
  public var falseAnnouncements: Int
  /// Announcements from the beginning of what happened on, a summary counted as one.
  public var announcements: Int
  /// Most announcements in ten minutes.
  public var mostAnnouncements: Int
  /// Incidents from then on.
  public var incidents: Int
  /// Seconds until the first of them; `nil` where there was none.
  public var delay: Double?
  /// Tags of the main incident, largest share first, when it had been open for some ticks.
  public var tags: [String]
  /// Seconds from opening until a touched tag, or the asset of one, was first and stayed so; `nil` where that never was.
  public var rootCauseDelay: Double?
  /// The main incident at some ages in ticks since it was opened; the last is the end of the run.
  public var looks: [Look]

  /// The main incident at one moment.
  public struct Look: Sendable, Codable, Equatable {
    /// Ticks since it was opened.
    public var age: Int
    /// How it behaved so far.
    public var signature: IncidentSignature
  }
}
