import Testing
import TwinModel

@testable import TwinDetection

@Suite struct LinearModelTests {
  @Test(arguments: [2, 5, 12])
  func `precision gives the residual of every tag's regression on all others`(size: Int) throws {
    var random = SeededGenerator(seed: UInt64(size), stream: 1)
    let covariance = NumericsTests.positiveDefinite(size, &random)
    let model = PrecisionModel(covariance: covariance, size: size, ridge: 1e-9)
    let row = (0..<size).map { _ in random.normal() }
    for target in 0..<size {
      // Solve the regression explicitly: the others' covariance times the weights is their covariance with the target.
      let others = (0..<size).filter { $0 != target }
      let among = others.flatMap { i in others.map { covariance[i * size + $0] } }
      let solver = try #require(SymmetricSolver(among, size: others.count))
      let weights = solver.solve(rows: others.map { covariance[$0 * size + target] })
      let expected = row[target] - zip(weights, others).reduce(0) { $0 + $1.0 * row[$1.1] }
      let product = (0..<size).reduce(0) { $0 + Double(model.precision[target, $1]) * row[$1] }
      #expect(abs(product * Double(model.inverseDiagonal[target]) - expected) < 1e-3 * max(1, abs(expected)))
    }
  }

  @Test func `collinear tags do not make the precision explode, and tags left out have none`() {
    // Tags 0 and 1 are the same, 2 is their sum, 3 does not vary.
    let covariance: [Double] = [1, 1, 2, 0, 1, 1, 2, 0, 2, 2, 4, 0, 0, 0, 0, 0]
    let model = PrecisionModel(covariance: covariance, size: 4, ridge: 1e-3)
    for i in 0..<4 {
      for j in 0..<4 {
        #expect(model.precision[i, j].isFinite)
        #expect(abs(model.precision[i, j]) < 2 / 1e-3)
        #expect(model.precision[i, j] == model.precision[j, i] || abs(model.precision[i, j]) > 0)
      }
    }
    #expect((0..<4).allSatisfy { model.precision[3, $0] == 0 && model.precision[$0, 3] == 0 })
    #expect(model.inverseDiagonal[3] == 0)
    #expect(model.inverseDiagonal[..<3].allSatisfy { $0 > 0 })
  }

  @Test func `an indefinite covariance is regularised until it can be inverted`() {
    let model = PrecisionModel(covariance: [1, 2, 2, 1], size: 2, ridge: 1e-6)
    #expect(model.precision.elements.allSatisfy { $0.isFinite })
    #expect(model.precision[0, 0] > 0)
  }

  /// A stable process xₜ = Σ Bᵢ xₜ₋ᵢ + e of a known order, with a constant term.
  static func known(order: Int) -> (coefficients: [[Double]], constant: [Double], rows: [Double]) {
    let size = 3
    var random = SeededGenerator(seed: UInt64(order), stream: 2)
    let coefficients = (0..<order).map { lag in
      (0..<size * size).map { index in
        (index / size == index % size ? 0.45 : 0.04 * random.normal()) / Double((lag + 1) * order) * 1.6
      }
    }
    let constant = [0.3, -0.2, 0.1]
    var values = [Double](repeating: 0, count: order * size)
    for row in order..<20_000 {
      for tag in 0..<size {
        var value = constant[tag] + 0.5 * random.normal()
        for lag in 0..<order {
          for other in 0..<size {
            value += coefficients[lag][tag * size + other] * values[(row - lag - 1) * size + other]
          }
        }
        values.append(value)
      }
    }
    return (coefficients, constant, values)
  }

  @Test(arguments: 1...AutoregressionModel.order)
  func `a known autoregression is recovered`(order: Int) {
    let (size, most) = (3, AutoregressionModel.order)
    let truth = Self.known(order: order)
    var moments = Moments(width: (most + 1) * size)
    truth.rows.withUnsafeBufferPointer { moments.add($0, stride: size, rows: $0.count / size - most) }
    let model = AutoregressionModel(moments: moments, size: size, ridge: 1e-6)
    let padded = PaddedMatrix.padded(size)
    for tag in 0..<size {
      #expect(abs(Double(-model.negatedConstant[tag]) - truth.constant[tag]) < 0.05)
      for lag in 1...most {
        for other in 0..<size {
          let expected = lag <= order ? truth.coefficients[lag - 1][tag * size + other] : 0
          // Oldest row of the past first.
          let weight = Double(-model.negatedWeights[(most - lag) * padded + other, tag])
          #expect(abs(weight - expected) < 0.04, "lag \(lag), tag \(tag) from \(other)")
        }
      }
    }
  }

  @Test func `limits are the range, the fastest change and the mean excess over the 99 % quantile`() {
    var random = SeededGenerator(seed: 5)
    // Exponential upper tail of mean 2, sharp lower end.
    let values = (0..<20_000).map { _ in Float(2 * random.exponential()) }
    let limits = ProcessLimits(columns: [values, [], [3]], changes: [[1, -4, 2], [], []])
    #expect(limits.low[0] == values.min())
    #expect(limits.high[0] == values.max())
    #expect(abs(1 / limits.inverseHighTail[0] - 2) < 0.4)
    #expect(limits.inverseLowTail[0] > limits.inverseHighTail[0])
    #expect(limits.rate[0] == 4)
    #expect(limits.low[1] == 0 && limits.high[1] == 0)
    #expect(limits.low[2] == 3 && limits.high[2] == 3)
    let all = limits.inverseLowTail + limits.inverseHighTail + limits.inverseRateTail
    #expect(all.allSatisfy { $0.isFinite && $0 >= 0 })
    #expect(limits.low.count == 16)
  }
}
