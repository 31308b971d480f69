/// The static files of a log, wherever they lie: whoever reads a log needs nothing else.
public protocol LogFiles {
  /// The bytes of a file; `nil` when there is none.
  func read(_ path: String) throws(LogStoreError) -> [UInt8]?

  /// Paths of all files, in ascending order of their bytes.
  func paths() throws(LogStoreError) -> [String]
}
