/// A tag that shows an incident: what it reads, what was expected, and how much it contributed.
public struct IncidentTag: Sendable, Equatable {
  /// The tag.
  public var tag: String
  /// The `Asset.id` it belongs to; `nil` when unknown.
  public var asset: String?
  /// What the plant reported when the tag spoke loudest, in the tag's unit.
  public var observed: Double?
  /// What was expected instead, in the tag's unit.
  public var expected: Double?
  /// Share of what all tags together say, 0...1.
  public var share: Double
  /// Strongest evidence so far, in multiples of the alarm threshold.
  public var strength: Double
  /// When it first spoke.
  public var firstSeen: SourceTime
  /// When it last spoke.
  public var lastSeen: SourceTime

  /// Creates a tag's part.
  public init(
    tag: String, asset: String? = nil, observed: Double? = nil, expected: Double? = nil, share: Double,
    strength: Double, firstSeen: SourceTime, lastSeen: SourceTime
  ) {
    self.tag = tag
    self.asset = asset
    self.observed = observed
    self.expected = expected
    self.share = share
    self.strength = strength
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
  }
}
