internal import Foundation

/// Something the user must change: one line for standard error, exit status 2.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// The line of a typed error of one of the rooms, preceded by the file it is about where it does not name it itself.
  init(_ error: some Error & CustomStringConvertible, in file: String? = nil) {
    description = file.map { "\($0): \(error.description)" } ?? error.description
  }
}

/// Writes one line to standard error.
func complain(_ line: String) {
  FileHandle.standardError.write(Data("sat: \(line)\n".utf8))
}

/// Tells something that is worth knowing and no failure.
func warn(_ line: String) { complain("warning: \(line)") }
