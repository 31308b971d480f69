/// Which tags an alarm comes from, by three methods that know different things.
public struct Attribution: Sendable, Equatable, Codable {
  /// What would have had to be reported: the first opinion.
  public var counterfactual: Counterfactual
  /// The tags, most suspect first; the first is taken for the cause.
  public var suspects: [Suspect]
  /// Indices of the tags with the largest integrated gradients from the nearest normal state, at most three: the second
  /// opinion; empty where no normal state is known.
  public var gradientTags: [Int]
  /// Indices of the tags with the largest errors of the twin, at most three: the third; empty without declared physics.
  public var twinTags: [Int]
  /// Whether the first and the second opinion name the same cause.
  public var agrees: Bool
  /// The row of the window in which the cause began to show.
  public var onset: Int
  /// Rows of the window.
  public var rows: Int

  /// One tag under suspicion.
  public struct Suspect: Sendable, Equatable, Codable {
    /// Index into the tags.
    public var tag: Int
    /// What the plant reported in the latest row, in the tag's unit; `NaN` when it did not.
    public var observed: Double
    /// What it should have reported given the rest of the plant and its own past, in the tag's unit.
    public var expected: Double
    /// Standard deviation of such an expectation, in the tag's unit.
    public var spread: Double
    /// Share of this tag in what speaks against the window, 0…1; the shares of all tags sum to 1.
    public var share: Double
    /// The first row of the window in which it is further from its expectation than `surprise` spreads; `nil` where none
    /// is.
    public var firstRow: Int?
    /// What it is in the event.
    public var role: Role

    /// What a tag is in an event.
    public enum Role: String, Sendable, Codable, CaseIterable {
      /// It began there.
      case cause
      /// It must be changed, too, for the score to be normal.
      case companion
      /// It moved because the cause did.
      case symptom
    }
  }
}
