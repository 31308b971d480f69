/// Reads a write-ahead log after a start (rule 9): what is there, and what may be missing.
public struct WriteAheadScan: Sendable {
  private let bytes: [UInt8]
  private var position = WriteAheadSegment.headerBytes
  private var sequence: UInt64 = 0
  private var records: [WriteAheadRecord] = []

  /// What the file's bytes tell.
  ///
  /// - Parameter nonce: a random number that this node never used before.
  /// - Throws: when the file is intact and belongs to another chain or key.
  public static func recollect(
    _ bytes: [UInt8], chainID: Digest32, publicKey: [UInt8], nonce: UInt64
  ) throws(WriteAheadError) -> Recollection {
    guard bytes.count >= WriteAheadSegment.headerBytes else { return .damaged }
    var reader = WireReader(bytes)
    guard let magic = try? reader.raw(8), let chain = try? reader.digest(), let key = try? reader.digest(),
      let capacity = try? reader.uint64(), let checksum = try? reader.uint32(),
      magic.elementsEqual(WriteAheadSegment.magic), UInt32(checksum) == CRC32C.checksum(bytes[..<80]),
      bytes[84..<WriteAheadSegment.headerBytes].allSatisfy({ $0 == 0 }), capacity >= UInt64(bytes.count)
    else { return .damaged }
    guard chain == chainID else { throw .otherChain }
    guard key == Digest32(sha256: publicKey) else { throw .otherKey }
    var scan = WriteAheadScan(bytes: bytes)
    return scan.run(isWhole: capacity == UInt64(bytes.count), nonce: nonce)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// What stands at a place.
  private enum Finding {
    case record(Head)
    case nothing
    case bad
    case beyond
  }

  private struct Head {
    var code: UInt8
    var length: Int
    var sequence: UInt64
    var durable: UInt64
    var checksum: UInt32
  }

  private mutating func run(isWhole: Bool, nonce: UInt64) -> Recollection {
    while true {
      let (finding, place) = next()
      switch finding {
      case .record(let head):
        guard take(head, at: place) else { return verdictOnBadRecord(nonce) }
      case .beyond where !isWhole, .bad where !isWhole:
        // The file was cut where records may have stood.
        return .damaged
      case .nothing, .beyond:
        if bytes[position...].allSatisfy({ $0 == 0 }) { return .intact(records) }
        return verdictOnBadRecord(nonce)
      case .bad: return verdictOnBadRecord(nonce)
      }
    }
  }

  /// What stands at the next place where a record may begin: here, or at the next sector.
  private func next() -> (Finding, place: Int) {
    let here = (position + 3) & ~3
    let sector = WriteAheadSegment.sector
    let following = (here / sector + 1) * sector
    if sector - here % sector >= WriteAheadSegment.headBytes {
      let finding = look(at: here)
      guard case .nothing = finding else { return (finding, here) }
    }
    return (look(at: following), following)
  }

  private func look(at place: Int) -> Finding {
    guard place + WriteAheadSegment.headBytes <= bytes.count else { return .beyond }
    let raw = Array(bytes[place..<place + WriteAheadSegment.headBytes])
    if raw.allSatisfy({ $0 == 0 }) { return .nothing }
    guard let head = Self.head(raw), head.sequence == sequence + 1,
      head.length <= bytes.count - place - WriteAheadSegment.headBytes
    else { return .bad }
    return .record(head)
  }

  private static func head(_ raw: [UInt8]) -> Head? {
    var reader = WireReader(raw)
    guard let mark = try? reader.raw(4), mark.elementsEqual(WriteAheadSegment.mark), let code = try? reader.byte(),
      let padding = try? reader.raw(3), padding.allSatisfy({ $0 == 0 }), let length = try? reader.uint32(),
      let sequence = try? reader.uint64(), let durable = try? reader.uint64(), let checksum = try? reader.uint32(),
      let own = try? reader.uint32(), UInt32(own) == CRC32C.checksum(raw[..<32])
    else { return nil }
    return Head(code: code, length: length, sequence: sequence, durable: durable, checksum: UInt32(checksum))
  }

  /// Takes a record up; a lost certificate or proposal costs nothing that peers do not have. False for a lost vote.
  private mutating func take(_ head: Head, at place: Int) -> Bool {
    let start = place + WriteAheadSegment.headBytes
    let body = Array(bytes[start..<start + head.length])
    if head.checksum == CRC32C.checksum(body), let record = try? WriteAheadRecord(code: head.code, body: body) {
      records.append(record)
    } else if WriteAheadRecord.binds(head.code) {
      return false
    }
    position = start + head.length
    sequence += 1
    return true
  }

  /// Nothing but a last write that nobody relied on, or damage below what was acknowledged.
  private func verdictOnBadRecord(_ nonce: UInt64) -> Recollection {
    var place = (position + 3) & ~3
    while place + WriteAheadSegment.headBytes <= bytes.count {
      if bytes[place] == WriteAheadSegment.mark[0],
        let head = Self.head(Array(bytes[place..<place + WriteAheadSegment.headBytes])),
        head.sequence > sequence + 1, head.durable > sequence
      {
        return .damaged
      }
      place += 4
    }
    return .tornTail(records, nonce: nonce)
  }
}
