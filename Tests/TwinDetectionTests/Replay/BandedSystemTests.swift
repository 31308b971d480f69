import Testing
import TwinModel

@testable import TwinDetection

/// Small systems with few diagonals.
@Suite struct BandedSystemTests {
  @Test(arguments: [1, 2, 3, 4, 9, 40])
  func solutionsSolve(_ rows: Int) {
    var random = SeededGenerator(seed: UInt64(rows))
    let diagonals = 4
    var band = [Double](repeating: 0, count: rows * diagonals)
    for row in 0..<rows {
      band[row * diagonals] = 8 + random.uniform()
      for back in 1..<diagonals { band[row * diagonals + back] = random.normal() }
    }
    let right = (0..<rows).map { _ in random.normal() }
    let solution = BandedSystem.solve(band, right, diagonals: diagonals)
    for row in 0..<rows {
      var sum = 0.0
      for other in 0..<rows where abs(row - other) < diagonals {
        sum += band[max(row, other) * diagonals + abs(row - other)] * solution[other]
      }
      #expect(abs(sum - right[row]) < 1e-9)
    }
  }

  @Test func aSystemThatIsNotDefiniteGivesNumbers() {
    #expect(BandedSystem.solve([-1, 0, -1, 5], [1, 1], diagonals: 2).allSatisfy { $0.isFinite })
  }
}
