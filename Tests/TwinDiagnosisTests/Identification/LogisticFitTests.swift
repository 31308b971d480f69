import Foundation
import Testing
import TwinModel

@testable import TwinDiagnosis

@Suite struct LogisticFitTests {
  /// Examples drawn from a known law: the fit comes back to it.
  @Test func `a fit finds the law by which examples were drawn`() {
    var random = SeededGenerator(seed: 4)
    let rows = (0..<4000).map { _ in [3 + random.normal(), 10 * random.normal()] }
    let isPositive = rows.map { random.uniform() < 1 / (1 + exp(-(2 * $0[0] - 0.1 * $0[1] - 6))) }
    let fit = LogisticFit(rows, isPositive: isPositive, importance: rows.map { _ in 1 })
    #expect(abs(fit.weights[0] - 2) < 0.25 && abs(fit.weights[1] + 0.1) < 0.03 && abs(fit.offset + 6) < 0.8)
  }

  @Test func `examples that a line separates, and a measure that never varies, give finite weights`() {
    let rows = (0..<20).map { [Double($0), 1.0] }
    let fit = LogisticFit(rows, isPositive: rows.map { $0[0] > 9 }, importance: rows.map { _ in 1 })
    #expect(fit.weights.allSatisfy(\.isFinite) && fit.offset.isFinite && fit.weights[0] > 0)
  }

  /// Weighing positives ten times moves the offset, not the slope.
  @Test func `importance counts`() {
    var random = SeededGenerator(seed: 5)
    let rows = (0..<2000).map { _ in [random.normal()] }
    let isPositive = rows.map { $0[0] + random.normal() > 0 }
    let even = LogisticFit(rows, isPositive: isPositive, importance: rows.map { _ in 1 })
    let tilted = LogisticFit(rows, isPositive: isPositive, importance: isPositive.map { $0 ? 10 : 1 })
    #expect(tilted.offset - even.offset > 1.8)
    #expect(abs(tilted.weights[0] - even.weights[0]) < 0.4)
  }
}
