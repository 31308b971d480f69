import Foundation
public import TwinLedger

/// The final blocks of a chain in one file that only grows: each behind its length, in the order of their heights.
///
/// What the file holds is final, so nothing in it is ever changed; an append that did not end is cut off when the file
/// is opened. An index beside it says where each block stands. Used from one thread at a time.
public final class BlockStore {
  /// Height of the last block; 0 when there is none.
  public private(set) var height: UInt64 = 0

  private let path: String
  private let descriptor: Int32
  private let index: BlockIndex
  private var end: UInt64 = 0

  /// Opens the file and its index, or creates them. Cost: the blocks that a crash may have kept out of the index.
  ///
  /// - Throws: `StorageError`.
  public convenience init(path: String) throws(StorageError) { try self.init(path: path, stride: 4_096) }

  /// - Parameter stride: the index is brought to disk each time so many blocks were appended.
  init(path: String, stride: Int) throws(StorageError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StorageError(path: path, code: errno) }
    index = try BlockIndex(path: path + ".index", stride: stride)
    let size = lseek(descriptor, 0, SEEK_END)
    guard size >= 0 else { throw StorageError(path: path, code: errno) }
    try scan(UInt64(size))
    guard ftruncate(descriptor, off_t(end)) == 0, fsync(descriptor) == 0 else {
      throw StorageError(path: path, code: errno)
    }
    try GroupCommitFile.syncDirectory(of: path)
  }

  deinit { close(descriptor) }

  /// Finds the last block: from a place that the index says and the blocks confirm, block by block.
  private func scan(_ size: UInt64) throws(StorageError) {
    var known = max(0, index.count - 2 * index.stride)
    // The record behind which scanning begins must be that of a block of just that height.
    while known > 0, !agrees(index[known - 1], height: UInt64(known), size) { known /= 2 }
    if known > 0, let last = head(at: index[known - 1].offset, size) {
      end = index[known - 1].offset + last.bytes
    }
    try index.truncate(to: known)
    var found: [BlockIndex.Record] = []
    while let next = head(at: end, size), next.height == UInt64(known + found.count + 1) {
      found.append(.init(offset: end, logSize: next.logSize, epoch: next.epoch))
      end += next.bytes
    }
    while let last = found.last, (try? decode(at: last.offset)) == nil {
      found.removeLast()
      end = last.offset
    }
    try index.append(found)
    height = UInt64(index.count)
  }

  /// Whether a record says about the block of a height what that block says itself.
  private func agrees(_ record: BlockIndex.Record, height: UInt64, _ size: UInt64) -> Bool {
    guard let head = head(at: record.offset, size) else { return false }
    return head.height == height && head.logSize == record.logSize && head.epoch == record.epoch
  }

  /// What stands at the beginning of a block.
  private struct Head {
    /// Bytes of the block and the length before it.
    var bytes: UInt64
    var height: UInt64
    var logSize: UInt64
    var epoch: UInt64
  }

  /// The block that begins at an offset; `nil` where none lies wholly within the file's `size`.
  private func head(at offset: UInt64, _ size: UInt64) -> Head? {
    guard offset < size else { return nil }
    var start = [UInt8](repeating: 0, count: 4 + BlockHeader.encodedBytes)
    let read = start.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
    guard read == start.count, let header = BlockHeader(encodedPrefix: start[4...]) else { return nil }
    let length = start[..<4].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length >= UInt64(BlockHeader.encodedBytes), length <= size, offset + 4 + length <= size else { return nil }
    return Head(bytes: 4 + length, height: header.height, logSize: header.log.size, epoch: header.epoch)
  }

  /// Appends blocks, whose heights must follow the last one's, and makes them durable.
  ///
  /// - Throws: `StorageError`; the file is as before then.
  public func append(_ blocks: [FinalizedBlock]) throws(StorageError) {
    var bytes: [UInt8] = []
    var records: [BlockIndex.Record] = []
    for block in blocks {
      let header = block.block.header
      records.append(.init(offset: end + UInt64(bytes.count), logSize: header.log.size, epoch: header.epoch))
      block.append(lengthAndEncodingTo: &bytes)
    }
    if let code = GroupCommitFile.put(bytes, at: Int(end), into: descriptor) { throw undo(code) }
    guard fdatasync(descriptor) == 0 else { throw undo(errno) }
    do throws(StorageError) { try index.append(records) } catch {
      _ = undo(error.code)
      throw error
    }
    height += UInt64(blocks.count)
    end += UInt64(bytes.count)
  }

  /// The block at a height, 1 ... `height`.
  public func block(at height: UInt64) throws(StorageError) -> FinalizedBlock {
    precondition(height >= 1 && height <= self.height, "a height that is stored")
    return try decode(at: index[Int(height - 1)].offset)
  }

  /// Consecutive blocks after a height: as many as fit into `bytes`, one at least, and no more than `count`.
  public func blocks(after height: UInt64, bytes: Int, count: Int) throws(StorageError) -> [FinalizedBlock] {
    var blocks: [FinalizedBlock] = []
    for encoded in try encodedBlocks(after: height, bytes: bytes, count: count) {
      blocks.append(try decode(Array(encoded)))
    }
    return blocks
  }

  /// As `blocks`, in their canonical encoding. Cost: two reads.
  func encodedBlocks(after height: UInt64, bytes: Int, count: Int) throws(StorageError) -> [ArraySlice<UInt8>] {
    let available = Int(clamping: self.height - min(height, self.height))
    guard available > 0, count > 0 else { return [] }
    let first = Int(height)
    let records = index[first..<first + min(available, count)]
    let stops = records.dropFirst().map(\.offset) + [stop(after: first + records.count)]
    let start = records[0].offset
    let taken = max(1, stops.prefix { $0 - min(start, $0) <= UInt64(bytes) }.count)
    guard stops[taken - 1] > start, let content = read(from: start, to: stops[taken - 1]) else {
      throw StorageError(path: path, code: EIO)
    }
    var encoded: [ArraySlice<UInt8>] = []
    for (record, stop) in zip(records.prefix(taken), stops) {
      let (from, to) = (Int(record.offset - start) + 4, Int(stop - start))
      guard from < to, to <= content.count else { throw StorageError(path: path, code: EIO) }
      encoded.append(content[from..<to])
    }
    return encoded
  }

  /// The first height after whose block the log has more than `size` entries; `nil` where there is none.
  func firstHeight(beyondLogSize size: UInt64) -> UInt64? {
    let place = index.firstIndex { $0.logSize > size }
    return place < index.count ? UInt64(place + 1) : nil
  }

  /// The first height of an epoch or a later one; `nil` where there is none.
  func firstHeight(inEpoch epoch: UInt64) -> UInt64? {
    let place = index.firstIndex { $0.epoch >= epoch }
    return place < index.count ? UInt64(place + 1) : nil
  }

  /// Where the block at a height ends.
  private func stop(after height: Int) -> UInt64 { height < index.count ? index[height].offset : end }

  private func undo(_ code: Int32) -> StorageError {
    _ = ftruncate(descriptor, off_t(end))
    return StorageError(path: path, code: code)
  }

  private func read(from start: UInt64, to stop: UInt64) -> [UInt8]? {
    let length = Int(stop - start)
    var done = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      while done < length {
        let read = pread(descriptor, buffer.baseAddress! + done, length - done, off_t(start) + off_t(done))
        if read < 0 && errno == EINTR { continue }
        guard read > 0 else { break }
        done += read
      }
      count = done
    }
    return done == length ? bytes : nil
  }

  private func decode(at offset: UInt64) throws(StorageError) -> FinalizedBlock {
    guard let prefix = read(from: offset, to: offset + 4) else { throw StorageError(path: path, code: EIO) }
    let length = prefix.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard offset + 4 + length <= max(end, offset), let bytes = read(from: offset + 4, to: offset + 4 + length) else {
      throw StorageError(path: path, code: EIO)
    }
    return try decode(bytes)
  }

  private func decode(_ bytes: [UInt8]) throws(StorageError) -> FinalizedBlock {
    guard let block = try? FinalizedBlock(encoded: bytes) else { throw StorageError(path: path, code: EIO) }
    return block
  }
}
