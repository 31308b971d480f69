#if canImport(Glibc)
  import Glibc
#endif

/// Logistic regression with a weight for every example, by accelerated gradient descent on standardised measures.
struct LogisticFit: Sendable, Equatable {
  /// Shape `[measure]`.
  private(set) var weights: [Double]
  /// Added to the weighted sum.
  private(set) var offset: Double

  /// Steps of descent.
  private static let steps = 600
  /// Squared penalty on weights of standardised measures, which keeps them finite where a line separates both sides.
  private static let penalty = 1e-3

  /// - Parameter rows: shape `[example, measure]`, at least one.
  /// - Parameter isPositive: shape `[example]`.
  /// - Parameter importance: shape `[example]`, ≥ 0, with a sum above 0.
  init(_ rows: [[Double]], isPositive: [Bool], importance: [Double]) {
    let width = rows[0].count
    let whole = importance.reduce(0, +)
    let share = importance.map { $0 / whole }
    func mean(_ value: (Int) -> Double) -> Double { rows.indices.reduce(0) { $0 + share[$1] * value($1) } }
    let middle = (0..<width).map { measure in mean { rows[$0][measure] } }
    let deviation = (0..<width).map { measure in
      max(1e-6, mean { (rows[$0][measure] - middle[measure]) * (rows[$0][measure] - middle[measure]) }.squareRoot())
    }
    let standard = rows.map { row in (0..<width).map { (row[$0] - middle[$0]) / deviation[$0] } + [1] }
    // The curvature is at most a quarter of the mean squared length of a row, which is the number of measures and the offset.
    let rate = 1 / (0.25 * Double(width + 1) + Self.penalty)
    var found = [Double](repeating: 0, count: width + 1)
    var ahead = found
    for step in 0..<Self.steps {
      var gradient = (0...width).map { $0 < width ? Self.penalty * ahead[$0] : 0 }
      for (index, row) in standard.enumerated() {
        let sum = zip(ahead, row).reduce(0) { $0 + $1.0 * $1.1 }
        let error = share[index] * (1 / (1 + exp(-sum)) - (isPositive[index] ? 1 : 0))
        for place in 0...width { gradient[place] += error * row[place] }
      }
      let momentum = Double(step) / Double(step + 3)
      for place in 0...width {
        let next = ahead[place] - rate * gradient[place]
        ahead[place] = next + momentum * (next - found[place])
        found[place] = next
      }
    }
    weights = (0..<width).map { found[$0] / deviation[$0] }
    offset = found[width] - zip(weights, middle).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
