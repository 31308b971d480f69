/// What an attack really does: the ground truth that a detector never sees.
public struct AttackTruth: Sendable, Equatable {
  /// The event's name in recordings; unique within a run, not empty.
  public var id: String
  /// What happens, in a sentence.
  public var summary: String
  /// Tags whose signals are changed on the way.
  public var targets: [String]
  /// Seconds since the run began at which the first signal is changed.
  public var start: Double
  /// Seconds since the run began from which no signal is changed any more, > `start`.
  public var end: Double

  /// Creates a ground truth.
  public init(id: String, summary: String, targets: [String], start: Double, end: Double) {
    self.id = id
    self.summary = summary
    self.targets = targets
    self.start = start
    self.end = end
  }

  /// Whether signals are being changed.
  public func isActive(at time: Double) -> Bool { time >= start && time < end }
}
