internal import CKernels

/// The kernels on arrays with offsets, checked once per call instead of once per element.
enum Kernel {
  /// y = x·w + bias for `rows` rows; row r of `x` begins at `offset + r · stride`; y has shape `[rows, w.stride]`.
  static func dense(
    _ x: [Float], offset: Int = 0, stride: Int, rows: Int, weights: PaddedMatrix, bias: [Float],
    isRectified: Bool = false, into y: inout [Float], at target: Int = 0
  ) {
    precondition(offset >= 0 && offset + (rows - 1) * stride + weights.rows <= x.count, "rows lie within x")
    precondition(target + rows * weights.stride <= y.count, "the result has room")
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        sat_dense_f32(
          x.baseAddress! + offset, stride, rows, weights.elements, bias, weights.rows, weights.stride,
          isRectified ? 1 : 0, y.baseAddress! + target, weights.stride)
      }
    }
  }

  /// Row-wise dot products of `a` (from `offset`) and `b`, written to `result` from `target`.
  static func dot(
    _ a: [Float], offset: Int = 0, _ b: [Float], rows: Int, width: Int, into result: inout [Float], at target: Int
  ) {
    precondition(offset + rows * width <= a.count && rows * width <= b.count && target + rows <= result.count)
    a.withUnsafeBufferPointer { a in
      result.withUnsafeMutableBufferPointer { result in
        sat_row_dot_f32(a.baseAddress! + offset, width, b, width, rows, width, result.baseAddress! + target)
      }
    }
  }

  /// y += x (from `offset`) over `count` elements.
  static func add(_ x: [Float], offset: Int, to y: inout [Float], count: Int) {
    precondition(offset + count <= x.count && count <= y.count)
    x.withUnsafeBufferPointer { sat_add_scaled_f32(&y, $0.baseAddress! + offset, 1, count) }
  }

  /// y = x clamped to ±bound over `count` elements.
  static func clamp(_ x: [Float], to bound: Float, into y: inout [Float], count: Int) {
    precondition(count <= x.count && count <= y.count)
    sat_clamp_f32(x, bound, &y, count)
  }

  /// y = x (from `offset`) − y over `count` elements.
  static func subtract(from x: [Float], offset: Int, _ y: inout [Float], count: Int) {
    precondition(offset + count <= x.count && count <= y.count)
    x.withUnsafeBufferPointer { sat_subtract_from_f32(&y, $0.baseAddress! + offset, count) }
  }
}
