import Foundation
import PortableMath
import Testing

@Suite struct ExponentialLogarithmTests {
  @Test func `the exponential is within one unit in the last place`() {
    var worst = 0.0
    for step in -70_800...70_900 {
      let x = Double(step) / 100 + 0.001234
      worst = max(worst, Reference.distance(exponential(x), .exponential(x)))
    }
    for step in -40_000...40_000 {
      let x = Double(step) * 0.00009137
      worst = max(worst, Reference.distance(exponential(x), .exponential(x)))
    }
    #expect(worst <= Reference.bound)
  }

  @Test func `the logarithm is within one unit in the last place`() {
    var worst = 0.0
    var x = 1e-300
    while x < 1e300 {
      worst = max(worst, Reference.distance(logarithm(x), .logarithm(x)))
      x *= 1.00137
    }
    for step in 1...40_000 {
      let near = 0.5 + Double(step) / 20_000 + 1e-7
      worst = max(worst, Reference.distance(logarithm(near), .logarithm(near)))
      let nearer = 1 + Double(step - 20_000) * 0x1p-48
      if nearer != 1 { worst = max(worst, Reference.distance(logarithm(nearer), .logarithm(nearer))) }
    }
    #expect(worst <= Reference.bound)
  }

  @Test func `special values come out as mathematics has them`() {
    #expect(exponential(0) == 1)
    #expect(exponential(-.infinity) == 0)
    #expect(exponential(.infinity) == .infinity)
    #expect(exponential(-1e9) == 0)
    #expect(exponential(1e9) == .infinity)
    #expect(exponential(.nan).isNaN)
    #expect(exponential(-740) == Foundation.exp(-740))
    #expect(exponential(709.78).isFinite)
    #expect(logarithm(1) == 0)
    #expect(logarithm(0) == -.infinity)
    #expect(logarithm(-1).isNaN)
    #expect(logarithm(.infinity) == .infinity)
    #expect(logarithm(.nan).isNaN)
    #expect(abs(logarithm(0x1p-1074) - Foundation.log(0x1p-1074)) < 1e-12)
    #expect(power(0, 1.5) == 0)
    #expect(power(0, 0) == 1)
    #expect(power(2, -1100) == 0)
    #expect(abs(power(0x1p-1060, 0.5) * 0x1p530 - 1) < 1e-13)
  }

  /// Bits that every machine must give; changing an operation or its order changes them.
  @Test func `results repeat bit for bit`() {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    func take(_ value: Double) { digest = (digest ^ value.bitPattern) &* 0x100_0000_01B3 }
    for step in 1...20_000 {
      let x = Double(step) * 0.00371
      take(exponential(x - 37))
      take(logarithm(x))
      take(power(x, 1.1544))
      take(boundedPower(x, 1.852))
      take(sineCosine(x - 37).sine)
      take(sineCosine(x - 37).cosine)
    }
    #expect(digest == 752_431_493_508_625_433)
  }
}
