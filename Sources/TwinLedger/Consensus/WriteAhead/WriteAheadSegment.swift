/// A write-ahead log file as bytes: where the next record goes, and what it looks like there.
///
/// The file is made whole, zeros to its end, under another name, synchronised, renamed, and its directory synchronised;
/// then records overwrite the zeros. So a write never changes the file's length, `fdatasync` has no metadata to write,
/// and a file that was cut short shows it.
///
///     file    = header, then records, then zeros up to `capacity`
///     header  = "SATWAL01" ‖ chainId (32) ‖ SHA-256 of the public key (32) ‖ capacity (8) ‖ CRC-32C; 128 bytes
///     record  = mark (4) ‖ code (1) ‖ 0 (3) ‖ length (4) ‖ sequence (8) ‖ durable (8) ‖ CRC-32C of the body (4)
///               ‖ CRC-32C of the 32 bytes before (4) ‖ body; begins at a multiple of 4
///
/// Numbers are big-endian. A record of at most 512 bytes lies in one 512-byte sector, so that a disk that writes
/// sectors whole never tears a vote. `durable` is the highest sequence number known to be on the disk when the record
/// was written: it tells, after a crash, a lost record that nobody relied on from one that was already acknowledged.
public struct WriteAheadSegment: Sendable {
  static let sector = 512
  static let headerBytes = 128
  static let headBytes = 36
  static let mark: [UInt8] = Array("SWrd".utf8)
  static let magic: [UInt8] = Array("SATWAL01".utf8)

  /// Bytes to write at an offset.
  public struct Write: Sendable, Hashable {
    /// Where, in bytes from the beginning of the file.
    public var offset: Int
    /// What.
    public var bytes: [UInt8]
  }

  /// The file's length.
  public let capacity: Int
  /// Where the next record goes, before alignment.
  public private(set) var end: Int
  /// The sequence number of the last record; 0 where there is none.
  public private(set) var sequence: UInt64 = 0
  private var durable: UInt64 = 0

  /// Begins a file with these records.
  ///
  /// - Parameter capacity: at least so many bytes; grows to twice what the records need.
  /// - Returns: the segment, and the file's whole content.
  public static func create(
    chainID: Digest32, publicKey: [UInt8], records: [WriteAheadRecord], capacity: Int
  ) -> (segment: WriteAheadSegment, content: [UInt8]) {
    let needed = records.reduce(headerBytes) { $0 + $1.approximateBytes + 2 * sector }
    var segment = WriteAheadSegment(capacity: max(capacity, 2 * needed))
    var content = header(chainID: chainID, publicKey: publicKey, capacity: segment.capacity)
    content.reserveCapacity(segment.capacity)
    for record in records {
      guard let write = segment.append(record) else { preconditionFailure("there is room for twice the records") }
      content.append(contentsOf: repeatElement(0, count: write.offset - content.count))
      content.append(contentsOf: write.bytes)
    }
    segment.synchronized()
    content.append(contentsOf: repeatElement(0, count: segment.capacity - content.count))
    return (segment, content)
  }

  private init(capacity: Int) {
    self.capacity = capacity
    end = Self.headerBytes
  }

  static func header(chainID: Digest32, publicKey: [UInt8], capacity: Int) -> [UInt8] {
    var writer = WireWriter(bytes: magic)
    writer.digest(chainID)
    writer.digest(Digest32(sha256: publicKey))
    writer.uint64(UInt64(capacity))
    writer.uint32(Int(CRC32C.checksum(writer.bytes)))
    return writer.bytes + [UInt8](repeating: 0, count: headerBytes - writer.bytes.count)
  }

  /// Where and how the next record is written, or nil where the file is full and must begin anew (`compact`).
  public mutating func append(_ record: WriteAheadRecord) -> Write? {
    let body = record.body
    let size = Self.headBytes + body.count
    var offset = (end + 3) & ~3
    let left = Self.sector - offset % Self.sector
    if left < Self.headBytes || (size <= Self.sector && size > left) { offset += left }
    guard offset + size <= capacity else { return nil }
    var writer = WireWriter(bytes: Self.mark)
    writer.byte(record.code)
    writer.raw([0, 0, 0])
    writer.uint32(body.count)
    writer.uint64(sequence + 1)
    writer.uint64(durable)
    writer.uint32(Int(CRC32C.checksum(body)))
    writer.uint32(Int(CRC32C.checksum(writer.bytes)))
    writer.raw(body)
    sequence += 1
    end = offset + size
    return Write(offset: offset, bytes: writer.bytes)
  }

  /// The shell says that everything appended so far is on the disk.
  public mutating func synchronized() { durable = sequence }

  /// The shell says that everything up to this record is on the disk.
  public mutating func synchronized(through sequence: UInt64) { durable = max(durable, min(sequence, self.sequence)) }
}
