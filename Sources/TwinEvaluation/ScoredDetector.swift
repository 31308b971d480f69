/// What one detector said about every row of a recording.
public struct ScoredDetector: Sendable, Equatable {
  /// The detector's name as people call it, for example `ensemble` or `autoencoder`.
  public var name: String
  /// Shape `[row]`: higher is more anomalous; `NaN` where the detector has no opinion, which ranks below every number.
  public var scores: [Double]
  /// Shape `[row]`: whether the detector raised an alarm in the row.
  public var alarms: [Bool]
  /// The detector's own alarm threshold in units of the score, found without looking at the recording's labels.
  public var threshold: Double

  /// Creates a detector's output whose alarm is `score > threshold`.
  public init(name: String, scores: [Double], threshold: Double = 1) {
    self.init(name: name, scores: scores, alarms: scores.map { $0 > threshold }, threshold: threshold)
  }

  /// Creates a detector's output that states its alarms itself.
  public init(name: String, scores: [Double], alarms: [Bool], threshold: Double = 1) {
    self.name = name
    self.scores = scores
    self.alarms = alarms
    self.threshold = threshold
  }
}
