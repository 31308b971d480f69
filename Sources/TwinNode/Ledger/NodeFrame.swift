public import TwinLedger

/// What stands in one frame on a connection between ledger nodes, or between a node and a client.
///
/// The first byte tells the kind; numbers are big-endian; lists carry their count in four bytes and byte strings their
/// length in four bytes. Nothing is assumed of bytes that are read.
public enum NodeFrame: Sendable, Equatable {
  /// Between members: a message of the consensus.
  case consensus(Message)
  /// Between members: the sender's word that its log has this head.
  case cosignature(Cosignature)
  /// A client's entries, under a number of the client's choice, and whether it wants a proof of each.
  case submit(request: UInt64, entries: [[UInt8]], wantsProof: Bool)
  /// The entries of a request are final at these positions of the log.
  case final(request: UInt64, indices: [UInt64])
  /// A proof that anybody can check offline, for one entry of a request.
  case proof(request: UInt64, position: UInt32, text: [UInt8])
  /// The request was not taken, and why.
  case refused(request: UInt64, reason: String)
  /// A client asks how the node is.
  case statusRequest(request: UInt64)
  /// How the node is, as JSON.
  case status(request: UInt64, json: [UInt8])

  /// Most entries in one submission.
  public static let largestSubmission = 4_096

  /// The frame's bytes.
  public var encoded: [UInt8] {
    var writer = WireWriter()
    write(to: &writer)
    return writer.finish()
  }

  /// The bytes of a frame that answers with blocks, from the blocks' own encodings.
  static func encoded(epoch: UInt64, blocks: [ArraySlice<UInt8>]) -> [UInt8] {
    var writer = WireWriter()
    writer.byte(1)
    Message.write(epoch: epoch, blocks: blocks, to: &writer)
    return writer.finish()
  }

  private func write(to writer: inout WireWriter) {
    switch self {
    case .consensus(let message):
      writer.byte(1)
      message.write(to: &writer)
    case .cosignature(let cosignature):
      writer.byte(2)
      cosignature.write(to: &writer)
    case .submit(let request, let entries, let wantsProof):
      writer.head(16, request)
      writer.byte(wantsProof ? 1 : 0)
      writer.list(entries) { $1.long($0) }
    case .final(let request, let indices):
      writer.head(17, request)
      writer.list(indices) { $1.uint64($0) }
    case .proof(let request, let position, let text):
      writer.head(18, request)
      writer.uint32(Int(position))
      writer.long(text)
    case .refused(let request, let reason):
      writer.head(19, request)
      writer.long(Array(reason.utf8))
    case .statusRequest(let request): writer.head(20, request)
    case .status(let request, let json):
      writer.head(21, request)
      writer.long(json)
    }
  }

  /// Reads a frame from bytes of which nothing is assumed; refuses what `encoded` does not produce.
  public init(_ bytes: [UInt8]) throws(WireError) {
    var reader = WireReader(bytes)
    self = try Self.read(from: &reader)
    try reader.finish()
  }

  private static func read(from reader: inout WireReader) throws(WireError) -> NodeFrame {
    let kind = try reader.byte()
    switch kind {
    case 1: return .consensus(try Message(from: &reader))
    case 2: return .cosignature(try Cosignature(from: &reader))
    default: break
    }
    let request = try reader.uint64()
    switch kind {
    case 16: return try submission(request, from: &reader)
    case 17:
      let indices = try reader.list("indices", limit: largestSubmission, atLeast: 8) { reader throws(WireError) in
        try reader.uint64()
      }
      return .final(request: request, indices: indices)
    case 18:
      let position = UInt32(try reader.uint32())
      return .proof(request: request, position: position, text: try reader.long("proof", limit: reader.left))
    case 19:
      let bytes = try reader.long("reason", limit: reader.left)
      guard let reason = String(validating: bytes, as: UTF8.self) else { throw .notCanonical("a reason") }
      return .refused(request: request, reason: reason)
    case 20: return .statusRequest(request: request)
    case 21: return .status(request: request, json: try reader.long("status", limit: reader.left))
    case let kind: throw .unknown(what: "frame", code: UInt64(kind))
    }
  }

  private static func submission(_ request: UInt64, from reader: inout WireReader) throws(WireError) -> NodeFrame {
    let flag = try reader.byte()
    guard flag <= 1 else { throw .unknown(what: "flag", code: UInt64(flag)) }
    let entries = try reader.list("entries", limit: largestSubmission, atLeast: 5) { reader throws(WireError) in
      let entry = try reader.long("entry", limit: Entry.maximumBytes)
      guard !entry.isEmpty else { throw .notCanonical("an entry is empty") }
      return entry
    }
    guard !entries.isEmpty else { throw .notCanonical("a submission without entries") }
    return .submit(request: request, entries: entries, wantsProof: flag == 1)
  }
}

extension WireWriter {
  /// The kind of a frame between client and node, and the client's number.
  fileprivate mutating func head(_ kind: UInt8, _ request: UInt64) {
    byte(kind)
    uint64(request)
  }
}
