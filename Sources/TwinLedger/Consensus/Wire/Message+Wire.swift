extension Message {
  private static let version: UInt8 = 1

  /// The canonical encoding: version, epoch, kind, content.
  public var encoded: [UInt8] {
    var writer = WireWriter()
    write(to: &writer)
    return writer.finish()
  }

  /// Writes the canonical encoding.
  package func write(to writer: inout WireWriter) {
    writer.byte(Self.version)
    writer.uint64(epoch)
    content.write(to: &writer)
  }

  /// Writes the canonical encoding of `.blocks`, from the blocks' own encodings, at most `WireLimits.blocks` of them.
  package static func write(epoch: UInt64, blocks: [ArraySlice<UInt8>], to writer: inout WireWriter) {
    writer.byte(version)
    writer.uint64(epoch)
    writer.tagged(9) { $0.list(blocks) { $1.raw($0) } }
  }

  /// Reads a message from bytes of which nothing is assumed. Cost: linear in their number.
  public init(encoded bytes: [UInt8]) throws(WireError) {
    guard bytes.count <= WireLimits.frame else {
      throw .tooLarge(what: "frame", value: UInt64(bytes.count), limit: UInt64(WireLimits.frame))
    }
    var reader = WireReader(bytes)
    try self.init(from: &reader)
    try reader.finish()
  }

  /// Reads a message, up to whose end the reader gets.
  package init(from reader: inout WireReader) throws(WireError) {
    let version = try reader.byte()
    guard version == Self.version else { throw .unknown(what: "version", code: UInt64(version)) }
    epoch = try reader.uint64()
    content = try Content(from: &reader)
  }
}

extension Message.Content {
  func write(to writer: inout WireWriter) {
    switch self {
    case .proposal(let proposal): writer.tagged(1) { proposal.write(to: &$0) }
    case .vote(let vote): writer.tagged(2) { vote.write(to: &$0) }
    case .certificate(let certificate): writer.tagged(3) { certificate.write(to: &$0) }
    case .entries(let entries): writer.tagged(4) { Entry.write(entries, to: &$0) }
    case .status(let status): writer.tagged(5) { status.write(to: &$0) }
    case .statusRequest(let nonce): writer.tagged(6) { $0.uint64(nonce) }
    case .fetch(let fetch): writer.tagged(7) { fetch.write(to: &$0) }
    case .branch(let proposals): writer.tagged(8) { $0.list(proposals) { $0.write(to: &$1) } }
    case .blocks(let blocks): writer.tagged(9) { $0.list(blocks) { $0.write(to: &$1) } }
    case .snapshot(let snapshot): writer.tagged(10) { snapshot.write(to: &$0) }
    }
  }

  init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 1: self = .proposal(try Proposal(from: &reader))
    case 2: self = .vote(try Vote(from: &reader))
    case 3: self = .certificate(try Certificate(from: &reader))
    case 4: self = .entries(try Entry.list(from: &reader))
    case 5: self = .status(try Status(from: &reader))
    case 6: self = .statusRequest(try reader.uint64())
    case 7: self = .fetch(try Fetch(from: &reader))
    case 8:
      self = .branch(
        try reader.list("branch", limit: WireLimits.blocks, atLeast: BlockHeader.wireBytes) {
          reader throws(WireError) in try Proposal(from: &reader)
        })
    case 9:
      self = .blocks(
        try reader.list("blocks", limit: WireLimits.blocks, atLeast: BlockHeader.wireBytes) {
          reader throws(WireError) in try FinalizedBlock(from: &reader)
        })
    case 10: self = .snapshot(try Snapshot(from: &reader))
    case let code: throw .unknown(what: "message", code: UInt64(code))
    }
  }
}

extension WireWriter {
  fileprivate mutating func tagged(_ code: UInt8, _ write: (inout WireWriter) -> Void) {
    byte(code)
    write(&self)
  }
}

extension Status {
  func write(to writer: inout WireWriter) {
    writer.uint64(nonce)
    writer.uint64(view)
    writer.uint64(height)
    writer.list(certificates) { $0.write(to: &$1) }
    writer.list(votes) { $0.write(to: &$1) }
  }

  init(from reader: inout WireReader) throws(WireError) {
    nonce = try reader.uint64()
    view = try reader.uint64()
    height = try reader.uint64()
    certificates = try reader.list("certificates", limit: WireLimits.status, atLeast: Certificate.leastBytes) {
      reader throws(WireError) in try Certificate(from: &reader)
    }
    votes = try reader.list("votes", limit: WireLimits.status, atLeast: 45) { reader throws(WireError) in
      try Vote(from: &reader)
    }
  }
}

extension Fetch {
  func write(to writer: inout WireWriter) {
    writer.uint64(height)
    writer.uint64(log.size)
    writer.digest(log.root)
    writer.uint64(view)
    writer.digest(hash)
  }

  init(from reader: inout WireReader) throws(WireError) {
    height = try reader.uint64()
    let size = try reader.uint64()
    log = LogHead(size: size, root: try reader.digest())
    view = try reader.uint64()
    hash = try reader.digest()
  }
}
