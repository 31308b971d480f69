import Foundation
import ProcessIntegration
import Testing

/// y'' = −y as two equations: the exact solution is (cos t, −sin t).
private struct Oscillator: DifferentialEquations {
  var evaluations = 0

  mutating func derivative(of state: SIMD2<Double>, at time: Double) -> SIMD2<Double> {
    evaluations += 1
    return [state.y, -state.x]
  }
}

/// A tank that drains, as a user would write it with a plain array: dh/dt = −√h, so √h = 1 − t/2.
private struct DrainingTank: DifferentialEquations {
  func derivative(of state: [Double], at time: Double) -> [Double] { [-max(state[0], 0).squareRoot()] }
}

/// y' = y², which leaves every bound at t = 1.
private struct Explosion: DifferentialEquations {
  func derivative(of state: Double, at time: Double) -> Double { state * state }
}

@Suite struct IntegratorTests {
  private typealias Advance = (inout Oscillator, inout SIMD2<Double>, Double, Double) -> Void

  private func error(steps: Int, _ advance: Advance) -> Double {
    var equations = Oscillator()
    var state: SIMD2<Double> = [1, 0]
    let step = 2 / Double(steps)
    for index in 0..<steps { advance(&equations, &state, Double(index) * step, step) }
    return max(abs(state.x - cos(2)), abs(state.y + sin(2)))
  }

  @Test func `Euler's method is of first order`() {
    let advance: Advance = { ExplicitEuler().advance(&$0, from: &$1, at: $2, by: $3) }
    let ratio = error(steps: 1000, advance) / error(steps: 2000, advance)
    #expect(abs(ratio - 2) < 0.02)
  }

  @Test func `the classical Runge-Kutta method is of fourth order`() {
    let advance: Advance = { RungeKutta4().advance(&$0, from: &$1, at: $2, by: $3) }
    let ratio = error(steps: 50, advance) / error(steps: 100, advance)
    #expect(abs(ratio - 16) < 0.5)
  }

  @Test(arguments: [1e-4, 1e-7, 1e-10])
  func `the adaptive method meets its tolerance and works harder for a smaller one`(tolerance: Double) throws {
    var method = DormandPrince(tolerance: ErrorTolerance(absolute: tolerance, relative: tolerance))
    var equations = Oscillator()
    var state: SIMD2<Double> = [1, 0]
    try method.advance(&equations, from: &state, at: 0, by: 20)
    #expect(abs(state.x - cos(20)) < 20 * tolerance)
    #expect(abs(state.y + sin(20)) < 20 * tolerance)
    #expect(Double(equations.evaluations) < 60 * 20 * pow(1e-4 / tolerance, 0.2) + 200)
    #expect(Double(equations.evaluations) > 20 * pow(1e-4 / tolerance, 0.2))
  }

  @Test func `equations over plain arrays are integrated alike by all methods`() throws {
    var equations = DrainingTank()
    var coarse = [1.0]
    for index in 0..<10_000 { ExplicitEuler().advance(&equations, from: &coarse, at: Double(index) * 1e-4, by: 1e-4) }
    #expect(abs(coarse[0] - 0.25) < 1e-4)
    var fine = [1.0]
    for index in 0..<10 { RungeKutta4().advance(&equations, from: &fine, at: Double(index) * 0.1, by: 0.1) }
    #expect(abs(fine[0] - 0.25) < 1e-6)
    var adaptive = [1.0]
    var method = DormandPrince()
    try method.advance(&equations, from: &adaptive, at: 0, by: 1)
    #expect(abs(adaptive[0] - 0.25) < 1e-6)
  }

  @Test func `a solution that leaves every bound is an error and not a wrong number`() {
    var method = DormandPrince(stepLimit: 2000)
    var equations = Explosion()
    var state = 1.0
    #expect(throws: IntegrationError.self) { try method.advance(&equations, from: &state, at: 0, by: 2) }
    #expect(state.isFinite)
  }

  @Test(arguments: [0, -1, .nan, .infinity])
  func `an interval that is not positive and finite is refused`(interval: Double) {
    var method = DormandPrince()
    var equations = Explosion()
    var state = 1.0
    #expect(throws: IntegrationError.self) { try method.advance(&equations, from: &state, at: 0, by: interval) }
  }

  @Test func `Newton's method finds the zero of coupled equations`() throws {
    // Circle x² + y² = 4 and hyperbola x y = 1, in the first quadrant with x > y.
    let zero = try NewtonMethod().zero(from: [2, 0.3], scale: [1, 1]) {
      [$0[0] * $0[0] + $0[1] * $0[1] - 4, $0[0] * $0[1] - 1]
    }
    #expect(abs(zero[0] - (2 + 3.0.squareRoot()).squareRoot()) < 1e-9)
    #expect(abs(zero[1] - (2 - 3.0.squareRoot()).squareRoot()) < 1e-9)
  }

  @Test func `Newton's method says when there is no zero or the equations do not fix one`() {
    #expect(throws: IntegrationError.self) { try NewtonMethod().zero(from: [1], scale: [1]) { [$0[0] * $0[0] + 1] } }
    #expect(throws: IntegrationError.self) {
      try NewtonMethod().zero(from: [1, 1], scale: [1, 1]) { [$0[0] + $0[1], 2 * $0[0] + 2 * $0[1]] }
    }
  }
}
