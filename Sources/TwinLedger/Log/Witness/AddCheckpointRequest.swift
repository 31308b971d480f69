/// What a log sends to a witness: its new checkpoint, and a proof that it extends the one the witness saw last.
///
/// Source: C2SP tlog-witness, section "add-checkpoint".
public struct AddCheckpointRequest: Sendable, Hashable {
  /// Most hashes of a consistency proof.
  public static let proofLimit = 63

  /// Size of the checkpoint that the witness saw last, as the log believes.
  public var oldSize: UInt64
  /// Proof of consistency from there.
  public var consistency: MerkleProof
  /// The new checkpoint.
  public var signed: SignedCheckpoint

  /// Puts a request together.
  public init(oldSize: UInt64, consistency: MerkleProof, signed: SignedCheckpoint) {
    self.oldSize = oldSize
    self.consistency = consistency
    self.signed = signed
  }

  /// Reads a request's body; `nil` when it is malformed.
  public init?(_ body: [UInt8]) {
    guard body.count <= SignedNote.byteLimit + 1 << 13, body.starts(with: "old ".utf8) else { return nil }
    var rest = body[4...]
    func line() -> ArraySlice<UInt8>? {
      guard let end = rest.firstIndex(of: 0x0A) else { return nil }
      defer { rest = rest[(end + 1)...] }
      return rest[..<end]
    }
    guard let first = line(), let oldSize = UInt64(canonicalDecimal: String(decoding: first, as: UTF8.self)) else {
      return nil
    }
    self.oldSize = oldSize
    consistency = MerkleProof([])
    while let next = line(), !next.isEmpty {
      guard consistency.hashes.count < Self.proofLimit,
        let hash = Base64.decode(next).flatMap({ Digest32($0) })
      else { return nil }
      consistency.hashes.append(hash)
    }
    guard let signed = try? SignedCheckpoint(rest) else { return nil }
    self.signed = signed
  }

  /// The request's body.
  public var body: [UInt8] {
    Array(("old \(oldSize)\n" + consistency.hashes.map { "\($0.base64)\n" }.joined() + "\n").utf8) + signed.bytes
  }
}
