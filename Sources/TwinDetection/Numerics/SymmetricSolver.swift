/// Cholesky factor of a symmetric positive definite matrix, for the small systems of the linear detectors.
///
/// Source: Golub and Van Loan, Matrix Computations, 4th ed., algorithm 4.2.2. Cost n³/3 multiply-adds.
struct SymmetricSolver {
  private let size: Int
  /// Shape `[size, size]`, lower triangle, row-major.
  private let factor: [Double]

  /// Factors `matrix`, shape `[size, size]`; `nil` when it is not positive definite to working precision.
  init?(_ matrix: [Double], size: Int) {
    var lower = matrix
    let succeeded = lower.withUnsafeMutableBufferPointer { a -> Bool in
      for i in 0..<size {
        for j in 0...i {
          var sum = a[i * size + j]
          let (p, q) = (i * size, j * size)
          for k in 0..<j { sum -= a[p + k] * a[q + k] }
          if i != j {
            a[p + j] = sum / a[q + j]
          } else if sum > 0 {
            a[p + i] = sum.squareRoot()
          } else {
            return false
          }
        }
      }
      return true
    }
    guard succeeded else { return nil }
    self.size = size
    factor = lower
  }

  /// Solves `matrix · x = right` for every row of `right`, shape `[count, size]`; returns the same shape.
  func solve(rows right: [Double]) -> [Double] {
    var solution = right
    factor.withUnsafeBufferPointer { l in
      solution.withUnsafeMutableBufferPointer { x in
        for begin in stride(from: 0, to: right.count, by: size) {
          for i in 0..<size {
            var sum = x[begin + i]
            for k in 0..<i { sum -= l[i * size + k] * x[begin + k] }
            x[begin + i] = sum / l[i * size + i]
          }
          for i in (0..<size).reversed() {
            let value = x[begin + i] / l[i * size + i]
            x[begin + i] = value
            for k in 0..<i { x[begin + k] -= l[i * size + k] * value }
          }
        }
      }
    }
    return solution
  }

  /// The inverse matrix, shape `[size, size]`.
  var inverse: [Double] {
    var identity = [Double](repeating: 0, count: size * size)
    for i in 0..<size { identity[i * size + i] = 1 }
    return solve(rows: identity)
  }
}
