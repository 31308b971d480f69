/// What the judge may be told beyond the recording.
public struct EvaluationOptions: Sendable, Equatable {
  /// Seconds from one row to the next, > 0; `nil` takes the median step of the time column, if there is one.
  public var period: Double?
  /// The sliding window of the volumes under the surface, in rows, 0...`SlidingWindow.longest`.
  ///
  /// `nil` takes `SlidingWindow.standard`. `SlidingWindow.estimate(from:)` finds one in a signal of the recording.
  public var slidingWindow: Int?
  /// How many of a detector's false alarms the report lists, ≥ 0; the figures always count all of them.
  public var listedFalseAlarms: Int

  /// Creates options; the defaults need nothing but the recording.
  public init(period: Double? = nil, slidingWindow: Int? = nil, listedFalseAlarms: Int = 1000) {
    self.period = period
    self.slidingWindow = slidingWindow
    self.listedFalseAlarms = max(0, listedFalseAlarms)
  }

  /// Refuses values that no recording can have.
  func validate() throws(EvaluationError) {
    if let period, !(period > 0 && period.isFinite) { throw .invalidPeriod(period) }
    let allowed = 0...SlidingWindow.longest
    if let slidingWindow, !allowed.contains(slidingWindow) { throw .invalidWindow(slidingWindow, allowed: allowed) }
  }
}
