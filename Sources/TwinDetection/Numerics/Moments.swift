internal import CKernels

/// Mean and covariance of rows gathered over several series, in double precision.
struct Moments {
  let width: Int
  private(set) var count = 0
  private var sums: [Double]
  private var products: [Double]

  init(width: Int) {
    self.width = width
    sums = [Double](repeating: 0, count: width)
    products = [Double](repeating: 0, count: width * width)
  }

  /// Adds rows of `width` values, each `stride` values after the one before; rows may overlap.
  mutating func add(_ values: UnsafeBufferPointer<Double>, stride: Int, rows: Int) {
    guard rows > 0 else { return }
    precondition((rows - 1) * stride + width <= values.count, "rows lie within the values")
    sat_gram_f64(values.baseAddress!, stride, rows, width, &products)
    for row in 0..<rows {
      for column in 0..<width { sums[column] += values[row * stride + column] }
    }
    count += rows
  }

  /// Shape `[width]`.
  var mean: [Double] { sums.map { $0 / Double(max(count, 1)) } }

  /// Shape `[width, width]`, divided by the number of rows.
  var covariance: [Double] {
    let mean = mean
    var result = products
    for i in 0..<width {
      for j in 0..<width {
        result[i * width + j] = result[i * width + j] / Double(max(count, 1)) - mean[i] * mean[j]
      }
    }
    return result
  }
}
