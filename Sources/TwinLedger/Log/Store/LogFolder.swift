#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A folder on disk with the files of a log.
///
/// Writing needs the folder's lock, which one process has at a time; reading needs none, since every file appears whole.
public final class LogFolder {
  /// The folder.
  public let path: String
  /// The folder itself, locked; negative for reading only.
  private var lock: Int32 = -1
  /// Folders whose names changed since they were last brought to disk.
  private var changed: Set<String> = []
  /// Files written beside their places, whose bytes may not be on the disk yet.
  private var waiting: [(descriptor: Int32, temporary: String, final: String)] = []
  /// So many files at most are open at one time.
  private static let batch = 256

  /// What names of files have while they are being written.
  static let unfinished = ".unfinished"

  /// A folder for reading.
  public init(reading path: String) { self.path = path }

  /// A folder for writing, made if there is none.
  ///
  /// - Throws: `LogStoreError.locked` when another process has it.
  public init(writing path: String) throws(LogStoreError) {
    self.path = path
    if mkdir(path, 0o755) != 0, errno != EEXIST { throw .last(at: path) }
    lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard lock >= 0 else { throw .last(at: path) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      throw errno == EWOULDBLOCK ? .locked(path: path) : .last(at: path)
    }
  }

  deinit {
    giveUp()
    if lock >= 0 { close(lock) }
  }

  private func place(_ name: String) -> String { path + "/" + name }

  private static func parent(of place: String) -> String {
    String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)])
  }
}

extension LogFolder: LogFiles {
  /// The bytes of a file; `nil` when there is none.
  public func read(_ path: String) throws(LogStoreError) -> [UInt8]? {
    let descriptor = open(place(path), O_RDONLY | O_CLOEXEC)
    if descriptor < 0 {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .last(at: path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last(at: path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .damaged(path: path, reason: "is not a file") }
    guard status.st_size <= Self.largestFile else {
      throw .damaged(path: path, reason: "is larger than any file of a log")
    }
    let count = Int(status.st_size)
    var failure: LogStoreError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = systemRead(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = .last(at: path) }
        if got <= 0 { break }
        filled += got
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// A bundle of 256 entries of the largest size.
  private static let largestFile = 256 * (2 + EntryBundle.largestEntry)

  /// Paths of all files, in ascending order of their bytes.
  public func paths() throws(LogStoreError) -> [String] {
    var found: [String] = []
    var waiting = [""]
    while let folder = waiting.popLast() {
      guard let stream = opendir(place(folder)) else { throw .last(at: folder) }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name == "." || name == ".." { continue }
        let path = folder.isEmpty ? name : folder + "/" + name
        var status = stat()
        guard lstat(place(path), &status) == 0 else {
          if errno == ENOENT { continue }
          throw .last(at: path)
        }
        if status.st_mode & S_IFMT == S_IFDIR { waiting.append(path) } else { found.append(path) }
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension LogFolder: LogStorage {
  /// Writes a file beside its place; `synchronise()` brings it to disk and renames it.
  public func write(_ bytes: [UInt8], to path: String) throws(LogStoreError) {
    if waiting.count >= Self.batch { try putInPlace() }
    let final = place(path)
    let temporary = final + Self.unfinished
    var descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0, errno == ENOENT {
      try makeFolder(Self.parent(of: final))
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    }
    guard descriptor >= 0 else {
      let error = LogStoreError.last(at: path)
      giveUp()
      throw error
    }
    waiting.append((descriptor, temporary, final))
    do throws(LogStoreError) { try fill(descriptor, with: bytes, path: path) } catch {
      giveUp()
      throw error
    }
  }

  private func fill(_ descriptor: Int32, with bytes: [UInt8], path: String) throws(LogStoreError) {
    var position = 0
    while position < bytes.count {
      let count = bytes.withUnsafeBytes {
        systemWrite(descriptor, $0.baseAddress.map { $0 + position }, bytes.count - position)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .last(at: path) }
      position += count
    }
  }

  /// Brings the bytes of the files that wait to disk, and then gives them their names.
  private func putInPlace() throws(LogStoreError) {
    do throws(LogStoreError) {
      // All are written by now, so that the first of these brings most of the others' bytes along.
      for (descriptor, _, final) in waiting where fdatasync(descriptor) != 0 { throw .last(at: final) }
      for (_, temporary, final) in waiting {
        guard rename(temporary, final) == 0 else { throw .last(at: final) }
        changed.insert(Self.parent(of: final))
      }
    } catch {
      giveUp()
      throw error
    }
    for (descriptor, _, _) in waiting { close(descriptor) }
    waiting.removeAll(keepingCapacity: true)
  }

  /// Forgets the files that wait.
  private func giveUp() {
    for (descriptor, temporary, _) in waiting {
      close(descriptor)
      unlink(temporary)
    }
    waiting = []
  }

  private func makeFolder(_ folder: String) throws(LogStoreError) {
    let parent = Self.parent(of: folder)
    if mkdir(folder, 0o755) != 0 {
      if errno == EEXIST { return }
      guard errno == ENOENT, parent.count > path.count - 1 else { throw .last(at: folder) }
      try makeFolder(parent)
      guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw .last(at: folder) }
    }
    changed.insert(parent)
  }

  /// Takes a file or an empty folder away.
  public func remove(_ path: String) throws(LogStoreError) {
    let final = place(path)
    if unlink(final) == 0 || ((errno == EISDIR || errno == EPERM) && rmdir(final) == 0) {
      changed.insert(Self.parent(of: final))
    } else if errno != ENOENT, errno != ENOTEMPTY {
      throw .last(at: path)
    }
  }

  /// Brings files and names to disk, those of inner folders first.
  public func synchronise() throws(LogStoreError) {
    try putInPlace()
    for folder in changed.sorted(by: { $0.utf8.count > $1.utf8.count }) {
      let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if descriptor < 0, errno == ENOENT { continue }
      guard descriptor >= 0 else { throw .last(at: folder) }
      defer { close(descriptor) }
      // Some network file systems cannot synchronise a folder and say so with EINVAL.
      guard fsync(descriptor) == 0 || errno == EINVAL else { throw .last(at: folder) }
    }
    changed = []
  }
}

/// The system calls under names that the folder's own methods do not hide.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
