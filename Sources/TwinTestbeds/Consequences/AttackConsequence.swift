/// What an attack did to the plant, measured against the same run without it.
public struct AttackConsequence: Sendable, Equatable {
  /// A moment, and the tag that shows it.
  public struct Moment: Sendable, Equatable {
    /// Seconds since the run began.
    public var time: Double
    /// The sensor's tag.
    public var tag: String
  }

  /// What the attack does by itself.
  public var truth: AttackTruth
  /// The first scan after which a true value differs by more than its sensor's step; `nil` when none did.
  public var firstEffect: Moment?
  /// The first scan in which what the historian is told differs, tag by tag or in quality; `nil` when it never did.
  public var firstReport: Moment?
  /// The first time that a true value counted as outside its safety envelope, and not in the run without the attack;
  /// `nil` when it never did.
  public var firstViolation: Moment?
}
