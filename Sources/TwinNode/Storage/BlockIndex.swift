import Foundation

/// Where each final block stands in its file: a fixed number of bytes a block, so that finding one costs one read.
///
///     record = offset (8) ‖ size of the log after the block (8) ‖ epoch (8), big-endian; record k is block k + 1
///
/// It can be made anew from the blocks at any time, so it is brought to disk rarely, and believed only as far as it
/// agrees with them. Used from one thread at a time.
final class BlockIndex {
  /// What it says about one block.
  struct Record: Equatable {
    /// Where the block begins, in bytes.
    var offset: UInt64
    /// Entries of the log after the block.
    var logSize: UInt64
    /// The block's epoch.
    var epoch: UInt64
  }

  /// Bytes of a record.
  static let recordBytes = 24
  private let path: String
  private let descriptor: Int32
  /// Records in it.
  private(set) var count: Int
  private var unsynchronised = 0
  /// The index is brought to disk each time so many records were appended.
  let stride: Int

  /// Opens the file, or creates it.
  init(path: String, stride: Int) throws(StorageError) {
    self.path = path
    self.stride = stride
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StorageError(path: path, code: errno) }
    let size = lseek(descriptor, 0, SEEK_END)
    guard size >= 0 else { throw StorageError(path: path, code: errno) }
    count = Int(size) / Self.recordBytes
  }

  deinit { close(descriptor) }

  /// Record `position`, 0 ..< `count`; zeros where the file is shorter than it was.
  subscript(position: Int) -> Record { self[position..<position + 1][0] }

  /// Consecutive records. Cost: one read.
  subscript(range: Range<Int>) -> [Record] {
    var words = [UInt64](repeating: 0, count: range.count * 3)
    _ = words.withUnsafeMutableBytes {
      pread(descriptor, $0.baseAddress, $0.count, off_t(range.lowerBound * Self.recordBytes))
    }
    return (0..<range.count).map { place in
      let word = { UInt64(bigEndian: words[3 * place + $0]) }
      return Record(offset: word(0), logSize: word(1), epoch: word(2))
    }
  }

  /// Forgets all records but the first `count`.
  func truncate(to count: Int) throws(StorageError) {
    guard ftruncate(descriptor, off_t(count * Self.recordBytes)) == 0 else {
      throw StorageError(path: path, code: errno)
    }
    self.count = count
  }

  /// Appends records.
  ///
  /// - Throws: `StorageError`; none of them counts then.
  func append(_ records: [Record]) throws(StorageError) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(records.count * Self.recordBytes)
    for record in records {
      for word in [record.offset, record.logSize, record.epoch] {
        withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
      }
    }
    if let code = GroupCommitFile.put(bytes, at: count * Self.recordBytes, into: descriptor) {
      throw StorageError(path: path, code: code)
    }
    count += records.count
    unsynchronised += records.count
    guard unsynchronised >= stride else { return }
    unsynchronised = 0
    // Failing costs time at the next start, nothing else.
    _ = fdatasync(descriptor)
  }

  /// The first record that `isFar` says yes to, where no record behind one that it says yes to gets a no; `count` where
  /// there is none. Cost: logarithmic.
  func firstIndex(where isFar: (Record) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if isFar(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
