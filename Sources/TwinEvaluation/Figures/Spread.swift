/// Mean and median of some numbers.
struct Spread: Sendable, Equatable {
  let mean: Double
  let median: Double

  /// `nil` without a number.
  init?(of numbers: [Double]) {
    guard !numbers.isEmpty else { return nil }
    mean = numbers.reduce(0, +) / Double(numbers.count)
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
