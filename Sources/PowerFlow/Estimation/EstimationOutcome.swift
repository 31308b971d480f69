/// What became of an estimation.
public enum EstimationOutcome: Sendable, Equatable {
  /// The state that fits best was found; it is in the estimator.
  case converged(Fit)
  /// The iterations did not settle: values that contradict the model badly.
  case diverged(iterations: Int)
  /// Too few usable values: these buses (case numbers) are not determined.
  case unobservable(buses: [Int])

  /// How well the state fits the values.
  public struct Fit: Sendable, Equatable {
    /// Gauss–Newton steps taken.
    public var iterations: Int
    /// Weighted sum of squared residuals, J(x).
    public var objective: Double
    /// Usable values minus unknowns.
    public var degreesOfFreedom: Int
    /// What J(x) exceeds with the test's false-alarm probability when errors are as stated; infinite without
    /// redundancy.
    public var threshold: Double

    /// Whether J(x) passes the χ² test: nothing speaks against the values.
    public var isConsistent: Bool { objective <= threshold }
  }
}

/// One value that the largest-normalised-residual test singled out.
public struct BadMeasurement: Sendable, Equatable {
  /// Index of the meter.
  public var meter: Int
  /// Residual in multiples of its own standard deviation.
  public var normalizedResidual: Double
  /// What the meter reported.
  public var observed: Double
  /// What the state without it says it should have been.
  public var expected: Double
}
