/// One observation that speaks for something being wrong: the common currency of all layers.
///
/// Evidence never decides; diagnosis weighs it. It names what was seen, where, how unlikely that is in normal
/// operation, and, where a value was expected, what was expected instead.
public struct Evidence: Sendable, Equatable {
  /// The layer at which it arose.
  public var layer: Layer
  /// The detector or check that raised it, for example `vector-autoregression`.
  public var source: String
  /// The tag it concerns; `nil` when it concerns a whole asset or stream.
  public var tag: String?
  /// The series and position of the frame in which it was seen.
  public var series: String
  /// Position of the frame within its series.
  public var sequence: Int
  /// When the source says it happened, if it says so.
  public var sourceTime: SourceTime?
  /// Strength in multiples of the alarm threshold: 1 is the threshold itself, ≥ 0.
  public var strength: Double
  /// What the plant reported, in the tag's unit.
  public var observed: Double?
  /// What the detector expected instead, in the tag's unit.
  public var expected: Double?
  /// What kind of behaviour it shows, in the vocabulary that all layers share; `nil` when it fits none.
  public var sign: Sign?
  /// The `Asset.id` it concerns; `nil` when the tag says it all or nobody knows.
  public var asset: String?
  /// Who spoke to whom, where it was seen in a message, as ``MessageObservation/conversation``; else `nil`.
  public var conversation: String?
  /// How much it weighs, with a calibrated meaning; `nil` when only `strength` is known.
  public var weight: Weight?

  /// Creates a piece of evidence.
  public init(
    layer: Layer, source: String, tag: String? = nil, series: String, sequence: Int,
    sourceTime: SourceTime? = nil, strength: Double, observed: Double? = nil, expected: Double? = nil,
    sign: Sign? = nil, asset: String? = nil, conversation: String? = nil, weight: Weight? = nil
  ) {
    self.layer = layer
    self.source = source
    self.tag = tag
    self.series = series
    self.sequence = sequence
    self.sourceTime = sourceTime
    self.strength = strength
    self.observed = observed
    self.expected = expected
    self.sign = sign
    self.asset = asset
    self.conversation = conversation
    self.weight = weight
  }
}
