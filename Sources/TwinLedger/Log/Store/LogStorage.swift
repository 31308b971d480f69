/// Files of a log that can be written, with the promises that crash safety rests on.
public protocol LogStorage: LogFiles {
  /// Puts a file in place, whole or not at all; its bytes survive a crash, its name only after `synchroniseNames()`.
  mutating func write(_ bytes: [UInt8], to path: String) throws(LogStoreError)

  /// Takes a file away, or a folder that has become empty; nothing happens when there is none.
  mutating func remove(_ path: String) throws(LogStoreError)

  /// Returns when the names of all files put in place or taken away so far would survive a crash.
  mutating func synchroniseNames() throws(LogStoreError)
}
