/// The limits outside which a tag's true value is dangerous, whatever the controllers think.
///
/// At least one of `low`, `high` and `maximumRate` is stated. A value violates the envelope once it has been outside
/// for longer than `holdTime`.
public struct SafetyEnvelope: Sendable, Equatable {
  /// The `Tag.name` it guards; a site has at most one envelope per tag.
  public var tag: String
  /// Lowest safe value, in the tag's unit; `nil` when there is none.
  public var low: Double?
  /// Highest safe value, in the tag's unit; `nil` when there is none.
  public var high: Double?
  /// Fastest safe change in either direction, in the tag's unit per second, > 0; `nil` when there is none.
  public var maximumRate: Double?
  /// How long a value may be outside before it counts, in seconds, ≥ 0.
  public var holdTime: Double

  /// Creates an envelope.
  public init(
    tag: String, low: Double? = nil, high: Double? = nil, maximumRate: Double? = nil, holdTime: Double = 0
  ) {
    self.tag = tag
    self.low = low
    self.high = high
    self.maximumRate = maximumRate
    self.holdTime = holdTime
  }

  /// Whether a value lies within `low` and `high`; time and rate are the caller's. `NaN` lies within nothing.
  public func contains(_ value: Double) -> Bool {
    value >= low ?? -.infinity && value <= high ?? .infinity
  }
}
