extension WriteAheadRecord {
  /// The byte that says what a record is.
  var code: UInt8 {
    switch self {
    case .vote: 1
    case .certificate: 2
    case .proposal: 3
    case .floor: 4
    }
  }

  /// Whether a record of this code binds: losing another one costs time, losing this one could cost a double vote.
  static func binds(_ code: UInt8) -> Bool { code != 2 && code != 3 }

  var body: [UInt8] {
    var writer = WireWriter()
    switch self {
    case .vote(let epoch, let kind, let view, let hash):
      writer.uint64(epoch)
      writer.byte(kind.rawValue)
      writer.uint64(view)
      writer.digest(hash)
    case .certificate(let epoch, let certificate):
      writer.uint64(epoch)
      certificate.write(to: &writer)
    case .proposal(let proposal): proposal.write(to: &writer)
    case .floor(let epoch, let view):
      writer.uint64(epoch)
      writer.uint64(view)
    }
    return writer.bytes
  }

  init(code: UInt8, body: [UInt8]) throws(WireError) {
    var reader = WireReader(body)
    switch code {
    case 1:
      let epoch = try reader.uint64()
      let kind = try VoteKind(from: &reader)
      let view = try reader.uint64()
      self = .vote(epoch: epoch, kind: kind, view: view, hash: try reader.digest())
    case 2:
      let epoch = try reader.uint64()
      self = .certificate(epoch: epoch, try Certificate(from: &reader))
    case 3: self = .proposal(try Proposal(from: &reader))
    case 4:
      let epoch = try reader.uint64()
      self = .floor(epoch: epoch, view: try reader.uint64())
    default: throw .unknown(what: "record", code: UInt64(code))
    }
    try reader.finish()
  }
}
