/// Reads a write-ahead log after a start (rule 9): what is there, and what may be missing.
///
/// A binding record is lost only when both copies are. Then, if a later record says that it was durable, the memory is
/// `.damaged`; if none does, it is a write that the crash interrupted, and nobody relied on it. A file that was cut
/// inside the mirror while the main region ends in damage is `.tornTail`; cut inside the main region's records, damaged.
public struct WriteAheadScan: Sendable {
  private let bytes: [UInt8]
  private var records: [WriteAheadRecord] = []
  private var binding: [UInt64: WriteAheadRecord] = [:]
  private var found: Set<UInt64> = []
  /// Binding records of which a head was found and no body.
  private var lost: Set<UInt64> = []
  private var durable: UInt64 = 0

  /// What the file's bytes tell.
  ///
  /// - Parameter nonce: a random number that this node never used before.
  /// - Throws: when the file belongs to another chain or key.
  public static func recollect(
    _ bytes: [UInt8], chainID: Digest32, publicKey: [UInt8], nonce: UInt64
  ) throws(WriteAheadError) -> Recollection {
    guard let header = Header(bytes, at: 0) ?? Header(bytes, at: WriteAheadSegment.mirrorStart(of: bytes.count)),
      bytes.count <= header.capacity, header.capacity >= 4 * WriteAheadSegment.sector,
      header.capacity < 1 << 40
    else { return .damaged }
    guard header.chainID == chainID else { throw .otherChain }
    guard header.key == Digest32(sha256: publicKey) else { throw .otherKey }
    var scan = WriteAheadScan(bytes: bytes)
    return scan.run(capacity: header.capacity, nonce: nonce)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private struct Header {
    var chainID: Digest32
    var key: Digest32
    var capacity: Int

    init?(_ bytes: [UInt8], at offset: Int) {
      guard bytes.count >= offset + WriteAheadSegment.sector else { return nil }
      let raw = Array(bytes[offset..<offset + WriteAheadSegment.sector])
      var reader = WireReader(raw)
      guard let magic = try? reader.raw(8), let chainID = try? reader.digest(), let key = try? reader.digest(),
        let capacity = try? reader.uint64(), let checksum = try? reader.uint32(),
        magic.elementsEqual(WriteAheadSegment.magic), UInt32(checksum) == CRC32C.checksum(raw[..<80])
      else { return nil }
      self.chainID = chainID
      self.key = key
      self.capacity = Int(clamping: capacity)
    }
  }

  private struct Head {
    var code: UInt8
    var length: Int
    var ordinal: UInt64
    var durable: UInt64
    var checksum: UInt32
  }

  private mutating func run(capacity: Int, nonce: UInt64) -> Recollection {
    let mirror = WriteAheadSegment.mirrorStart(of: capacity)
    let isMainClean = walkMain(to: min(mirror, bytes.count))
    if bytes.count > mirror { walkMirror(from: mirror + WriteAheadSegment.sector) }
    guard durable == 0 || (1...durable).allSatisfy(found.contains) else { return .damaged }
    for ordinal in binding.keys.sorted() { binding[ordinal].map { records.append($0) } }
    if bytes.count == capacity || (isMainClean && lost.isSubset(of: found)) { return .intact(records) }
    return bytes.count > mirror ? .tornTail(records, nonce: nonce) : .damaged
  }

  /// Takes up the main region, record by record; gives whether it ends in zeros and nothing else.
  ///
  /// It stops at the first bad head and looks for no later one: bodies hold what clients wrote.
  private mutating func walkMain(to end: Int) -> Bool {
    var position = WriteAheadSegment.sector
    while true {
      let here = (position + 3) & ~3
      let sector = WriteAheadSegment.sector
      let next = [here, (here / sector + 1) * sector].first { holdsAnything($0, end) }
      guard let place = next else {
        // A file that was cut shows a whole empty head behind the last record, or its end is unknown.
        let isKnown = end % sector == 0 && end == WriteAheadSegment.mirrorStart(of: bytes.count)
        let last = (here / sector + 1) * sector + WriteAheadSegment.headBytes
        return bytes[min(position, end)..<end].allSatisfy { $0 == 0 } && (isKnown || last <= end)
      }
      guard let head = head(at: place, end) else { return false }
      take(head, at: place, intoOrder: true)
      position = place + WriteAheadSegment.headBytes + head.length
    }
  }

  /// Takes up the mirror, whose bodies nobody else chooses: after damage it goes on at the next good record.
  private mutating func walkMirror(from start: Int) {
    var place = start
    while place + WriteAheadSegment.headBytes <= bytes.count {
      if let head = head(at: place, bytes.count), WriteAheadRecord.binds(head.code) {
        take(head, at: place, intoOrder: false)
        place = (place + WriteAheadSegment.headBytes + head.length + 3) & ~3
      } else {
        place += 4
      }
    }
  }

  private func holdsAnything(_ place: Int, _ end: Int) -> Bool {
    guard place + WriteAheadSegment.headBytes <= end,
      WriteAheadSegment.sector - place % WriteAheadSegment.sector >= WriteAheadSegment.headBytes
    else { return false }
    return bytes[place..<place + WriteAheadSegment.headBytes].contains { $0 != 0 }
  }

  private func head(at place: Int, _ end: Int) -> Head? {
    guard bytes[place] == WriteAheadSegment.mark[0], place + WriteAheadSegment.headBytes <= end else { return nil }
    let raw = Array(bytes[place..<place + WriteAheadSegment.headBytes])
    var reader = WireReader(raw)
    guard let mark = try? reader.raw(4), mark.elementsEqual(WriteAheadSegment.mark), let code = try? reader.byte(),
      let padding = try? reader.raw(3), padding.allSatisfy({ $0 == 0 }), let length = try? reader.uint32(),
      let ordinal = try? reader.uint64(), let durable = try? reader.uint64(), let checksum = try? reader.uint32(),
      let own = try? reader.uint32(), UInt32(own) == CRC32C.checksum(raw[..<32]),
      length <= end - place - WriteAheadSegment.headBytes, durable <= ordinal, ordinal <= UInt64(bytes.count)
    else { return nil }
    return Head(code: code, length: length, ordinal: ordinal, durable: durable, checksum: UInt32(checksum))
  }

  /// Takes a record up where its body is good; of a bad one the head still tells what was durable.
  private mutating func take(_ head: Head, at place: Int, intoOrder: Bool) {
    durable = max(durable, head.durable)
    let start = place + WriteAheadSegment.headBytes
    let body = Array(bytes[start..<start + head.length])
    let binds = WriteAheadRecord.binds(head.code)
    guard head.checksum == CRC32C.checksum(body), let record = try? WriteAheadRecord(code: head.code, body: body) else {
      if binds { lost.insert(head.ordinal) }
      return
    }
    guard !binds || found.insert(head.ordinal).inserted else { return }
    if intoOrder { records.append(record) } else { binding[head.ordinal] = record }
  }
}
