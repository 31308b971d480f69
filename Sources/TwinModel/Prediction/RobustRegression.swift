/// Linear regression that a few wild rows do not bend: Huber's estimator by iteratively reweighted ridge regression.
///
/// y ≈ constant + Σ coefficientⱼ · xⱼ. Cost: rows · columns² per iteration.
///
/// Source: Huber and Ronchetti, Robust Statistics (2nd ed. 2009), section 7.8; tuning constant 1.345 for 95 % efficiency.
struct RobustRegression: Sendable {
  /// Shape `[column]`, in units of y per unit of x; 0 for a column that never changes.
  private(set) var coefficients: [Double]
  private(set) var constant: Double
  /// Root mean square of the residuals, in units of y.
  private(set) var deviation: Double

  private static let tuning = 1.345
  private static let iterations = 6

  /// Fits `targets` to rows of `columns` predictors.
  ///
  /// - Parameter rows: shape `[row, column]`, finite.
  /// - Parameter ridge: added to the diagonal of the predictors' correlation matrix.
  init(rows: [Double], columns: Int, targets: [Double], ridge: Double) {
    coefficients = [Double](repeating: 0, count: columns)
    constant = 0
    deviation = 0
    var weights = [Double](repeating: 1, count: targets.count)
    for _ in 0..<Self.iterations {
      solve(rows: rows, columns: columns, targets: targets, weights: weights, ridge: ridge)
      let residuals = residuals(rows: rows, columns: columns, targets: targets)
      let typical = 1.4826 * Self.median(residuals.map { abs($0) })
      deviation = (residuals.reduce(0) { $0 + $1 * $1 } / Double(max(residuals.count, 1))).squareRoot()
      guard typical > 0 else { break }
      for index in weights.indices {
        weights[index] = min(1, Self.tuning * typical / max(abs(residuals[index]), 1e-300))
      }
    }
  }

  /// What the regression says for one row of predictors.
  func value(_ row: some Collection<Double>) -> Double {
    zip(row, coefficients).reduce(constant) { $0 + $1.0 * $1.1 }
  }

  private func residuals(rows: [Double], columns: Int, targets: [Double]) -> [Double] {
    targets.indices.map { row in
      var sum = constant
      for column in 0..<columns { sum += coefficients[column] * rows[row * columns + column] }
      return targets[row] - sum
    }
  }

  private mutating func solve(rows: [Double], columns: Int, targets: [Double], weights: [Double], ridge: Double) {
    let total = weights.reduce(0, +)
    guard total > 0 else { return }
    var mean = [Double](repeating: 0, count: columns)
    var centre = 0.0
    for row in targets.indices {
      centre += weights[row] * targets[row] / total
      for column in 0..<columns { mean[column] += weights[row] * rows[row * columns + column] / total }
    }
    var (products, projections) = Self.moments(rows, columns, targets, weights, mean: mean, centre: centre)
    let scale = (0..<columns).map { products[$0 * columns + $0].squareRoot() }
    let smallest = (scale.max() ?? 0) * 1e-12
    for i in 0..<columns {
      for j in 0..<columns {
        let isUsed = scale[i] > smallest && scale[j] > smallest
        products[i * columns + j] = isUsed ? products[i * columns + j] / (scale[i] * scale[j]) : 0
      }
      products[i * columns + i] = scale[i] > smallest ? 1 + ridge : 1
      projections[i] = scale[i] > smallest ? projections[i] / scale[i] : 0
    }
    guard let solution = CholeskyFactor(products, size: columns)?.solve(projections) else { return }
    constant = centre
    for column in 0..<columns {
      coefficients[column] = scale[column] > smallest ? solution[column] / scale[column] : 0
      constant -= coefficients[column] * mean[column]
    }
  }

  /// Weighted sums of products of centred predictors, and of these with the centred targets.
  private static func moments(
    _ rows: [Double], _ columns: Int, _ targets: [Double], _ weights: [Double], mean: [Double], centre: Double
  ) -> (products: [Double], projections: [Double]) {
    var products = [Double](repeating: 0, count: columns * columns)
    var projections = [Double](repeating: 0, count: columns)
    var centred = mean
    for row in targets.indices {
      let weight = weights[row]
      let target = weight * (targets[row] - centre)
      for column in 0..<columns { centred[column] = rows[row * columns + column] - mean[column] }
      products.withUnsafeMutableBufferPointer { products in
        centred.withUnsafeBufferPointer { centred in
          for i in 0..<columns {
            let factor = weight * centred[i]
            for j in 0...i { products[i * columns + j] += factor * centred[j] }
          }
        }
      }
      for column in 0..<columns { projections[column] += target * centred[column] }
    }
    for i in 0..<columns {
      for j in 0..<i { products[j * columns + i] = products[i * columns + j] }
    }
    return (products, projections)
  }

  static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
