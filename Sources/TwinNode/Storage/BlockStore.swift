import Foundation
public import TwinLedger

/// The final blocks of a chain in one file that only grows: each behind its length, in the order of their heights.
///
/// What the file holds is final, so nothing in it is ever changed; an append that did not end is cut off when the file
/// is opened. Used from one thread at a time.
public final class BlockStore {
  /// Height of the last block; 0 when there is none.
  public var height: UInt64 { UInt64(offsets.count) }

  private let path: String
  private let descriptor: Int32
  private var offsets: [UInt64] = []
  private var end: UInt64 = 0

  /// Opens the file, or creates it.
  ///
  /// - Throws: `StorageError`.
  public init(path: String) throws(StorageError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StorageError(path: path, code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw StorageError(path: path, code: errno) }
    let size = UInt64(status.st_size)
    while let next = length(at: end), next > 0, end + 4 + next <= size {
      offsets.append(end)
      end += 4 + next
    }
    while let last = offsets.last, (try? decode(at: last)) == nil {
      offsets.removeLast()
      end = last
    }
    guard ftruncate(descriptor, off_t(end)) == 0, fsync(descriptor) == 0 else {
      throw StorageError(path: path, code: errno)
    }
    try GroupCommitFile.syncDirectory(of: path)
  }

  deinit { close(descriptor) }

  /// Appends blocks, whose heights must follow the last one's, and makes them durable.
  ///
  /// - Throws: `StorageError`; the file is as before then.
  public func append(_ blocks: [FinalizedBlock]) throws(StorageError) {
    var bytes: [UInt8] = []
    var starts: [UInt64] = []
    for block in blocks {
      starts.append(end + UInt64(bytes.count))
      let encoded = block.encoded
      withUnsafeBytes(of: UInt32(encoded.count).bigEndian) { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: encoded)
    }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress! + done, bytes.count - done, off_t(end) + off_t(done))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw undo(count == 0 ? ENOSPC : errno) }
      done += count
    }
    guard fdatasync(descriptor) == 0 else { throw undo(errno) }
    offsets.append(contentsOf: starts)
    end += UInt64(bytes.count)
  }

  /// The block at a height, 1 ... `height`.
  public func block(at height: UInt64) throws(StorageError) -> FinalizedBlock {
    precondition(height >= 1 && height <= self.height, "a height that is stored")
    return try decode(at: offsets[Int(height - 1)])
  }

  /// Consecutive blocks after a height: as many as fit into `bytes`, one at least, and no more than `count`.
  public func blocks(after height: UInt64, bytes: Int, count: Int) throws(StorageError) -> [FinalizedBlock] {
    var taken: [FinalizedBlock] = []
    var next = height + 1
    var size: UInt64 = 0
    while next <= self.height && taken.count < count {
      let stop = next < self.height ? offsets[Int(next)] : end
      size += stop - offsets[Int(next - 1)]
      if size > UInt64(bytes) && !taken.isEmpty { break }
      taken.append(try block(at: next))
      next += 1
    }
    return taken
  }

  private func undo(_ code: Int32) -> StorageError {
    _ = ftruncate(descriptor, off_t(end))
    return StorageError(path: path, code: code)
  }

  /// The length that stands at an offset; `nil` at the end of the file.
  private func length(at offset: UInt64) -> UInt64? {
    var value: UInt32 = 0
    guard pread(descriptor, &value, 4, off_t(offset)) == 4 else { return nil }
    return UInt64(UInt32(bigEndian: value))
  }

  private func decode(at offset: UInt64) throws(StorageError) -> FinalizedBlock {
    guard let length = length(at: offset) else { throw StorageError(path: path, code: EIO) }
    var read = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
      read = pread(descriptor, buffer.baseAddress, Int(length), off_t(offset) + 4)
      count = max(0, read)
    }
    guard read == Int(length), let block = try? FinalizedBlock(encoded: bytes) else {
      throw StorageError(path: path, code: EIO)
    }
    return block
  }
}
