import Testing
import TwinModel

@testable import TwinDetection

@Suite struct NumericsTests {
  /// A random symmetric positive definite matrix.
  static func positiveDefinite(_ size: Int, _ random: inout SeededGenerator) -> [Double] {
    let root = (0..<size * size).map { _ in random.normal() }
    return (0..<size * size).map { index in
      let (i, j) = (index / size, index % size)
      return (0..<size).reduce(i == j ? 0.1 : 0) { $0 + root[i * size + $1] * root[j * size + $1] }
    }
  }

  @Test(arguments: [1, 2, 5, 17, 40])
  func `the solver solves and inverts`(size: Int) throws {
    var random = SeededGenerator(seed: UInt64(size))
    let matrix = Self.positiveDefinite(size, &random)
    let solver = try #require(SymmetricSolver(matrix, size: size))
    let right = (0..<3 * size).map { _ in random.normal() }
    let solution = solver.solve(rows: right)
    for row in 0..<3 {
      for i in 0..<size {
        let product = (0..<size).reduce(0) { $0 + matrix[i * size + $1] * solution[row * size + $1] }
        #expect(abs(product - right[row * size + i]) < 1e-8)
      }
    }
    let inverse = solver.inverse
    for i in 0..<size {
      for j in 0..<size {
        let product = (0..<size).reduce(0) { $0 + matrix[i * size + $1] * inverse[$1 * size + j] }
        #expect(abs(product - (i == j ? 1 : 0)) < 1e-8)
      }
    }
  }

  @Test(arguments: [[0.0], [-1], [.nan], [1, 2, 2, 1], [1, 1, 1, 1]])
  func `the solver refuses a matrix that is not positive definite`(matrix: [Double]) {
    #expect(SymmetricSolver(matrix, size: matrix.count == 1 ? 1 : 2) == nil)
  }

  @Test(arguments: [1, 5, 33])
  func `moments of several runs are those of their rows together`(width: Int) {
    var random = SeededGenerator(seed: UInt64(width), stream: 1)
    var moments = Moments(width: width)
    var rows: [[Double]] = []
    for length in [1, 300, 0, 8] {
      let values = (0..<length * width).map { 3 + random.normal() * Double($0 % width + 1) }
      values.withUnsafeBufferPointer { moments.add($0, stride: width, rows: length) }
      rows += (0..<length).map { Array(values[$0 * width..<($0 + 1) * width]) }
    }
    #expect(moments.count == rows.count)
    let mean = (0..<width).map { tag in rows.reduce(0) { $0 + $1[tag] } / Double(rows.count) }
    for i in 0..<width {
      #expect(abs(moments.mean[i] - mean[i]) < 1e-10)
      for j in [0, width - 1] {
        let expected = rows.reduce(0) { $0 + ($1[i] - mean[i]) * ($1[j] - mean[j]) } / Double(rows.count)
        #expect(abs(moments.covariance[i * width + j] - expected) < 1e-9 * Double(width * width))
      }
    }
  }

  @Test func `no rows have no moments`() {
    let moments = Moments(width: 2)
    #expect(moments.mean == [0, 0])
    #expect(moments.covariance == [0, 0, 0, 0])
  }

  @Test func `quantiles interpolate between order statistics`() {
    let sorted: [Double] = [1, 2, 4, 8]
    #expect(sorted.quantile(0) == 1)
    #expect(sorted.quantile(1) == 8)
    #expect(sorted.quantile(0.5) == 3)
    #expect([3.0, 1, 2].median == 2)
    #expect([Double]().median == 0)
  }

  @Test func `a padded matrix keeps its padding at zero`() {
    let matrix = PaddedMatrix([1, 2, 3, 4, 5, 6], rows: 2, columns: 3)
    #expect(matrix.stride == 16)
    #expect(matrix[1, 2] == 6)
    #expect(matrix.elements.count { $0 != 0 } == 6)
    #expect([1, 16, 17, 1024].map(PaddedMatrix.padded) == [16, 16, 32, 1024])
  }

  @Test(arguments: [
    (0.0, 0), (5.0, 0), (-17.0, 0), (0.1, 1), (2.5, 1), (0.25, 2), (123.45, 2), (-0.07, 2), (0.125, 3), (1.0005, 4),
    (.pi, 4), (1e300, 0), (.infinity, 0),
  ])
  func `decimals are the fewest that name the value`(value: Double, decimals: Int) {
    #expect(Decimals.count(value) == decimals)
  }

  @Test func `rounding leaves no more decimals than asked for, and rounding twice changes nothing`() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let value = random.normal() * 1000
      for decimals in 0..<Decimals.fine {
        let rounded = Decimals.round(value, to: decimals)
        #expect(Decimals.count(rounded) <= decimals)
        #expect(Decimals.round(rounded, to: decimals) == rounded)
      }
    }
  }
}
