/// Finds the step of a stream of numbers that were written in decimals or came from an analogue-to-digital converter.
///
/// Keeps the distinct values up to a bound and looks for the largest step such that the differences between them are
/// multiples of it within tolerance: differences rather than values, because a calibrated sensor's zero need not lie on
/// a multiple of its step (-0.273216, 0.054711, 0.382638: step 0.327927). Past the bound the step found so far is
/// tested against every further value, and falls back to the decimals when one does not fit.
struct DecimalStep: Sendable {
  /// So many distinct values are kept.
  static let capacity = 512
  /// A number with more decimals than this was not written by hand or instrument.
  static let mostDecimals = 9

  /// Distinct values, ascending.
  private(set) var distinct: [Double] = []
  private(set) var isFull = false
  /// The most decimals that any value needed; above `mostDecimals` when one needed more.
  private(set) var decimals = 0
  private var last = Double.nan
  private var candidate: Grid?
  private var largest = 0.0

  private static let powers: [Double] = (0...mostDecimals).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// Takes one finite value. Cost: constant for a repeated value, else a search among the distinct ones.
  mutating func observe(_ value: Double) {
    guard value != last else { return }
    last = value
    countDecimals(of: value)
    if isFull {
      if let grid = candidate, !fits(value - distinct[0], grid) { candidate = nil }
      return
    }
    let place = insertionPoint(of: value)
    guard place == distinct.count || distinct[place] != value else { return }
    distinct.insert(value, at: place)
    if distinct.count == Self.capacity {
      isFull = true
      candidate = commonGrid()
    }
  }

  /// The step; `nil` for fewer than three distinct values, for numbers that were never rounded, and for a step so much
  /// finer than the span of the values (a millionth) that it says more about how they were printed.
  func step() -> Double? {
    guard distinct.count >= 3 else { return nil }
    let grid = isFull ? candidate : commonGrid()
    let step = grid?.step ?? (decimals <= Self.mostDecimals ? 1 / Self.powers[decimals] : nil)
    let span = distinct[distinct.count - 1] - distinct[0]
    return step.flatMap { $0 > Self.finest * span ? $0 : nil }
  }

  /// The finest step that counts as one, as a share of the span of the values kept.
  static let finest = 1e-6

  private mutating func countDecimals(of value: Double) {
    largest = max(largest, abs(value))
    while decimals <= Self.mostDecimals {
      let scaled = value * Self.powers[decimals]
      if abs(scaled - scaled.rounded()) <= noise * Self.powers[decimals] { return }
      decimals += 1
    }
  }

  private func insertionPoint(of value: Double) -> Int {
    var (low, high) = (0, distinct.count)
    while low < high {
      let middle = (low + high) / 2
      if distinct[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What reading decimal text and a few sums leave behind.
  private var noise: Double { 4 * largest.ulp }

  /// Numbers that a program printed, with the decimals of the recording or with six significant digits.
  private var rounding: Double {
    guard decimals <= Self.mostDecimals else { return noise }
    var digit = 1 / Self.powers[decimals]
    while digit * 1e6 <= largest { digit *= 10 }
    return 1.01 * digit
  }

  private func fits(_ difference: Double, _ grid: Grid) -> Bool {
    let multiple = (difference / grid.step).rounded()
    return abs(difference - multiple * grid.step) <= grid.tolerance
  }

  /// The largest step that fits exactly, when it says more than the decimals do; else the largest that fits up to the
  /// rounding of printed numbers; else none.
  private func commonGrid() -> Grid? {
    if let exact = grid(within: noise), decimals > Self.mostDecimals || exact.step > 1.5 / Self.powers[decimals] {
      return exact
    }
    return grid(within: rounding)
  }

  /// Euclid's algorithm with a tolerance over the differences of neighbours, then a refinement by the longest
  /// difference, which carries the least relative rounding. `nil` when the step drowns in the tolerance.
  private func grid(within tolerance: Double) -> Grid? {
    let differences = zip(distinct.dropFirst(), distinct).map { $0 - $1 }
    guard var step = differences.min(), step.isFinite else { return nil }
    // Errors grow on the way down; a step below a hundredth of every difference seen is none.
    let end = max(2 * tolerance, 0.01 * step)
    for difference in differences {
      var (larger, smaller) = (difference, step)
      while smaller > end {
        (larger, smaller) = (smaller, abs(larger - (larger / smaller).rounded() * smaller))
      }
      step = larger
      if step < 8 * tolerance { return nil }
    }
    let extent = distinct[distinct.count - 1] - distinct[0]
    let refined = extent / (extent / step).rounded()
    let candidates = [rounded(refined), refined].map { Grid(step: $0, tolerance: tolerance) }
    return candidates.first { grid in grid.step > 0 && distinct.allSatisfy { fits($0 - distinct[0], grid) } }
  }

  /// The step as people would write it: with the decimals of the recording.
  private func rounded(_ step: Double) -> Double {
    guard decimals <= Self.mostDecimals else { return step }
    return (step * Self.powers[decimals]).rounded() / Self.powers[decimals]
  }

  /// A step, and how far differences may be off its multiples.
  private struct Grid: Sendable {
    var step: Double
    var tolerance: Double
  }
}
