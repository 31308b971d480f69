/// The first thing found wrong with a log, and where.
public struct LogFinding: Error, Sendable, Equatable {
  /// The file, below the log's folder.
  public let path: String
  /// The entry, where it is one.
  public let entry: UInt64?
  /// What is wrong with it.
  public let reason: String

  init(_ path: String, entry: UInt64? = nil, _ reason: String) {
    self.path = path
    self.entry = entry
    self.reason = reason
  }
}

extension LogFinding: CustomStringConvertible {
  /// One line for people.
  public var description: String { path + (entry.map { ", entry \($0)" } ?? "") + ": " + reason }
}
