extension VoteSignature {
  func write(to writer: inout WireWriter) { writer.short(bytes) }
  init(from reader: inout WireReader) throws(WireError) {
    self.init(try reader.short("signature", limit: Self.maximumBytes))
  }
}

extension VoteKind {
  init(from reader: inout WireReader) throws(WireError) {
    let code = try reader.byte()
    guard let kind = VoteKind(rawValue: code) else { throw .unknown(what: "vote", code: UInt64(code)) }
    self = kind
  }
}

extension MemberBits {
  func write(to writer: inout WireWriter) {
    writer.uint64(UInt64(truncatingIfNeeded: bits >> 64))
    writer.uint64(UInt64(truncatingIfNeeded: bits))
  }
  init(from reader: inout WireReader) throws(WireError) {
    let high = UInt128(try reader.uint64())
    self.init(bits: high << 64 | UInt128(try reader.uint64()))
  }
}

extension Vote {
  func write(to writer: inout WireWriter) {
    writer.byte(kind.rawValue)
    writer.uint64(view)
    writer.digest(hash)
    writer.uint16(signer)
    signature.write(to: &writer)
  }

  init(from reader: inout WireReader) throws(WireError) {
    let kind = try VoteKind(from: &reader)
    let view = try reader.uint64()
    let hash = try reader.digest()
    guard kind != .skip || hash == .zero else { throw .notCanonical("a skip names no block") }
    let signer = try reader.uint16()
    guard signer < MemberSet.maximumCount else {
      throw .tooLarge(what: "signer", value: UInt64(signer), limit: UInt64(MemberSet.maximumCount - 1))
    }
    self.init(kind: kind, view: view, hash: hash, signer: signer, signature: try VoteSignature(from: &reader))
  }
}

extension Certificate {
  static let leastBytes = 57

  func write(to writer: inout WireWriter) {
    writer.byte(kind.rawValue)
    writer.uint64(view)
    writer.digest(hash)
    signers.write(to: &writer)
    for signature in signatures { signature.write(to: &writer) }
  }

  init(from reader: inout WireReader) throws(WireError) {
    let kind = try VoteKind(from: &reader)
    let view = try reader.uint64()
    let hash = try reader.digest()
    guard kind != .skip || hash == .zero else { throw .notCanonical("a skip names no block") }
    let signers = try MemberBits(from: &reader)
    var signatures: [VoteSignature] = []
    for _ in 0..<signers.count { signatures.append(try VoteSignature(from: &reader)) }
    self.init(kind: kind, view: view, hash: hash, signers: signers, signatures: signatures)
  }
}

extension EquivocationEvidence {
  func write(to writer: inout WireWriter) {
    writer.uint64(epoch)
    first.write(to: &writer)
    second.write(to: &writer)
  }

  init(from reader: inout WireReader) throws(WireError) {
    let epoch = try reader.uint64()
    let first = try Vote(from: &reader)
    let second = try Vote(from: &reader)
    guard let evidence = EquivocationEvidence(epoch: epoch, first, second) else {
      throw .notCanonical("these votes do not conflict")
    }
    guard evidence.first == first else { throw .notCanonical("the smaller vote comes first") }
    self = evidence
  }
}
