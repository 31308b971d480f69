import Foundation
import PortableMath
import Testing

@Suite struct SineCosineTests {
  @Test func `sine and cosine agree with the mathematics library`() {
    for step in -100_000...100_000 {
      let x = Double(step) * 0.001_234_567
      let (sine, cosine) = sineCosine(x)
      #expect(abs(sine - sin(x)) < 3e-16 && abs(cosine - cos(x)) < 3e-16, "at \(x)")
    }
    #expect(sineCosine(.nan).sine.isNaN && sineCosine(.infinity).cosine.isNaN && sineCosine(1e300).sine.isNaN)
  }
}
