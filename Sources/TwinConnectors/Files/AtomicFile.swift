#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that appears whole or not at all.
///
/// Bytes go to a new file in the same folder; `commit()` brings it to disk, gives it the wanted name and brings the
/// folder to disk. A value that goes out of scope without `commit()` removes the new file and leaves the old one as it
/// was. A symbolic link is followed, so that the link stays and its target is replaced; the permissions of a file that
/// is replaced are kept.
///
/// Where the path names no regular file (`/dev/null`, a terminal, a pipe) there is nothing to replace: bytes are
/// written through. `/dev/stdout`, `/dev/stderr` and `/dev/fd/N` mean the open descriptor, wherever it leads.
public struct AtomicFile: ~Copyable {
  /// The path that was asked for.
  public let path: String
  private let destination: FileDestination
  private var descriptor: Int32
  /// The name of the unfinished file; `nil` when bytes are written through, and after the commit.
  private var temporaryPath: String?
  private var pending: [UInt8] = []
  private let write: @Sendable (Int32, UnsafeRawPointer?, Int) -> Int

  private static let pendingLimit = 1 << 16

  /// Opens a new file beside `path`, or `path` itself where it is no regular file.
  public init(path: String) throws(FileError) {
    try self.init(path: path, write: systemWrite)
  }

  /// As `init(path:)`, with the system call that writes; a test's fails when it likes.
  init(
    path: String, write: @escaping @Sendable (Int32, UnsafeRawPointer?, Int) -> Int
  ) throws(FileError) {
    self.path = path
    self.write = write
    destination = FileDestination(path: path)
    switch destination {
    case .descriptor(let number):
      descriptor = dup(number)
      temporaryPath = nil
    case .special(let device):
      descriptor = open(device, O_WRONLY | O_CLOEXEC)
      temporaryPath = nil
    case .regular(let final, let mode):
      (descriptor, temporaryPath) = Self.createBeside(final, mode: mode)
    }
    if descriptor < 0 { throw FileError(path: path, operation: .create, code: errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if let temporaryPath { UnfinishedFiles.remove(temporaryPath) }
  }

  /// Adds bytes.
  public mutating func write(contentsOf bytes: UnsafeRawBufferPointer) throws(FileError) {
    if pending.count + bytes.count > Self.pendingLimit { try flush() }
    if bytes.count > Self.pendingLimit {
      try writeThrough(bytes)
    } else {
      pending.append(contentsOf: bytes)
    }
  }

  /// Adds bytes.
  public mutating func write(contentsOf bytes: some Collection<UInt8>) throws(FileError) {
    pending.append(contentsOf: bytes)
    if pending.count > Self.pendingLimit { try flush() }
  }

  /// Adds text as UTF-8.
  public mutating func write(_ text: String) throws(FileError) { try write(contentsOf: text.utf8) }

  /// Makes the file appear under its name, on disk; on an error the old file stays.
  public consuming func commit() throws(FileError) {
    try flush()
    guard case .regular(let final, _) = destination, let temporaryPath else { return }
    if fsync(descriptor) != 0 { throw failure(.synchronise) }
    // Some file systems report a full disk only here.
    let closed = close(descriptor)
    descriptor = -1
    if closed != 0 { throw failure(.synchronise) }
    if !UnfinishedFiles.finish(temporaryPath, as: final) { throw failure(.replace) }
    self.temporaryPath = nil
    try synchroniseFolder(of: final)
  }

  private mutating func flush() throws(FileError) {
    guard !pending.isEmpty else { return }
    let code = pending.withUnsafeBytes { writeAll($0) }
    if code != 0 { throw FileError(path: path, operation: .write, code: code) }
    pending.removeAll(keepingCapacity: true)
  }

  private func writeThrough(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    let code = writeAll(bytes)
    if code != 0 { throw FileError(path: path, operation: .write, code: code) }
  }

  /// Writes everything; the `errno` of the failure, or 0.
  private func writeAll(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return errno }
      if count == 0 { return EIO }
      rest = rest.dropFirst(count)
    }
    return 0
  }

  private func synchroniseFolder(of final: String) throws(FileError) {
    let folder = open(FileDestination.folder(of: final), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder < 0 { throw failure(.synchronise) }
    defer { close(folder) }
    // Some network file systems cannot synchronise a folder and say so with EINVAL.
    if fsync(folder) != 0 && errno != EINVAL { throw failure(.synchronise) }
  }

  private func failure(_ operation: FileError.Operation) -> FileError {
    FileError(path: path, operation: operation, code: errno)
  }

  /// A new file in the folder of `final` that no one else uses; a negative descriptor with `errno` when there is none.
  private static func createBeside(_ final: String, mode: mode_t?) -> (Int32, String?) {
    let stem = FileDestination.folder(of: final) + "/." + FileDestination.name(of: final).prefix(100)
    for attempt in 0..<1000 {
      let candidate = "\(stem).\(getpid())-\(attempt).unfinished"
      let descriptor = UnfinishedFiles.create(candidate)
      if descriptor >= 0 {
        if let mode { fchmod(descriptor, mode & 0o7777) }
        return (descriptor, candidate)
      }
      if errno != EEXIST { break }
    }
    return (-1, nil)
  }
}

/// The system call under the name that `AtomicFile` needs for its own method.
@Sendable private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
