/// The models that need only moments: limits, cross-sensor regression and vector autoregression, with the variances
/// of their residuals.
struct LinearFit: Sendable {
  var standardisation: Standardisation
  var limits: ProcessLimits
  var crossSensor: PrecisionModel
  var autoregression: AutoregressionModel
  var innovation: PrecisionModel
  /// Variance of each tag's residual, shape `[tag]`.
  var crossSensorVariance: [Double]
  var innovationVariance: [Double]
  var conditionalVariance: [Double]

  /// Fits to stretches of rows, each of shape `[row, tag]` in the tags' units.
  ///
  /// - Parameter standardisation: the scales to use; learned from the rows when `nil`.
  init(stretches: [ArraySlice<Double>], tags: Int, standardisation given: Standardisation? = nil) {
    let standard = given ?? Standardisation(columns: Self.columns(of: stretches, tags: tags))
    let rows = stretches.map { standard.rows($0, tags: tags) }
    standardisation = standard
    limits = Self.limits(of: rows, tags: tags)
    let order = AutoregressionModel.order
    var moments = Moments(width: (order + 1) * tags)
    for stretch in rows {
      let masked = standard.masked(stretch, tags: tags)
      masked.withUnsafeBufferPointer { moments.add($0, stride: tags, rows: $0.count / tags - order) }
    }
    let samples = Double(max(moments.count, 1))
    let covariance = moments.covariance
    let current = Self.block(covariance, width: moments.width, from: order * tags, size: tags)
    crossSensor = PrecisionModel(covariance: current, size: tags, ridge: max(3e-5, 1 / samples))
    autoregression = AutoregressionModel(moments: moments, size: tags, ridge: 1e-3)
    let innovations = Self.innovationCovariance(autoregression, covariance, tags: tags)
    innovation = PrecisionModel(covariance: innovations, size: tags, ridge: max(1e-2, 30 / samples))
    crossSensorVariance = Self.regressionVariance(crossSensor, current, tags: tags)
    innovationVariance = (0..<tags).map { innovations[$0 * tags + $0] }
    conditionalVariance = Self.regressionVariance(innovation, innovations, tags: tags)
  }

  private static func columns(of stretches: [ArraySlice<Double>], tags: Int) -> [[Double]] {
    var columns = [[Double]](repeating: [], count: tags)
    for stretch in stretches {
      for (index, value) in stretch.enumerated() { columns[index % tags].append(value) }
    }
    return columns
  }

  private static func limits(of rows: [[Double]], tags: Int) -> ProcessLimits {
    var columns = [[Float]](repeating: [], count: tags)
    var changes = columns
    for stretch in rows {
      for index in stretch.indices {
        columns[index % tags].append(Float(stretch[index]))
        if index >= tags { changes[index % tags].append(Float(stretch[index] - stretch[index - tags])) }
      }
    }
    return ProcessLimits(columns: columns, changes: changes)
  }

  private static func block(_ matrix: [Double], width: Int, from start: Int, size: Int) -> [Double] {
    var result: [Double] = []
    for row in 0..<size {
      let begin = (start + row) * width + start
      result += matrix[begin..<begin + size]
    }
    return result
  }

  /// The covariance of zₜ − c − ΣBᵢzₜ₋ᵢ, from the covariance of the stacked rows.
  private static func innovationCovariance(
    _ model: AutoregressionModel, _ covariance: [Double], tags: Int
  ) -> [Double] {
    let past = AutoregressionModel.order * tags
    let width = past + tags
    let padded = PaddedMatrix.padded(tags)
    // Row j of `combination` gives innovation j as a sum over the stacked row.
    var combination = [Double](repeating: 0, count: tags * width)
    for j in 0..<tags {
      for i in 0..<past {
        combination[j * width + i] = Double(model.negatedWeights[i / tags * padded + i % tags, j])
      }
      combination[j * width + past + j] = 1
    }
    let half = product(combination, rows: tags, covariance, columns: width, depth: width)
    var result = [Double](repeating: 0, count: tags * tags)
    for i in 0..<tags {
      for j in 0..<tags {
        var sum = 0.0
        for k in 0..<width { sum += half[i * width + k] * combination[j * width + k] }
        result[i * tags + j] = sum
      }
    }
    for i in 0..<tags where result[i * tags + i] < 1e-12 {
      for j in 0..<tags {
        result[i * tags + j] = 0
        result[j * tags + i] = 0
      }
    }
    return result
  }

  /// Variance of (Ωe)ⱼ/Ωⱼⱼ when e has the given covariance.
  private static func regressionVariance(
    _ model: PrecisionModel, _ covariance: [Double], tags: Int
  ) -> [Double] {
    var weights = [Double](repeating: 0, count: tags * tags)
    for i in 0..<tags {
      for j in 0..<tags { weights[i * tags + j] = Double(model.precision[i, j] * model.inverseDiagonal[i]) }
    }
    let half = product(weights, rows: tags, covariance, columns: tags, depth: tags)
    return (0..<tags).map { i in
      var sum = 0.0
      for k in 0..<tags { sum += half[i * tags + k] * weights[i * tags + k] }
      return max(sum, 0)
    }
  }

  private static func product(
    _ left: [Double], rows: Int, _ right: [Double], columns: Int, depth: Int
  ) -> [Double] {
    var result = [Double](repeating: 0, count: rows * columns)
    result.withUnsafeMutableBufferPointer { result in
      left.withUnsafeBufferPointer { left in
        right.withUnsafeBufferPointer { right in
          for i in 0..<rows {
            for k in 0..<depth {
              let factor = left[i * depth + k]
              guard factor != 0 else { continue }
              for j in 0..<columns { result[i * columns + j] += factor * right[k * columns + j] }
            }
          }
        }
      }
    }
    return result
  }
}
