/// Finds a zero of n functions of n variables, such as the steady state of a process, by Newton's method.
///
/// The Jacobian comes from forward differences, and a step that does not lessen the residual is halved.
/// Source: Nocedal, Wright, Numerical Optimization (2006), section 11.2.
public struct NewtonMethod: Sendable, Equatable {
  /// Done when no residual is larger, in the residuals' own unit, > 0.
  public var tolerance: Double
  /// Iterations allowed, > 0.
  public var iterationLimit: Int

  /// Creates the method.
  public init(tolerance: Double = 1e-9, iterationLimit: Int = 50) {
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
  }

  /// The zero that is reached from a start.
  ///
  /// - Parameter start: shape `[n]`.
  /// - Parameter scale: typical size of each variable, > 0; shape `[n]`.
  /// - Parameter residual: shape `[n]` to `[n]`; should be of order 1 for an error of order `scale`.
  /// - Throws: ``IntegrationError/noSteadyState(residual:)``.
  public func zero(
    from start: [Double], scale: [Double], of residual: ([Double]) -> [Double]
  ) throws(IntegrationError) -> [Double] {
    var point = start
    var values = residual(point)
    for _ in 0..<iterationLimit where !(largest(values) <= tolerance) {
      let jacobian = differences(at: point, values, scale, residual)
      guard let step = Self.solve(jacobian, values) else { throw .noSteadyState(residual: largest(values)) }
      guard let next = lessening(values, from: point, along: step, scale, residual) else { break }
      (point, values) = next
    }
    guard largest(values) <= tolerance else { throw .noSteadyState(residual: largest(values)) }
    return point
  }

  /// Row-major Jacobian with respect to the scaled variables.
  private func differences(
    at point: [Double], _ values: [Double], _ scale: [Double], _ residual: ([Double]) -> [Double]
  ) -> [[Double]] {
    var jacobian = [[Double]](repeating: [Double](repeating: 0, count: point.count), count: values.count)
    for column in point.indices {
      var moved = point
      moved[column] += 1e-7 * scale[column]
      let difference = moved[column] - point[column]
      let changed = residual(moved)
      for row in values.indices { jacobian[row][column] = (changed[row] - values[row]) / difference * scale[column] }
    }
    return jacobian
  }

  /// The longest of the steps 1, ½, ¼, … that lessens the sum of squares; `nil` when none does.
  private func lessening(
    _ values: [Double], from point: [Double], along step: [Double], _ scale: [Double],
    _ residual: ([Double]) -> [Double]
  ) -> ([Double], [Double])? {
    var share = 1.0
    while share > 1e-6 {
      let next = point.indices.map { point[$0] - share * step[$0] * scale[$0] }
      let nextValues = residual(next)
      if sumOfSquares(nextValues) < sumOfSquares(values) { return (next, nextValues) }
      share /= 2
    }
    return nil
  }

  private func sumOfSquares(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 } }

  private func largest(_ values: [Double]) -> Double {
    values.reduce(0) { largest, value in value.magnitude <= largest ? largest : value.magnitude }
  }

  /// Solves A x = b by Gaussian elimination with row pivoting; `nil` when A is singular.
  private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    var (a, b) = (matrix, right)
    let n = b.count
    for pivot in 0..<n {
      guard let best = (pivot..<n).max(by: { a[$0][pivot].magnitude < a[$1][pivot].magnitude }) else { return nil }
      a.swapAt(pivot, best)
      b.swapAt(pivot, best)
      guard a[pivot][pivot] != 0, a[pivot][pivot].isFinite else { return nil }
      for row in pivot + 1..<n where a[row][pivot] != 0 {
        let factor = a[row][pivot] / a[pivot][pivot]
        for column in pivot..<n { a[row][column] -= factor * a[pivot][column] }
        b[row] -= factor * b[pivot]
      }
    }
    for row in (0..<n).reversed() {
      for column in row + 1..<n { b[row] -= a[row][column] * b[column] }
      b[row] /= a[row][row]
    }
    return b
  }
}
