/// One thing that a node asks of its disk. Paths are `folder/name`; the folder is what comes before the last slash.
///
/// Operations of one disk complete in the order in which they were asked. Only what `sync` and `syncDirectory` have
/// completed is safe from a crash: bytes need the first, a file's name (after create, rename or remove) the second.
public enum DiskOperation: Sendable, Equatable {
  /// Creates an empty file, or empties the one that is there.
  case create(path: String)
  /// Adds bytes at the end; creates the file where there is none.
  case append(path: String, bytes: [UInt8])
  /// Writes bytes at an offset, filling a gap before it with zeros.
  case write(path: String, offset: Int, bytes: [UInt8])
  /// Cuts or lengthens a file.
  case truncate(path: String, count: Int)
  /// Gives a file another name and replaces what had it.
  case rename(from: String, to: String)
  /// Removes a name.
  case remove(path: String)
  /// Makes the bytes of a file durable (`fdatasync`).
  case sync(path: String)
  /// Makes the names in a folder durable (`fsync` of the directory).
  case syncDirectory(path: String)
}
