import Testing
import TwinModel

@Suite struct SeededGeneratorTests {
  @Test func `one seed gives one sequence and another seed another`() {
    var first = SeededGenerator(seed: 7)
    var same = SeededGenerator(seed: 7)
    var other = SeededGenerator(seed: 8)
    let numbers = (0..<100).map { _ in first.next() }
    #expect(numbers == (0..<100).map { _ in same.next() })
    #expect(numbers != (0..<100).map { _ in other.next() })
  }

  @Test func `normal numbers have mean 0 and variance 1`() {
    var random = SeededGenerator(seed: 1)
    let draws = (0..<200_000).map { _ in random.normal() }
    let mean = draws.reduce(0, +) / Double(draws.count)
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws.count)
    #expect(abs(mean) < 0.01)
    #expect(abs(variance - 1) < 0.02)
  }
}
