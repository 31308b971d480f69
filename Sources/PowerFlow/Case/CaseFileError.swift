/// Why a case file was refused, and where.
public struct CaseFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Line, counted from 1; the last line when something is missing from the whole file.
  public var line: Int
  /// The part of the file: `bus`, `gen`, `branch`, `baseMVA`, `version`, or `file`.
  public var section: String
  /// What is wrong.
  public var reason: Reason

  /// Creates an error.
  public init(line: Int, section: String, reason: Reason) {
    self.line = line
    self.section = section
    self.reason = reason
  }

  /// What is wrong.
  public enum Reason: Equatable, Sendable {
    /// The file is larger than the reader accepts, in bytes.
    case tooLarge(bytes: Int, limit: Int)
    /// A statement that would change the network and that the reader does not understand.
    case unsupported(String)
    /// Not a number where one is expected.
    case malformedNumber(String)
    /// A row has fewer columns than the format demands, or not as many as the rows above it.
    case rowLength(expected: Int, got: Int)
    /// A bracket or quote is never closed.
    case unterminated
    /// A section appears twice.
    case repeated
    /// A section that every case has is missing.
    case missing
    /// A column holds a value it cannot hold.
    case value(column: String, Double)
    /// The tables do not make a network.
    case network(GridCaseError)
  }

  /// One line that says what is wrong, where, and in which section.
  public var description: String {
    let text =
      switch reason {
      case .tooLarge(let bytes, let limit): "\(bytes) bytes are more than the \(limit) that are read"
      case .unsupported(let statement): "not supported: \(statement)"
      case .malformedNumber(let token): "not a number: \(token)"
      case .rowLength(let expected, let got): "\(got) columns where \(expected) are needed"
      case .unterminated: "never closed"
      case .repeated: "given twice"
      case .missing: "missing"
      case .value(let column, let value): "\(column) cannot be \(value)"
      case .network(let error): "\(error)"
      }
    return "line \(line), section \(section): \(text)"
  }
}
