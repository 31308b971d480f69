/// A process written as ordinary differential equations dy/dt = f(t, y).
///
/// `derivative` is mutating so that equations may keep starting values for their inner iterations; what it returns must
/// depend on `state` and `time` alone.
public protocol DifferentialEquations {
  /// The state y.
  associatedtype State: StateVector

  /// The derivative dy/dt, in units of the state per unit of `time`.
  mutating func derivative(of state: State, at time: Double) -> State
}
