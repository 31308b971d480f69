import Foundation

/// A file of fixed length that is written in place, from a thread of its own: what is written while one sync is going
/// on shares the next.
///
/// A write is durable when its number has been reported. A write that fails is tried again every second and reported as
/// trouble meanwhile: nothing is lost, and nothing that depends on it happens.
public final class GroupCommitFile: @unchecked Sendable {
  // Unchecked: every mutable property is touched only with `condition` locked, or by the writer's thread alone.

  /// What the writer's thread tells.
  public enum Report: Sendable, Equatable {
    /// Every write up to this number is durable; writes count from 1.
    case durable(through: UInt64)
    /// Writing failed for this reason and is tried again.
    case trouble(reason: String)
  }

  /// Bytes and their place in the file.
  private struct Write {
    let offset: Int
    let bytes: [UInt8]
  }

  /// How a file begins anew.
  private struct Beginning {
    let content: [UInt8]
    let isReady: @Sendable () -> Bool
  }

  /// What is done together.
  private struct Work {
    let beginning: Beginning?
    let writes: [Write]
    let number: UInt64
  }

  private let path: String
  private let report: @Sendable (Report) -> Void
  private let condition = NSCondition()
  private var descriptor: Int32 = -1
  private var beginning: Beginning?
  private var writes: [Write] = []
  private var taken: UInt64 = 0
  private var isClosing = false
  private var isFinished = false

  /// Prepares the file's thread; the file as it is stays untouched until `begin`.
  ///
  /// - Parameter report: called on the writer's thread.
  public init(path: String, report: @escaping @Sendable (Report) -> Void) {
    self.path = path
    self.report = report
    let thread = Thread { [self] in run() }
    thread.name = "votes"
    thread.start()
  }

  /// Lets the file begin anew with this content, in which later writes take their places. Earlier writes count as
  /// durable with it, so the content must say what still matters of them. Counts as one write.
  ///
  /// A crash leaves the old file or the new one, never less.
  ///
  /// - Parameter isReady: asked on the writer's thread first; may wait. When false it is asked again after a second,
  ///   and nothing becomes durable until then.
  public func begin(with content: [UInt8], when isReady: @escaping @Sendable () -> Bool) {
    condition.lock()
    defer { condition.unlock() }
    beginning = Beginning(content: content, isReady: isReady)
    writes.removeAll(keepingCapacity: true)
    taken += 1
    condition.signal()
  }

  /// Writes bytes at a place within the file; they are on their way to the disk when this returns.
  public func write(_ bytes: [UInt8], at offset: Int) {
    condition.lock()
    defer { condition.unlock() }
    writes.append(Write(offset: offset, bytes: bytes))
    taken += 1
    condition.signal()
  }

  /// Writes what is pending, once, and closes the file; returns when that is done.
  public func close() {
    condition.lock()
    isClosing = true
    condition.signal()
    while !isFinished { condition.wait() }
    condition.unlock()
  }

  /// Makes the names in a file's directory durable.
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
      report(.durable(through: work.number))
    }
    finish()
  }

  /// What to do next; `nil` when the file is to be closed and nothing is left.
  private func next() -> Work? {
    condition.lock()
    defer { condition.unlock() }
    while writes.isEmpty && beginning == nil && !isClosing { condition.wait() }
    guard !writes.isEmpty || beginning != nil else { return nil }
    defer {
      writes.removeAll(keepingCapacity: true)
      beginning = nil
    }
    return Work(beginning: beginning, writes: writes, number: taken)
  }

  /// - Returns: the error's code; `nil` when everything is durable.
  private func carryOut(_ work: Work) -> Int32? {
    if let beginning = work.beginning {
      guard beginning.isReady() else { return EAGAIN }
      if let code = beginAnew(beginning.content) { return code }
    }
    guard !work.writes.isEmpty else { return nil }
    for write in work.writes {
      if let code = Self.put(write.bytes, at: write.offset, into: descriptor) { return code }
    }
    return fdatasync(descriptor) == 0 ? nil : errno
  }

  /// Makes the new file beside the old one, durable and whole, and puts it in its place.
  private func beginAnew(_ content: [UInt8]) -> Int32? {
    let fresh = open(path + ".new", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard fresh >= 0 else { return errno }
    if let code = Self.fill(fresh, with: content) ?? (fsync(fresh) == 0 ? nil : errno)
      ?? (rename(path + ".new", path) == 0 ? nil : errno)
    {
      Foundation.close(fresh)
      return code
    }
    if descriptor >= 0 { Foundation.close(descriptor) }
    descriptor = fresh
    do { try Self.syncDirectory(of: path) } catch { return error.code }
    return nil
  }

  /// Writes a file from its beginning, in pieces: the page cache then holds it in pieces of that size, and each later write
  /// of a vote looks through one of them, not through megabytes (9 % of a lone entry's time).
  private static func fill(_ file: Int32, with content: [UInt8]) -> Int32? {
    for start in stride(from: 0, to: content.count, by: 1 << 14) {
      let piece = Array(content[start..<min(start + (1 << 14), content.count)])
      if let code = put(piece, at: start, into: file) { return code }
    }
    return nil
  }

  /// Writes all bytes at a place of a file.
  ///
  /// - Returns: the error's code; `nil` when all are written.
  static func put(_ bytes: [UInt8], at offset: Int, into file: Int32) -> Int32? {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(file, $0.baseAddress! + done, bytes.count - done, off_t(offset + done))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? ENOSPC : errno }
      done += count
    }
    return nil
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
    if descriptor >= 0 { Foundation.close(descriptor) }
    condition.lock()
    isFinished = true
    condition.broadcast()
    condition.unlock()
  }
}
