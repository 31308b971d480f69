/// How far one measurement can be falsified for good without an alarm, and what that does to the plant.
public struct BoundFinding: Sendable, Equatable, Codable {
  /// The testbed's name.
  public var testbed: String
  /// The measurement.
  public var sensor: String
  /// Its unit; `nil` where it has none.
  public var unit: String?
  /// What the catalogue holds for a harmful lie about it, in its unit.
  public var harmful: Double
  /// The largest lie that stayed silent, upwards and downwards, in its unit; 0 when the smallest one tried was found.
  public var silent: [Double]
  /// For each of the two, how far the true value went from the same run without the lie, in its unit.
  public var trueDeviation: [Double]
  /// For each of the two, whether a safety envelope was violated.
  public var isViolated: [Bool]
}
