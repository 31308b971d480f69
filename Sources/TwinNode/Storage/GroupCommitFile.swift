import Foundation

/// A file that is only appended to, from a thread of its own: what is appended while one sync is going on shares the
/// next.
///
/// A record is durable when its number has been reported. A write that fails is undone to the last durable byte, tried
/// again every second, and reported as trouble meanwhile: nothing is lost, and nothing that depends on it happens.
public final class GroupCommitFile: @unchecked Sendable {
  // Unchecked: every mutable property is touched only with `condition` locked, or by the writer's thread alone.

  /// What the writer's thread tells.
  public enum Report: Sendable, Equatable {
    /// Every record up to this number is durable; records count from 1.
    case durable(through: UInt64)
    /// Appending failed for this reason and is tried again.
    case trouble(reason: String)
  }

  private let condition = NSCondition()
  private let path: String
  private var descriptor: Int32
  private let report: @Sendable (Report) -> Void
  private var pending: [UInt8] = []
  private var replacement: [UInt8]?
  private var appended: UInt64 = 0
  private var isClosing = false
  private var isFinished = false
  private var length: off_t

  /// Opens the file at its end, creates it when it is not there, and makes its name durable.
  ///
  /// - Parameter path: in a directory that exists.
  /// - Parameter length: bytes that count; what lies beyond, from an append that did not end, is cut off.
  /// - Parameter report: called on the writer's thread.
  /// - Throws: `StorageError`.
  public init(path: String, length: Int, report: @escaping @Sendable (Report) -> Void) throws(StorageError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .init(path: path, code: errno) }
    self.length = off_t(length)
    self.report = report
    guard ftruncate(descriptor, self.length) == 0, fsync(descriptor) == 0 else {
      let code = errno
      Foundation.close(descriptor)
      throw .init(path: path, code: code)
    }
    try Self.syncDirectory(of: path)
    let thread = Thread { [self] in run() }
    thread.name = "write-ahead log"
    thread.start()
  }

  /// Appends a record; it is on its way to the disk when this returns, and durable when its number is reported.
  ///
  /// - Returns: the record's number.
  @discardableResult
  public func append(_ record: [UInt8]) -> UInt64 {
    condition.lock()
    defer { condition.unlock() }
    pending.append(contentsOf: record)
    appended += 1
    condition.signal()
    return appended
  }

  /// Lets the file begin anew with this content; records appended before it count as durable with it.
  ///
  /// A crash leaves the old file or the new one, never less.
  public func replace(with content: [UInt8]) {
    condition.lock()
    defer { condition.unlock() }
    replacement = content
    pending.removeAll(keepingCapacity: true)
    condition.signal()
  }

  /// Writes what is pending and closes the file; returns when that is done.
  public func close() {
    condition.lock()
    isClosing = true
    condition.signal()
    while !isFinished { condition.wait() }
    condition.unlock()
  }

  /// Makes names in a file's directory durable.
  static func syncDirectory(of path: String) throws(StorageError) {
    let slash = path.lastIndex(of: "/")
    let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let handle = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { throw .init(path: directory, code: errno) }
    defer { Foundation.close(handle) }
    guard fsync(handle) == 0 else { throw .init(path: directory, code: errno) }
  }

  private func run() {
    while let work = next() {
      while let code = carryOut(work) {
        report(.trouble(reason: String(cString: strerror(code))))
        guard waitBeforeRetry() else { return finish() }
      }
      if work.number > 0 { report(.durable(through: work.number)) }
    }
    finish()
  }

  /// What is to be written together.
  private struct Work {
    let replacement: [UInt8]?
    let batch: [UInt8]
    let number: UInt64
  }

  /// - Returns: the error's code; `nil` when everything is durable.
  private func carryOut(_ work: Work) -> Int32? {
    guard let replacement = work.replacement else { return write(work.batch) }
    return rename(to: replacement + work.batch)
  }

  /// Writes a new file beside the old one and puts it in its place.
  private func rename(to content: [UInt8]) -> Int32? {
    let fresh = open(path + ".new", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard fresh >= 0 else { return errno }
    let (old, oldLength) = (descriptor, length)
    (descriptor, length) = (fresh, 0)
    var code = write(content)
    if code == nil && Foundation.rename(path + ".new", path) != 0 { code = errno }
    if code == nil {
      do { try Self.syncDirectory(of: path) } catch { code = error.code }
    }
    guard let code else {
      Foundation.close(old)
      return nil
    }
    (descriptor, length) = (old, oldLength)
    Foundation.close(fresh)
    return code
  }

  /// What to write next; `nil` when the file is to be closed and nothing is left.
  private func next() -> Work? {
    condition.lock()
    defer { condition.unlock() }
    while pending.isEmpty && replacement == nil && !isClosing { condition.wait() }
    guard !pending.isEmpty || replacement != nil else { return nil }
    defer {
      pending.removeAll(keepingCapacity: true)
      replacement = nil
    }
    return Work(replacement: replacement, batch: pending, number: appended)
  }

  /// - Returns: the error's code; `nil` when the batch is durable.
  private func write(_ batch: [UInt8]) -> Int32? {
    var done = 0
    while done < batch.count {
      let count = batch.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress! + done, batch.count - done, length + off_t(done))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return undo(count == 0 ? ENOSPC : errno) }
      done += count
    }
    guard fdatasync(descriptor) == 0 else { return undo(errno) }
    length += off_t(done)
    return nil
  }

  private func undo(_ code: Int32) -> Int32 {
    _ = ftruncate(descriptor, length)
    return code
  }

  /// - Returns: whether to try again: not when the file is being closed.
  private func waitBeforeRetry() -> Bool {
    condition.lock()
    defer { condition.unlock() }
    let end = Date(timeIntervalSinceNow: 1)
    while !isClosing { if !condition.wait(until: end) { break } }
    return !isClosing
  }

  private func finish() {
    Foundation.close(descriptor)
    condition.lock()
    isFinished = true
    condition.broadcast()
    condition.unlock()
  }
}
