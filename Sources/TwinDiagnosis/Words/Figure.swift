/// A number in a text, as a reference into the record: where it comes from, and how it is written.
public struct Figure: Sendable, Equatable, Codable {
  /// Path of the value within the record, such as `tags[0].observed`.
  public var source: String
  /// How it is written.
  public var form: Form

  /// How a number is written.
  public enum Form: Sendable, Equatable, Codable {
    /// With the decimals of a step.
    case step(Double)
    /// Likewise, without its sign.
    case magnitude(Double)
    /// With so many significant digits, at most three decimals, no exponent.
    case significant(Int)
    /// As a whole number.
    case count
    /// A share as whole percents.
    case percent
    /// Seconds as seconds, minutes, hours or days.
    case duration
    /// Nanoseconds since 1970 as date and time, UTC, to the second.
    case time
    /// All digits that tell the number from its neighbours.
    case exact
  }

  /// Creates a reference.
  public init(_ source: String, _ form: Form) {
    self.source = source
    self.form = form
  }
}
