internal import Foundation
internal import TwinConnectors

/// Prints a result; a standard output that takes no more is a failure like a full disk.
func printResult(_ text: String) throws(Failure) {
  do throws(FileError) {
    var output = try AtomicFile(path: "/dev/stdout")
    try output.write(text.hasSuffix("\n") ? text : text + "\n")
    try output.commit()
  } catch {
    throw Failure(FileError(path: "standard output", operation: error.operation, code: error.code))
  }
}

/// A result as JSON with sorted, underscored names, indented.
///
/// - Parameter keepsNames: for a result whose names are underscored already, such as `S_TTD`.
func jsonText(_ result: some Encodable, keepsNames: Bool = false) throws(Failure) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  if !keepsNames { encoder.keyEncodingStrategy = .convertToSnakeCase }
  do {
    return String(decoding: try encoder.encode(result), as: UTF8.self)
  } catch {
    throw Failure("the result cannot be written as JSON: \(error)")
  }
}
