/// The classical Runge-Kutta method. Fourth order, four evaluations a step.
///
/// Source: Hairer, Nørsett, Wanner, Solving Ordinary Differential Equations I, section II.1, table 1.2.
public struct RungeKutta4: Sendable, Equatable {
  /// Creates the method.
  public init() {}

  /// Moves `state` from `time` to `time + step`.
  public func advance<Equations: DifferentialEquations>(
    _ equations: inout Equations, from state: inout Equations.State, at time: Double, by step: Double
  ) {
    let k1 = equations.derivative(of: state, at: time)
    let k2 = equations.derivative(of: state.adding(k1, scaledBy: step / 2), at: time + step / 2)
    let k3 = equations.derivative(of: state.adding(k2, scaledBy: step / 2), at: time + step / 2)
    let k4 = equations.derivative(of: state.adding(k3, scaledBy: step), at: time + step)
    state.add(k1, scaledBy: step / 6)
    state.add(k2, scaledBy: step / 3)
    state.add(k3, scaledBy: step / 3)
    state.add(k4, scaledBy: step / 6)
  }
}
