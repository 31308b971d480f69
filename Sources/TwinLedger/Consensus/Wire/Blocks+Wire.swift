extension BlockHeader {
  static let wireBytes = 136

  /// Bytes of a header's canonical encoding, with which a block's begins.
  public static var encodedBytes: Int { wireBytes }

  /// Reads the header with which the encoding of a block begins; nil where there are too few bytes.
  public init?(encodedPrefix bytes: some Collection<UInt8>) {
    var reader = WireReader(Array(bytes))
    guard let header = try? BlockHeader(from: &reader) else { return nil }
    self = header
  }

  func write(to writer: inout WireWriter) {
    writer.uint64(epoch)
    writer.uint64(view)
    writer.uint64(height)
    writer.uint64(parentView)
    writer.digest(parent)
    writer.digest(justification)
    writer.uint64(log.size)
    writer.digest(log.root)
  }

  init(from reader: inout WireReader) throws(WireError) {
    epoch = try reader.uint64()
    view = try reader.uint64()
    height = try reader.uint64()
    parentView = try reader.uint64()
    parent = try reader.digest()
    justification = try reader.digest()
    let size = try reader.uint64()
    log = LogHead(size: size, root: try reader.digest())
  }
}

extension Entry {
  static func write(_ entries: [Entry], to writer: inout WireWriter) {
    writer.list(entries) { $1.short($0.bytes) }
  }

  static func list(from reader: inout WireReader) throws(WireError) -> [Entry] {
    var total = 0
    return try reader.list("entries", limit: WireLimits.entries, atLeast: 3) { reader throws(WireError) in
      let bytes = try reader.short("entry", limit: maximumBytes)
      guard !bytes.isEmpty else { throw .notCanonical("an entry is empty") }
      total += bytes.count
      guard total <= WireLimits.blockBytes else {
        throw .tooLarge(what: "entries' bytes", value: UInt64(total), limit: UInt64(WireLimits.blockBytes))
      }
      return Entry(checked: bytes)
    }
  }
}

extension Block {
  func write(to writer: inout WireWriter) {
    header.write(to: &writer)
    Entry.write(entries, to: &writer)
  }

  init(from reader: inout WireReader) throws(WireError) {
    let header = try BlockHeader(from: &reader)
    self.init(header: header, entries: try Entry.list(from: &reader))
  }
}

extension Justification {
  func write(to writer: inout WireWriter) {
    writer.byte(parent == nil ? 0 : 1)
    parent?.write(to: &writer)
    writer.list(skips) { $0.write(to: &$1) }
  }

  init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 0: parent = nil
    case 1: parent = try Certificate(from: &reader)
    case let code: throw .unknown(what: "justification", code: UInt64(code))
    }
    skips = try reader.list("skips", limit: WireLimits.skips, atLeast: Certificate.leastBytes) {
      reader throws(WireError) in try Certificate(from: &reader)
    }
  }
}

extension Proposal {
  func write(to writer: inout WireWriter) {
    block.write(to: &writer)
    justification.write(to: &writer)
    signature.write(to: &writer)
  }

  init(from reader: inout WireReader) throws(WireError) {
    block = try Block(from: &reader)
    justification = try Justification(from: &reader)
    signature = try VoteSignature(from: &reader)
  }
}

extension FinalityProof {
  func write(to writer: inout WireWriter) {
    writer.list(path) { $0.write(to: &$1) }
    certificate.write(to: &writer)
  }

  init(from reader: inout WireReader) throws(WireError) {
    path = try reader.list("path", limit: WireLimits.path, atLeast: BlockHeader.wireBytes) {
      reader throws(WireError) in try BlockHeader(from: &reader)
    }
    certificate = try Certificate(from: &reader)
  }
}

extension FinalizedBlock {
  func write(to writer: inout WireWriter) {
    block.write(to: &writer)
    writer.byte(proof == nil ? 0 : 1)
    proof?.write(to: &writer)
  }

  init(from reader: inout WireReader) throws(WireError) {
    block = try Block(from: &reader)
    switch try reader.byte() {
    case 0: proof = nil
    case 1: proof = try FinalityProof(from: &reader)
    case let code: throw .unknown(what: "finality proof", code: UInt64(code))
    }
  }

  /// The canonical encoding, as replicas store it.
  public var encoded: [UInt8] {
    var writer = WireWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// Appends the canonical encoding behind its length in four bytes.
  public func append(lengthAndEncodingTo bytes: inout [UInt8]) {
    let start = bytes.count
    var writer = WireWriter(bytes: bytes)
    bytes = []
    writer.uint32(0)
    write(to: &writer)
    bytes = writer.finish()
    withUnsafeBytes(of: UInt32(bytes.count - start - 4).bigEndian) {
      bytes.replaceSubrange(start..<start + 4, with: $0)
    }
  }

  /// Reads the canonical encoding.
  public init(encoded bytes: [UInt8]) throws(WireError) {
    var reader = WireReader(bytes)
    try self.init(from: &reader)
    try reader.finish()
  }
}

extension LogFrontier {
  func write(to writer: inout WireWriter) {
    writer.uint64(size)
    for peak in peaks { writer.digest(peak) }
  }

  init(from reader: inout WireReader) throws(WireError) {
    let size = try reader.uint64()
    var peaks: [Digest32] = []
    for _ in 0..<size.nonzeroBitCount { peaks.append(try reader.digest()) }
    guard let frontier = LogFrontier(size: size, peaks: peaks) else { throw .notCanonical("a log's edge") }
    self = frontier
  }
}

extension Snapshot {
  func write(to writer: inout WireWriter) {
    anchor.write(to: &writer)
    frontier.write(to: &writer)
    writer.list(consistency) { $1.digest($0) }
  }

  init(from reader: inout WireReader) throws(WireError) {
    anchor = try FinalizedBlock(from: &reader)
    frontier = try LogFrontier(from: &reader)
    consistency = try reader.list("consistency proof", limit: WireLimits.hashes * 2, atLeast: 32) {
      reader throws(WireError) in try reader.digest()
    }
  }
}
