/// One-step prediction of all tags from the last rows: a vector autoregression, fitted by ridge regression.
///
/// ẑₜ = c + Σᵢ Bᵢ zₜ₋ᵢ, i = 1…order. Source: Lütkepohl, New Introduction to Multiple Time Series Analysis (2005),
/// section 3.2; ridge after Hoerl and Kennard (1970).
struct AutoregressionModel: Sendable, Equatable {
  /// Rows of the past that a prediction uses.
  static let order = 3

  /// Shape `[order · padded tag, tag]`, oldest row of the past first: the negated coefficients, so that a residual is
  /// one product and one sum.
  var negatedWeights: PaddedMatrix
  /// Shape `[padded tag]`: the negated constant term.
  var negatedConstant: [Float]

  /// Fits from moments over stacked rows `[zₜ₋ₚ … zₜ₋₁ zₜ]`, each `size` wide.
  ///
  /// - Parameter ridge: added to the diagonal of the predictors' covariance, in units of variance.
  init(moments: Moments, size: Int, ridge: Double) {
    let past = Self.order * size
    let covariance = moments.covariance
    let width = moments.width
    var predictors = [Double](repeating: 0, count: past * past)
    for i in 0..<past {
      for j in 0..<past { predictors[i * past + j] = covariance[i * width + j] }
      predictors[i * past + i] += ridge
    }
    var targets = [Double](repeating: 0, count: size * past)
    for j in 0..<size {
      for i in 0..<past { targets[j * past + i] = covariance[i * width + past + j] }
    }
    let solver = SymmetricSolver(predictors, size: past)
    let weights = solver?.solve(rows: targets) ?? [Double](repeating: 0, count: size * past)
    let mean = moments.mean
    let padded = PaddedMatrix.padded(size)
    negatedWeights = PaddedMatrix(rows: Self.order * padded, columns: size)
    negatedConstant = [Float](repeating: 0, count: padded)
    for j in 0..<size {
      var constant = mean[past + j]
      for i in 0..<past {
        let weight = weights[j * past + i]
        negatedWeights[i / size * padded + i % size, j] = Float(-weight)
        constant -= weight * mean[i]
      }
      negatedConstant[j] = Float(-constant)
    }
  }

  init(negatedWeights: PaddedMatrix, negatedConstant: [Float]) {
    self.negatedWeights = negatedWeights
    self.negatedConstant = negatedConstant
  }
}
