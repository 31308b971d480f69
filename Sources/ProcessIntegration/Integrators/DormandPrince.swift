import PortableMath

/// The embedded Runge-Kutta pair of Dormand and Prince, which chooses its own step.
///
/// Fifth order, six new evaluations a step; the difference to the embedded fourth-order result is the error estimate.
/// Source: Hairer, Nørsett, Wanner, Solving Ordinary Differential Equations I, section II.4 (step control) and table
/// 5.2 (coefficients).
public struct DormandPrince: Sendable, Equatable {
  /// What one step may err by.
  public var tolerance: ErrorTolerance
  /// Trial steps allowed within one call, > 0; more is an error.
  public var stepLimit: Int
  /// Length of the next trial step, as learned from the last one; `nil` before the first.
  public private(set) var suggestedStep: Double?

  /// Creates the method.
  public init(tolerance: ErrorTolerance = ErrorTolerance(), stepLimit: Int = 10_000) {
    self.tolerance = tolerance
    self.stepLimit = stepLimit
  }

  /// Moves `state` from `time` to `time + interval` in as many steps as the tolerance asks for.
  ///
  /// - Parameter interval: > 0, in the equations' unit of time.
  /// - Throws: ``IntegrationError``; `state` then stands at the last accepted step.
  public mutating func advance<Equations: DifferentialEquations>(
    _ equations: inout Equations, from state: inout Equations.State, at time: Double, by interval: Double
  ) throws(IntegrationError) {
    guard interval > 0, interval.isFinite else { throw .intervalNotPositive(interval) }
    let end = time + interval
    var now = time
    var step = min(suggestedStep ?? interval, interval)
    var slope = equations.derivative(of: state, at: now)
    for _ in 0..<stepLimit {
      let isLast = now + step >= end
      if isLast { step = end - now }
      let trial = Trial(&equations, from: state, slope: slope, at: now, by: step)
      let error = trial.error.largestError(at: trial.state, tolerance: tolerance)
      let next = step * Self.growth(after: error)
      if error <= 1 {
        state = trial.state
        slope = trial.slope
        now += step
        if isLast {
          suggestedStep = max(next, suggestedStep ?? 0)
          return
        }
        suggestedStep = next
      }
      step = next
      guard now + step > now else { throw error.isNaN ? .notFinite(time: now) : .stepTooSmall(time: now) }
    }
    throw .tooManySteps(limit: stepLimit, time: now)
  }

  /// The factor for the next step: a fifth root of the error, damped, between 1/5 and 5.
  private static func growth(after error: Double) -> Double {
    guard !error.isNaN else { return 0.2 }
    guard error > 0 else { return 5 }
    return min(5, max(0.2, 0.9 * exponential(-logarithm(error) / 5)))
  }

  /// One trial step: the fifth-order result, its slope, and the estimated error.
  private struct Trial<State: StateVector> {
    var state: State
    var slope: State
    var error: State

    init<Equations: DifferentialEquations>(
      _ equations: inout Equations, from y: State, slope k1: State, at t: Double, by h: Double
    ) where Equations.State == State {
      let k2 = equations.derivative(of: y.adding(k1, scaledBy: h / 5), at: t + h / 5)
      let y3 = y.adding(k1, scaledBy: h * 3 / 40).adding(k2, scaledBy: h * 9 / 40)
      let k3 = equations.derivative(of: y3, at: t + h * 3 / 10)
      let y4 = y.adding(k1, scaledBy: h * 44 / 45).adding(k2, scaledBy: -h * 56 / 15)
        .adding(k3, scaledBy: h * 32 / 9)
      let k4 = equations.derivative(of: y4, at: t + h * 4 / 5)
      let y5 = y.adding(k1, scaledBy: h * 19372 / 6561).adding(k2, scaledBy: -h * 25360 / 2187)
        .adding(k3, scaledBy: h * 64448 / 6561).adding(k4, scaledBy: -h * 212 / 729)
      let k5 = equations.derivative(of: y5, at: t + h * 8 / 9)
      let y6 = y.adding(k1, scaledBy: h * 9017 / 3168).adding(k2, scaledBy: -h * 355 / 33)
        .adding(k3, scaledBy: h * 46732 / 5247).adding(k4, scaledBy: h * 49 / 176)
        .adding(k5, scaledBy: -h * 5103 / 18656)
      let k6 = equations.derivative(of: y6, at: t + h)
      state = y.adding(k1, scaledBy: h * 35 / 384).adding(k3, scaledBy: h * 500 / 1113)
        .adding(k4, scaledBy: h * 125 / 192).adding(k5, scaledBy: -h * 2187 / 6784)
        .adding(k6, scaledBy: h * 11 / 84)
      slope = equations.derivative(of: state, at: t + h)
      error = state.adding(state, scaledBy: -1)
      error.add(k1, scaledBy: h * 71 / 57600)
      error.add(k3, scaledBy: -h * 71 / 16695)
      error.add(k4, scaledBy: h * 71 / 1920)
      error.add(k5, scaledBy: -h * 17253 / 339200)
      error.add(k6, scaledBy: h * 22 / 525)
      error.add(slope, scaledBy: -h / 40)
    }
  }
}
