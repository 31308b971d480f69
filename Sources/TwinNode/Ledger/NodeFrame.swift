public import TwinLedger

/// What stands in one frame on a connection between ledger nodes, or between a node and a client.
///
/// The first byte tells the kind; numbers are big-endian; lists carry their count in four bytes and byte strings their
/// length in four bytes. Nothing is assumed of bytes that are read.
public enum NodeFrame: Sendable, Equatable {
  /// Between members: a message of the consensus, encoded.
  case consensus([UInt8])
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
    var bytes: [UInt8] = []
    switch self {
    case .consensus(let message):
      bytes.reserveCapacity(message.count + 1)
      bytes.append(1)
      bytes += message
    case .cosignature(let cosignature):
      bytes.append(2)
      cosignature.write(to: &bytes)
    case .submit(let request, let entries, let wantsProof):
      bytes.append(16)
      bytes.append(number: request)
      bytes.append(wantsProof ? 1 : 0)
      bytes.append(number: UInt32(entries.count))
      for entry in entries { bytes.append(string: entry) }
    case .final(let request, let indices):
      bytes.append(17)
      bytes.append(number: request)
      bytes.append(number: UInt32(indices.count))
      for index in indices { bytes.append(number: index) }
    case .proof(let request, let position, let text):
      bytes.append(18)
      bytes.append(number: request)
      bytes.append(number: position)
      bytes.append(string: text)
    case .refused(let request, let reason):
      bytes.append(19)
      bytes.append(number: request)
      bytes.append(string: Array(reason.utf8))
    case .statusRequest(let request):
      bytes.append(20)
      bytes.append(number: request)
    case .status(let request, let json):
      bytes.append(21)
      bytes.append(number: request)
      bytes.append(string: json)
    }
    return bytes
  }

  /// Reads a frame; `nil` for anything that `encoded` does not produce.
  public init?(_ bytes: [UInt8]) {
    guard let kind = bytes.first else { return nil }
    if kind == 1 {
      self = .consensus(Array(bytes.dropFirst()))
      return
    }
    var reader = ByteReader(bytes.dropFirst())
    guard let frame = Self.read(kind, from: &reader), reader.isAtEnd else { return nil }
    self = frame
  }

  private static func read(_ kind: UInt8, from reader: inout ByteReader) -> NodeFrame? {
    if kind == 2 { return Cosignature(from: &reader).map { .cosignature($0) } }
    guard let request = reader.number(UInt64.self) else { return nil }
    switch kind {
    case 16: return submission(request, from: &reader)
    case 17:
      guard let count = reader.number(UInt32.self), reader.left == Int(count) * 8 else { return nil }
      return .final(request: request, indices: (0..<count).compactMap { _ in reader.number(UInt64.self) })
    case 18:
      guard let position = reader.number(UInt32.self), let text = reader.string() else { return nil }
      return .proof(request: request, position: position, text: text)
    case 19:
      guard let bytes = reader.string(), let reason = String(validating: bytes, as: UTF8.self) else { return nil }
      return .refused(request: request, reason: reason)
    case 20: return .statusRequest(request: request)
    case 21: return reader.string().map { .status(request: request, json: $0) }
    default: return nil
    }
  }

  private static func submission(_ request: UInt64, from reader: inout ByteReader) -> NodeFrame? {
    guard let flag = reader.number(UInt8.self), flag <= 1, let count = reader.number(UInt32.self),
      (1...largestSubmission).contains(Int(count))
    else { return nil }
    var entries: [[UInt8]] = []
    entries.reserveCapacity(Int(count))
    for _ in 0..<count {
      guard let entry = reader.string(), (1...Entry.maximumBytes).contains(entry.count) else { return nil }
      entries.append(entry)
    }
    return .submit(request: request, entries: entries, wantsProof: flag == 1)
  }
}
