/// What a detector measured at one message, before it is weighed against normal operation.
struct MessageFinding: Sendable, Equatable {
  /// Which detector.
  var detector: MessageDetector
  /// How far from normal, ≥ 0, in the detector's own unit.
  var statistic: Double
  /// The flow it is about; −1 where there is none.
  var flow: Int32
  /// The tag's place among the baseline's tags; −1 where there is none.
  var tag: Int32 = -1
  /// What was seen, and what was expected instead.
  var observed: Double?
  var expected: Double?
}
