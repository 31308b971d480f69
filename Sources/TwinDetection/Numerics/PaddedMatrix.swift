/// Row-major single-precision matrix whose rows are padded with zeros to a multiple of 16 lanes.
///
/// The padding lets every kernel run over whole vectors; padded entries are zero and stay zero.
struct PaddedMatrix: Sendable, Equatable {
  let rows: Int
  let columns: Int
  /// Elements from one row to the next, `columns` rounded up to a multiple of 16.
  let stride: Int
  /// Shape `[rows, stride]`.
  var elements: [Float]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    stride = Self.padded(columns)
    elements = [Float](repeating: 0, count: rows * stride)
  }

  /// Places a dense double-precision matrix of shape `[rows, columns]` into padded storage.
  init(_ dense: [Double], rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns { elements[row * stride + column] = Float(dense[row * columns + column]) }
    }
  }

  subscript(row: Int, column: Int) -> Float {
    get { elements[row * stride + column] }
    set { elements[row * stride + column] = newValue }
  }

  /// The smallest multiple of 16 that is not below `count`.
  static func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }
}
