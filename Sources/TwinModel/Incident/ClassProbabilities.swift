/// How probable each class of an incident is; probabilities are ≥ 0 and sum to 1.
public struct ClassProbabilities: Sendable, Equatable {
  /// Shape of `IncidentClass.allCases`.
  public private(set) var values: [Double]

  /// Nothing is known: everything is unknown.
  public static let undecided = ClassProbabilities([.unknown: 1])

  /// Creates probabilities from weights ≥ 0, which are divided by their sum; classes not named have none. Weights that are
  /// no numbers count as 0, and where nothing is left everything is unknown.
  public init(_ weights: [IncidentClass: Double]) {
    var values = IncidentClass.allCases.map { weights[$0] ?? 0 }.map { $0 > 0 && $0.isFinite ? $0 : 0 }
    let sum = values.reduce(0, +)
    if sum > 0 && sum.isFinite {
      for index in values.indices { values[index] /= sum }
    } else {
      values = IncidentClass.allCases.map { $0 == .unknown ? 1 : 0 }
    }
    self.values = values
  }

  /// The probability of a class, 0...1.
  public subscript(_ kind: IncidentClass) -> Double { values[kind.index] }

  /// The most probable class; of equals the first.
  public var mostProbable: IncidentClass {
    var best = 0
    for index in values.indices where values[index] > values[best] { best = index }
    return IncidentClass.allCases[best]
  }

  /// The classes, most probable first; of equals in the order of `IncidentClass.allCases`.
  public var ranked: [(kind: IncidentClass, probability: Double)] {
    let order = values.indices.sorted { (values[$1], $0) < (values[$0], $1) }
    return order.map { (IncidentClass.allCases[$0], values[$0]) }
  }
}
