import Foundation

/// A file operation that the system refused.
public struct StorageError: Error, Equatable, CustomStringConvertible {
  /// The file or directory.
  public let path: String
  /// The system's error code.
  public let code: Int32

  init(path: String, code: Int32) {
    self.path = path
    self.code = code
  }

  /// The path and the system's words.
  public var description: String { "\(path): \(String(cString: strerror(code)))" }
}
