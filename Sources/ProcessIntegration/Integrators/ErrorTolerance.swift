/// How far an adaptive integrator may err in one step: `absolute + relative · |state|` for every element.
public struct ErrorTolerance: Sendable, Equatable {
  /// Allowed error of a state at zero, in the state's unit, > 0.
  public var absolute: Double
  /// Allowed error as a share of the state, ≥ 0.
  public var relative: Double

  /// Creates a tolerance.
  public init(absolute: Double = 1e-9, relative: Double = 1e-6) {
    self.absolute = absolute
    self.relative = relative
  }

  func allowed(at state: Double) -> Double { absolute + relative * state.magnitude }
}
