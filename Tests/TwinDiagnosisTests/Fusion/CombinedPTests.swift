import Foundation
import Testing
import TwinModel

@testable import TwinDiagnosis

@Suite struct CombinedPTests {
  @Test(
    arguments: [
      ([], 1), ([0.3], 0.3), ([0.01, 0.04], 0.032), ([0.02, 0.02, 0.02], 0.02 * exp(1) * log(3)), ([1, 1, 1, 1], 1),
      ([0, 1], 4e-15),
    ] as [([Double], Double)])
  func `p-values combine by their harmonic mean`(values: [Double], expected: Double) {
    var combined = CombinedP()
    for p in values { combined.add(p) }
    #expect(abs(combined.value - expected) <= 1e-9 * expected + 1e-16)
    #expect(abs(combined.surprise + log10(combined.value)) < 1e-12)
  }

  @Test func `looks at which nothing was seen weaken what was seen`() {
    var one = CombinedP()
    one.add(1e-6)
    var diluted = one
    diluted.addSilence(99)
    #expect(diluted.value > 50 * one.value && diluted.value < 2000 * one.value)
  }

  /// The heart of the matter: p-values that all say the same must not count as many.
  @Test(arguments: [0.0, 0.5, 0.95, 1.0])
  func `the combined p-value holds however its parts depend on each other`(dependence: Double) {
    var random = SeededGenerator(seed: 11)
    let (trials, parts) = (4000, 8)
    var (combinedBelow, fisherBelow) = (0, 0)
    for _ in 0..<trials {
      let common = random.normal()
      var combined = CombinedP()
      var logs = 0.0
      for _ in 0..<parts {
        let z = dependence.squareRoot() * common + (1 - dependence).squareRoot() * random.normal()
        let p = erfc(z / 2.0.squareRoot()) / 2
        combined.add(p)
        logs += log(max(p, 1e-300))
      }
      if combined.value <= 0.05 { combinedBelow += 1 }
      // Fisher: −2 Σ ln p against the 95 % quantile of χ² with 16 degrees of freedom.
      if -2 * logs >= 26.296 { fisherBelow += 1 }
    }
    #expect(Double(combinedBelow) / Double(trials) <= 0.055)
    if dependence >= 0.95 { #expect(Double(fisherBelow) / Double(trials) > 0.1, "why Fisher's method is not used") }
  }
}
