/// A witness's records in a folder: for each log one file with the checkpoint cosigned last, in the words of the note.
///
/// One process at a time has the folder, so comparing and keeping are one step; a record is whole and on disk before it
/// counts. Files are named by the SHA-256 of the log's origin, in hexadecimal.
public struct WitnessFolder<Storage: LogStorage>: WitnessRecords {
  private var storage: Storage

  /// Records in a place of their own, which this value alone writes to.
  public init(_ storage: Storage) { self.storage = storage }

  /// The checkpoint cosigned last for a log; `nil` when there was none.
  public func latest(of origin: String) throws(LogStoreError) -> Checkpoint? {
    let path = Self.path(of: origin)
    guard let bytes = try storage.read(path) else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self), let record = try? Checkpoint(text: text),
      record.origin == origin
    else { throw .damaged(path: path, reason: "is no record of \(origin)") }
    return record
  }

  /// Replaces the record if it still is `old`.
  public mutating func replace(_ old: Checkpoint?, with new: Checkpoint) throws(LogStoreError) -> Bool {
    guard try latest(of: new.origin) == old else { return false }
    try storage.write(Array(new.text.utf8), to: Self.path(of: new.origin))
    try storage.synchronise()
    return true
  }

  private static func path(of origin: String) -> String { Digest32(sha256: Array(origin.utf8)).description }
}
