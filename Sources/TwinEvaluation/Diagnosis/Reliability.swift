/// How well stated probabilities agree with what happens.
///
/// Source: Guo et al., On Calibration of Modern Neural Networks (ICML 2017): expected calibration error in equally wide bins.
public struct Reliability: Sendable, Equatable {
  /// One bin of stated probabilities.
  public struct Bin: Sendable, Equatable {
    /// How many statements fell into it.
    public var count = 0
    /// Sum of stated probabilities.
    public var stated = 0.0
    /// How many were right.
    public var right = 0
  }

  /// Bins of equal width over 0...1.
  public private(set) var bins: [Bin]

  /// - Parameter bins: how many, ≥ 1.
  public init(bins: Int = 10) { self.bins = [Bin](repeating: Bin(), count: max(1, bins)) }

  /// Counts a statement.
  public mutating func add(probability: Double, isRight: Bool) {
    let place = min(bins.count - 1, max(0, Int(probability * Double(bins.count))))
    bins[place].count += 1
    bins[place].stated += probability
    bins[place].right += isRight ? 1 : 0
  }

  /// Statements.
  public var count: Int { bins.reduce(0) { $0 + $1.count } }

  /// Expected calibration error, 0...1.
  public var error: Double {
    guard count > 0 else { return 0 }
    return bins.reduce(0) { $0 + abs($1.stated - Double($1.right)) } / Double(count)
  }
}
