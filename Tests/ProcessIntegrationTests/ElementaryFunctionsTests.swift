import Foundation
import Testing

@testable import ProcessIntegration

@Suite struct ElementaryFunctionsTests {
  /// Units in the last place between a value and a reference.
  private func distance(_ value: Double, _ reference: Double) -> Double {
    abs(value - reference) / max(reference.ulp, Double.leastNonzeroMagnitude)
  }

  @Test func `the exponential is within two units in the last place of the C library's`() {
    for step in -70_000...70_900 {
      let x = Double(step) / 100 + 0.001234
      #expect(distance(exponential(x), Foundation.exp(x)) <= 2, "\(x)")
    }
  }

  @Test func `the logarithm is within two units in the last place of the C library's`() {
    var x = 1e-300
    while x < 1e300 {
      #expect(distance(naturalLogarithm(x), Foundation.log(x)) <= 2, "\(x)")
      x *= 1.0137
    }
    for step in 1...4000 {
      let x = 0.5 + Double(step) / 2000
      #expect(distance(naturalLogarithm(x), Foundation.log(x)) <= 2, "\(x)")
    }
  }

  @Test func `special values come out as mathematics has them`() {
    #expect(exponential(0) == 1)
    #expect(exponential(-.infinity) == 0)
    #expect(exponential(-1e9) == 0)
    #expect(exponential(1e9) == .infinity)
    #expect(exponential(.nan).isNaN)
    #expect(exponential(-740) == Foundation.exp(-740))
    #expect(naturalLogarithm(1) == 0)
    #expect(naturalLogarithm(0) == -.infinity)
    #expect(naturalLogarithm(-1).isNaN)
    #expect(naturalLogarithm(.infinity) == .infinity)
    #expect(naturalLogarithm(.nan).isNaN)
    #expect(abs(naturalLogarithm(0x1p-1074) - Foundation.log(0x1p-1074)) < 1e-12)
    #expect(abs(power(5717.77, 1.1544) / Foundation.pow(5717.77, 1.1544) - 1) < 5e-15)
  }
}
