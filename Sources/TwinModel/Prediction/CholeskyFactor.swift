/// Cholesky factor of a symmetric positive definite matrix.
///
/// Source: Golub and Van Loan, Matrix Computations, 4th ed., algorithm 4.2.2. Cost n³/3 multiply-adds.
struct CholeskyFactor {
  private let size: Int
  /// Shape `[size, size]`, lower triangle, row-major.
  private var lower: [Double]

  /// Factors a matrix of shape `[size, size]`; `nil` when it is not positive definite to working precision.
  init?(_ matrix: [Double], size: Int) {
    self.size = size
    lower = matrix
    for i in 0..<size {
      for j in 0...i {
        var sum = lower[i * size + j]
        for k in 0..<j { sum -= lower[i * size + k] * lower[j * size + k] }
        if i != j {
          lower[i * size + j] = sum / lower[j * size + j]
        } else if sum > 0 {
          lower[i * size + i] = sum.squareRoot()
        } else {
          return nil
        }
      }
    }
  }

  /// Solves `matrix · x = right`.
  func solve(_ right: [Double]) -> [Double] {
    var x = right
    for i in 0..<size {
      for k in 0..<i { x[i] -= lower[i * size + k] * x[k] }
      x[i] /= lower[i * size + i]
    }
    for i in (0..<size).reversed() {
      x[i] /= lower[i * size + i]
      for k in 0..<i { x[k] -= lower[i * size + k] * x[i] }
    }
    return x
  }
}
