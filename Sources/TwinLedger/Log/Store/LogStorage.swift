/// Files of a log that can be written, with the promises that crash safety rests on.
public protocol LogStorage: LogFiles {
  /// Puts a file in place, whole or not at all; at the latest when `synchronise()` returns, and it survives a crash
  /// then.
  mutating func write(_ bytes: [UInt8], to path: String) throws(LogStoreError)

  /// Takes a file away, or a folder that has become empty; nothing happens when there is none.
  mutating func remove(_ path: String) throws(LogStoreError)

  /// Returns when all files put in place or taken away so far would survive a crash.
  ///
  /// After an error none of them counts, and all are to be written again.
  mutating func synchronise() throws(LogStoreError)
}

extension LogStorage {
  /// Puts files in place, then the checkpoint that needs them, and takes away those that it outgrew.
  ///
  /// A crash at any step leaves the old checkpoint or the new one, and every file it needs.
  public mutating func carryOut(_ publication: LogPublication) throws(LogStoreError) {
    if !publication.files.isEmpty {
      for (coordinate, bytes) in publication.files { try write(bytes, to: coordinate.path) }
      try synchronise()
    }
    guard let checkpoint = publication.checkpoint else { return }
    try write(checkpoint.bytes, to: LogReader<Self>.checkpointPath)
    try synchronise()
    for coordinate in publication.outgrown { try remove(coordinate.path) }
    for coordinate in publication.outgrown { try remove(coordinate.folderOfPartials) }
  }
}
