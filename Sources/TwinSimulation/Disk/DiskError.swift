/// Why a disk operation failed.
public enum DiskError: Error, Sendable, Equatable {
  /// There is no file of that name.
  case noSuchFile
  /// The disk is full; so many of the bytes were written before it was.
  case full(written: Int)
  /// The disk failed. After a failed sync nobody knows which bytes are durable, and a second sync does not tell.
  case inputOutput
}
