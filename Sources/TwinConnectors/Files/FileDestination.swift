#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a path to be written leads to.
enum FileDestination: Equatable {
  /// An open descriptor of this process.
  case descriptor(Int32)
  /// Something that exists and is no regular file: a device, a pipe, a folder.
  case special(String)
  /// A regular file, or nothing yet; the path has its links resolved. `mode` is that of the existing file.
  case regular(String, mode: mode_t?)

  init(path: String) {
    if let number = Self.openDescriptor(path) {
      self = .descriptor(number)
      return
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .regular(path, mode: nil)
      return
    }
    if status.st_mode & S_IFMT != S_IFREG {
      self = .special(path)
      return
    }
    guard let resolved = realpath(path, nil) else {
      self = .regular(path, mode: status.st_mode)
      return
    }
    defer { free(resolved) }
    self = .regular(String(cString: resolved), mode: status.st_mode)
  }

  /// The number behind `/dev/stdout`, `/dev/stderr` and `/dev/fd/N`.
  private static func openDescriptor(_ path: String) -> Int32? {
    switch path {
    case "/dev/stdout": 1
    case "/dev/stderr": 2
    default: path.hasPrefix("/dev/fd/") ? Int32(path.dropFirst("/dev/fd/".count)) : nil
    }
  }

  /// The folder part of a path; `.` when there is none.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }
}
