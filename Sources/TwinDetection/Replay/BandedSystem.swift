/// Solves symmetric positive definite systems whose elements lie near the diagonal.
///
/// Source: Golub and Van Loan, Matrix Computations, 4th ed., algorithm 4.3.5 (band Cholesky).
enum BandedSystem {
  /// Solves A·x = b.
  ///
  /// - Parameter band: shape `[row, diagonals]`: element (row, row − k) of A at `[row, k]`; those beyond the matrix are
  ///   ignored. Where A is not positive definite, the pivot is taken for 1.
  static func solve(_ band: [Double], _ right: [Double], diagonals: Int) -> [Double] {
    var factor = band
    var solution = right
    let rows = right.count
    for row in 0..<rows {
      for back in stride(from: min(diagonals - 1, row), through: 0, by: -1) {
        let column = row - back
        var sum = factor[row * diagonals + back]
        for other in max(0, row - diagonals + 1, column - diagonals + 1)..<column {
          sum -= factor[row * diagonals + row - other] * factor[column * diagonals + column - other]
        }
        if back > 0 {
          factor[row * diagonals + back] = sum / factor[column * diagonals]
        } else {
          factor[row * diagonals] = sum > 0 ? sum.squareRoot() : 1
        }
      }
    }
    for row in 0..<rows {
      for back in 1..<diagonals where back <= row {
        solution[row] -= factor[row * diagonals + back] * solution[row - back]
      }
      solution[row] /= factor[row * diagonals]
    }
    for row in stride(from: rows - 1, through: 0, by: -1) {
      for ahead in 1..<diagonals where row + ahead < rows {
        solution[row] -= factor[(row + ahead) * diagonals + ahead] * solution[row + ahead]
      }
      solution[row] /= factor[row * diagonals]
    }
    return solution
  }
}
