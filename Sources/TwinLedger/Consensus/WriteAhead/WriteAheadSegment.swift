/// A write-ahead log file as bytes: where the next record goes, and what it looks like there.
///
/// The file is made whole, zeros to its end, under another name, synchronised, renamed, and its directory synchronised;
/// then records overwrite the zeros. So a write never changes the file's length, `fdatasync` has no metadata to write,
/// and a file that was cut short shows it.
///
///     file    = header ‖ main region ‖ header ‖ mirror region; each region is records, then zeros
///     header  = "SATWAL01" ‖ chainId (32) ‖ SHA-256 of the public key (32) ‖ capacity (8) ‖ CRC-32C (4) ‖ zeros; 512 bytes
///     record  = mark (4) ‖ code (1) ‖ 0 (3) ‖ length (4) ‖ ordinal (8) ‖ durable (8) ‖ CRC-32C of the body (4)
///               ‖ CRC-32C of the 32 bytes before (4) ‖ body; begins at a multiple of 4
///
/// Numbers are big-endian. All records stand in the main region; those that bind (votes and floors) stand in the mirror
/// too, far away, so that no single damage loses one. `ordinal` counts the binding records; `durable` is the highest
/// ordinal known to be on the disk when the record was written: it tells, after a crash, a lost record that nobody
/// relied on from one that was acknowledged. A record of at most 512 bytes lies in one 512-byte sector.
public struct WriteAheadSegment: Sendable {
  static let sector = 512
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
  /// How many binding records there are: the ordinal of the last one.
  public private(set) var sequence: UInt64 = 0
  private var durable: UInt64 = 0
  private var mainEnd: Int
  private var mirrorEnd: Int

  /// Begins a file with these records.
  ///
  /// - Parameter capacity: at least so many bytes; grows until half of the file is free.
  /// - Returns: the segment, and the file's whole content.
  public static func create(
    chainID: Digest32, publicKey: [UInt8], records: [WriteAheadRecord], capacity: Int
  ) -> (segment: WriteAheadSegment, content: [UInt8]) {
    var capacity = max(4, (capacity + sector - 1) / sector) * sector
    while true {
      var segment = WriteAheadSegment(capacity: capacity)
      let writes = records.compactMap { segment.append($0) }
      if writes.count == records.count && segment.isHalfFree {
        segment.synchronized()
        var content = [UInt8](repeating: 0, count: capacity)
        let header = header(chainID: chainID, publicKey: publicKey, capacity: capacity)
        content.replaceSubrange(0..<header.count, with: header)
        let mirror = mirrorStart(of: capacity)
        content.replaceSubrange(mirror..<mirror + header.count, with: header)
        for write in writes.joined() {
          content.replaceSubrange(write.offset..<write.offset + write.bytes.count, with: write.bytes)
        }
        return (segment, content)
      }
      capacity *= 2
    }
  }

  private init(capacity: Int) {
    self.capacity = capacity
    mainEnd = Self.sector
    mirrorEnd = Self.mirrorStart(of: capacity) + Self.sector
  }

  /// Where the mirror's header stands: the last quarter of the file, on a sector.
  static func mirrorStart(of capacity: Int) -> Int { capacity / sector * 3 / 4 * sector }

  private var isHalfFree: Bool {
    let mirror = Self.mirrorStart(of: capacity)
    return 2 * mainEnd <= mirror + Self.sector && 2 * (mirrorEnd - mirror) <= capacity - mirror + Self.sector
  }

  static func header(chainID: Digest32, publicKey: [UInt8], capacity: Int) -> [UInt8] {
    var writer = WireWriter(bytes: magic)
    writer.digest(chainID)
    writer.digest(Digest32(sha256: publicKey))
    writer.uint64(UInt64(capacity))
    writer.uint32(Int(CRC32C.checksum(writer.bytes)))
    return writer.bytes + [UInt8](repeating: 0, count: sector - writer.bytes.count)
  }

  /// Where and how the next record is written, or nil where the file is full and must begin anew.
  ///
  /// All writes of a record belong to one synchronisation; their order does not matter.
  public mutating func append(_ record: WriteAheadRecord) -> [Write]? {
    let body = record.body
    let size = Self.headBytes + body.count
    let binds = WriteAheadRecord.binds(record.code)
    let main = Self.place(size, after: mainEnd)
    let mirror = Self.place(size, after: mirrorEnd)
    guard main + size <= Self.mirrorStart(of: capacity), !binds || mirror + size <= capacity else { return nil }
    if binds { sequence += 1 }
    var writer = WireWriter(bytes: Self.mark)
    writer.byte(record.code)
    writer.raw([0, 0, 0])
    writer.uint32(body.count)
    writer.uint64(sequence)
    writer.uint64(durable)
    writer.uint32(Int(CRC32C.checksum(body)))
    writer.uint32(Int(CRC32C.checksum(writer.bytes)))
    writer.raw(body)
    mainEnd = main + size
    guard binds else { return [Write(offset: main, bytes: writer.bytes)] }
    mirrorEnd = mirror + size
    return [Write(offset: main, bytes: writer.bytes), Write(offset: mirror, bytes: writer.bytes)]
  }

  /// A multiple of four; the next sector where a small record would lie in two.
  private static func place(_ size: Int, after end: Int) -> Int {
    let offset = (end + 3) & ~3
    let left = sector - offset % sector
    return left < headBytes || (size <= sector && size > left) ? offset + left : offset
  }

  /// The shell says that everything appended so far is on the disk.
  public mutating func synchronized() { durable = sequence }

  /// The shell says that everything up to this `sequence` is on the disk.
  public mutating func synchronized(through sequence: UInt64) { durable = max(durable, min(sequence, self.sequence)) }
}
