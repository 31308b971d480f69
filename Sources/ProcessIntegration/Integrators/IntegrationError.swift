/// Why an adaptive integration or a search for a steady state ended early.
public enum IntegrationError: Error, Equatable, Sendable {
  /// The interval to integrate over is not a positive, finite number.
  case intervalNotPositive(Double)
  /// No step that time can resolve meets the tolerance at `time`.
  case stepTooSmall(time: Double)
  /// A state or derivative stopped being a number at `time`.
  case notFinite(time: Double)
  /// The limit of trial steps was reached at `time`.
  case tooManySteps(limit: Int, time: Double)
  /// Newton's method left a residual of this size after all its iterations.
  case noSteadyState(residual: Double)
}
