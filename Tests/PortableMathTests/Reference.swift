import Foundation

/// What the functions should give, by the widest arithmetic that the machine has.
enum Reference {
  #if arch(x86_64)
    typealias Wide = Float80
    /// Units in the last place that a result may be off.
    static let bound = 1.0
  #else
    typealias Wide = Double
    /// The C library's own error counts in.
    static let bound = 1.6
  #endif

  struct Value {
    var wide: Wide
    static func exponential(_ x: Double) -> Value { Value(wide: Foundation.exp(Wide(x))) }
    static func logarithm(_ x: Double) -> Value { Value(wide: Foundation.log(Wide(x))) }
  }

  static func power(_ x: Double, _ y: Double) -> Value { Value(wide: Foundation.pow(Wide(x), Wide(y))) }

  /// Units in the last place between a result and the reference.
  static func distance(_ result: Double, _ reference: Value) -> Double {
    let unit = max(Double(reference.wide).ulp, .leastNonzeroMagnitude)
    return Double(abs(Wide(result) - reference.wide) / Wide(unit))
  }

  /// Relative difference between a result and the reference.
  static func relative(_ result: Double, _ reference: Value) -> Double {
    Double(abs(Wide(result) / reference.wide - 1))
  }
}
