internal import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files that this process is writing and that have not got their names yet.
///
/// A process that ends by a signal runs no `deinit`; it calls `abandon()` last instead.
public enum UnfinishedFiles {
  private struct Ledger {
    var paths: Set<String> = []
    var isClosed = false
  }

  private static let ledger = Mutex(Ledger())

  /// Removes every unfinished file of this process and lets no new one begin: what follows fails with `ECANCELED`.
  public static func abandon() {
    ledger.withLock { ledger in
      ledger.isClosed = true
      for path in ledger.paths { unlink(path) }
      ledger.paths.removeAll()
    }
  }

  /// Creates a file that nobody else has; a negative descriptor with `errno` when that is not possible.
  static func create(_ path: String) -> Int32 {
    ledger.withLock { ledger in
      guard !ledger.isClosed else {
        errno = ECANCELED
        return -1
      }
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { ledger.paths.insert(path) }
      return descriptor
    }
  }

  /// Removes one file that will not be finished.
  static func remove(_ path: String) {
    ledger.withLock { ledger in
      if ledger.paths.remove(path) != nil { unlink(path) }
    }
  }

  /// Gives a file its name; false with `errno` when that is not possible.
  static func finish(_ path: String, as final: String) -> Bool {
    ledger.withLock { ledger in
      guard ledger.paths.contains(path) else {
        errno = ECANCELED
        return false
      }
      guard rename(path, final) == 0 else { return false }
      ledger.paths.remove(path)
      return true
    }
  }
}
