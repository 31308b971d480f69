/// Why a message log cannot be read on.
public enum MessageLogError: Error, Equatable, CustomStringConvertible {
  /// The bytes cannot be had.
  case source(ByteSourceError)
  /// A line has more bytes than any message needs.
  case longLine(line: Int, limit: Int)
  /// A line is no JSON object, or is nested too deeply.
  case syntax(line: Int, column: Int, expected: String)
  /// A key that every message has is missing, or holds something else than it should.
  case field(line: Int, key: String, expected: String)

  /// One line: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .source(let error): "\(error); check the path"
    case .longLine(let line, let limit):
      "line \(line): more than \(limit) bytes, which no message needs; write the log with 'sat testbed run --messages'"
    case .syntax(let line, let column, let expected):
      "line \(line), column \(column): \(expected) expected; a message log has one JSON object a line"
    case .field(let line, let key, let expected):
      "line \(line): '\(key)' must be \(expected); see 'sat testbed run --help' for the log's format"
    }
  }
}
