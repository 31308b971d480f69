/// Why a file could not be written.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was being done.
  public enum Operation: String, Sendable {
    /// Making the new file beside the old one.
    case create = "cannot be created"
    /// Putting bytes into it.
    case write = "cannot be written"
    /// Moving it safely to disk.
    case synchronise = "cannot be brought safely to disk"
    /// Putting it in the old one's place.
    case replace = "cannot be put in place"
  }

  /// The path that was asked for.
  public let path: String
  /// What was being done.
  public let operation: Operation
  /// The operating system's `errno`.
  public let code: Int32

  /// Creates the error of one failed operation.
  public init(path: String, operation: Operation, code: Int32) {
    self.path = path
    self.operation = operation
    self.code = code
  }

  /// One line that says what is wrong, where, and that nothing was replaced.
  public var description: String {
    "\(path): \(operation.rawValue): \(systemMessage(code)); nothing was replaced, choose another path or correct this"
  }
}
