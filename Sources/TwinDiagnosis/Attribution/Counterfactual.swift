/// What would have had to be reported for there to be no alarm: at most three tags, one after the other, with the values
/// that bring the score down.
public struct Counterfactual: Sendable, Equatable, Codable {
  /// The score of the latest row as reported, in multiples of the alarm threshold.
  public var before: Double
  /// The changes, each on top of those before it; empty when nothing needed to be changed.
  public var steps: [Step]

  /// One tag's change.
  public struct Step: Sendable, Equatable, Codable {
    /// Index into the tags.
    public var tag: Int
    /// What to add to the reported value, row by row of the window, in the tag's unit.
    public var change: [Double]
    /// The score of the latest row with this and the earlier changes.
    public var after: Double
    /// Least share of the change that is enough, 0…1; `nil` where not even the whole is.
    public var leastShare: Double?
  }

  /// The score of the latest row with all changes.
  public var after: Double { steps.last?.after ?? before }
  /// Whether the changes bring the score back under the threshold.
  public var isEnough: Bool { after <= 1 }

  /// Creates a counterfactual.
  public init(before: Double, steps: [Step]) {
    self.before = before
    self.steps = steps
  }
}
