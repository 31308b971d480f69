import Foundation
import PortableMath
import Testing

@Suite struct PowerTests {
  @Test(arguments: [-4.871, -1.333, -0.5, 0.3735, 0.852, 1, 1.1544, 1.852, 4.871, 9.5])
  func `a power is as near as its exponent allows`(exponent: Double) {
    var worst = 0.0
    var worstBounded = 0.0
    var base = 1e-9
    while base < 1e9 {
      let reference = Reference.power(base, exponent)
      let bound = (1 + abs(exponent * Foundation.log(base))) * 0x1p-52
      worst = max(worst, Reference.relative(power(base, exponent), reference) / bound)
      worstBounded = max(worstBounded, Reference.relative(boundedPower(base, exponent), reference))
      base *= 1.000731
    }
    #expect(worst <= 1)
    #expect(worstBounded < 1e-13 * max(1, abs(exponent) * 30 / 200))
  }

  @Test func `the bounded power agrees within 1e-13 over twenty decades`() {
    var worst = 0.0
    for step in 0...4000 {
      let base = pow(10, -15 + 20 * Double(step) / 4000)
      for exponent in [0.852, 1.852, -1.333, 4.871, 0.9, 1] {
        worst = max(worst, abs(boundedPower(base, exponent) / pow(base, exponent) - 1))
      }
    }
    #expect(worst < 1e-13)
    #expect(boundedPower(1, 0.852) == 1)
  }

  @Test func `powers of two are exact`() {
    for exponent in -1000...1000 {
      let value = Foundation.pow(2, Double(exponent))
      #expect(exponential2(Double(exponent)) == value)
      #expect(logarithm2(value) == Double(exponent))
    }
  }
}
