/// One step along the tangent: y ← y + h f(t, y). First order, one evaluation a step.
///
/// Coarse, and yet the reference where a published simulation was made with it: its results are then part of the model.
/// Source: Hairer, Nørsett, Wanner, Solving Ordinary Differential Equations I, section I.7.
public struct ExplicitEuler: Sendable, Equatable {
  /// Creates the method.
  public init() {}

  /// Moves `state` from `time` to `time + step`.
  public func advance<Equations: DifferentialEquations>(
    _ equations: inout Equations, from state: inout Equations.State, at time: Double, by step: Double
  ) {
    state.add(equations.derivative(of: state, at: time), scaledBy: step)
  }
}
