public import TwinModel

/// An incident of which it is known what it was, to learn from.
public struct IdentificationSample: Sendable {
  /// What it was; neither unknown nor, if it is to be learned, one that is held out.
  public var kind: IncidentClass
  /// Samples of one group (a run's seed) are never on both sides of a validation.
  public var group: UInt64
  /// How it behaved.
  public var signature: IncidentSignature
  /// Whether nothing more came: probabilities are calibrated on whole incidents, and young ones are stated too surely rather
  /// than old ones too timidly.
  public var isWhole: Bool

  /// Creates a sample.
  public init(kind: IncidentClass, group: UInt64, signature: IncidentSignature, isWhole: Bool = true) {
    self.kind = kind
    self.group = group
    self.signature = signature
    self.isWhole = isWhole
  }
}
