#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Why a log cannot be opened, read or written.
public enum LogStoreError: Error, Sendable, Equatable {
  /// The operating system refused something.
  case system(path: String, code: Int32)
  /// There is no room left. Nothing that was acknowledged is lost, and the log can be read.
  case diskFull(path: String)
  /// Another process writes to this folder.
  case locked(path: String)
  /// There is no log in the folder.
  case noLog
  /// There is a log, or something else, in a folder that should have neither.
  case notEmpty(path: String)
  /// The folder has the log of another origin.
  case otherLog(expected: String, found: String)
  /// A file that must be there is not.
  case missing(path: String)
  /// An entry or tile that has been pruned.
  case pruned(minimumIndex: UInt64)
  /// A file has other contents than it must have.
  case damaged(path: String, reason: String)
  /// An entry is larger than the log takes, by its position in the batch.
  case entryTooLarge(position: Int, bytes: Int)
  /// A checkpoint that is to be published is not that of the entries kept.
  case otherCheckpoint(size: UInt64, expected: UInt64)
  /// An index or size beyond the log.
  case beyondEnd(index: UInt64, size: UInt64)
}

extension LogStoreError: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .system(let path, let code): "\(path): \(String(cString: strerror(code)))"
    case .diskFull(let path): "\(path): no space left; nothing is lost, make room and try again"
    case .locked(let path): "\(path): another process writes to this log"
    case .noLog: "there is no log; make one with 'sat ledger init'"
    case .notEmpty(let path): "\(path): there is something already"
    case .otherLog(let expected, let found): "this is the log of \(found), not of \(expected)"
    case .missing(let path): "\(path): the file is missing"
    case .pruned(let minimum): "entries below \(minimum) have been pruned"
    case .damaged(let path, let reason): "\(path): \(reason)"
    case .entryTooLarge(let position, let bytes):
      "entry \(position) of the batch has \(bytes) bytes; at most \(EntryBundle.largestEntry) fit"
    case .otherCheckpoint(let size, let expected):
      "the checkpoint of size \(size) is not that of the \(expected) entries kept"
    case .beyondEnd(let index, let size): "\(index) is beyond the log's \(size) entries"
    }
  }

  /// The failure that the system's last error stands for.
  static func last(at path: String) -> LogStoreError {
    let code = errno
    return code == ENOSPC || code == EDQUOT ? .diskFull(path: path) : .system(path: path, code: code)
  }
}
