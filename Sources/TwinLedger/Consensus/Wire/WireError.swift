/// Why bytes are not the message they are said to be.
public enum WireError: Error, Sendable, Hashable {
  /// `expected` more bytes were due, `got` were left.
  case truncated(expected: Int, got: Int)
  /// Bytes follow the end.
  case trailing(Int)
  /// No such kind of `what`.
  case unknown(what: String, code: UInt64)
  /// A count or length above its bound.
  case tooLarge(what: String, value: UInt64, limit: UInt64)
  /// There is one encoding for every value, and this is another.
  case notCanonical(String)
}
