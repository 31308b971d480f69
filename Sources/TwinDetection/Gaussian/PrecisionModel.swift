internal import CKernels

/// The inverse covariance of a vector of residuals, from which two detectors follow at once.
///
/// For a zero-mean Gaussian vector e with precision matrix Ω, the squared Mahalanobis distance is eᵀΩe, and
/// (Ωe)ⱼ/Ωⱼⱼ is exactly the residual of the regression of eⱼ on all other components. So one matrix product gives the
/// T² of multivariate process monitoring and the cross-sensor regression residuals.
///
/// Source: Lauritzen, Graphical Models (1996), section 5.1.3; Hotelling (1947) for T².
struct PrecisionModel: Sendable, Equatable {
  /// Shape `[tag, tag]`, symmetric; zero rows for tags left out.
  var precision: PaddedMatrix
  /// Shape `[padded tag]`: 1/Ωⱼⱼ, zero for tags left out.
  var inverseDiagonal: [Float]

  /// Inverts a covariance after adding `ridge` times its diagonal.
  ///
  /// The ridge keeps nearly collinear tags (a pump's status and its flow) from making the inverse explode; where even
  /// that fails it grows tenfold until the matrix is positive definite.
  init(covariance: [Double], size: Int, ridge: Double) {
    var ridge = ridge
    while true {
      var regularised = covariance
      for i in 0..<size {
        let variance = covariance[i * size + i]
        regularised[i * size + i] = variance > 0 ? variance * (1 + ridge) + 1e-8 : 1
      }
      if let solver = SymmetricSolver(regularised, size: size) {
        var inverse = solver.inverse
        for i in 0..<size where covariance[i * size + i] <= 0 { inverse[i * size + i] = 0 }
        precision = PaddedMatrix(inverse, rows: size, columns: size)
        break
      }
      ridge = max(ridge * 10, 1e-6)
      guard ridge < 1e9 else {
        // Only a covariance that is no number resists so long.
        precision = PaddedMatrix(rows: size, columns: size)
        break
      }
    }
    inverseDiagonal = [Float](repeating: 0, count: precision.stride)
    for i in 0..<size where precision[i, i] > 0 { inverseDiagonal[i] = 1 / precision[i, i] }
  }

  init(precision: PaddedMatrix) {
    self.precision = precision
    inverseDiagonal = [Float](repeating: 0, count: precision.stride)
    for i in 0..<precision.rows where precision[i, i] > 0 { inverseDiagonal[i] = 1 / precision[i, i] }
  }
}
