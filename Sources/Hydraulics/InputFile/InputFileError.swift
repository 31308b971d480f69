/// What is wrong with an input file, and where.
public struct InputFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Line number from 1; 0 when the fault is in no single line.
  public var line: Int
  /// Section the line belongs to, such as `PIPES`; empty before the first section.
  public var section: String
  /// What is wrong.
  public var reason: String

  init(line: Int, section: String, reason: String) {
    self.line = line
    self.section = section
    self.reason = reason
  }

  /// One line for people.
  public var description: String {
    let place = section.isEmpty ? "" : " in [\(section)]"
    return line == 0 ? "network\(place): \(reason)" : "line \(line)\(place): \(reason)"
  }
}
