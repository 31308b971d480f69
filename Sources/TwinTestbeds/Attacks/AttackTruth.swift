/// What an attack or a trouble really does: the ground truth that a detector never sees.
public struct AttackTruth: Sendable, Equatable {
  /// The event's name in recordings; unique within a run, not empty.
  public var id: String
  /// What happens, in a sentence.
  public var summary: String
  /// Tags and set points whose signals are changed on the way.
  public var targets: [String]
  /// Seconds since the run began at which the first signal is changed.
  public var start: Double
  /// Seconds since the run began from which no signal is changed any more, > `start`.
  public var end: Double
  /// Its place in the catalogue; `nil` for a benign trouble and for what stands in no catalogue.
  public var classification: Classification?
  /// Seconds since the run began at which it was installed, where that is before its start.
  public var installed: Double?
  /// Whether nobody means harm: rows are labelled normal.
  public var isBenign: Bool

  /// A place in the catalogue.
  public struct Classification: Sendable, Equatable {
    /// The type.
    public var type: AttackType
    /// Number of the variant.
    public var variant: Int
    /// How much the attacker knows.
    public var level: AttackLevel
    /// Where the attacker stands.
    public var position: AttackPosition

    /// Creates a place.
    public init(type: AttackType, variant: Int, level: AttackLevel, position: AttackPosition) {
      self.type = type
      self.variant = variant
      self.level = level
      self.position = position
    }
  }

  /// Creates a ground truth.
  public init(
    id: String, summary: String, targets: [String], start: Double, end: Double, classification: Classification? = nil,
    installed: Double? = nil, isBenign: Bool = false
  ) {
    self.id = id
    self.summary = summary
    self.targets = targets
    self.start = start
    self.end = end
    self.classification = classification
    self.installed = installed
    self.isBenign = isBenign
  }

  /// Techniques of ATT&CK for ICS and ATLAS that it uses; none for what stands in no catalogue.
  public var techniques: [String] { classification?.type.techniques ?? [] }

  /// Whether signals are being changed.
  public func isActive(at time: Double) -> Bool { time >= start && time < end }
}
