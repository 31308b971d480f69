import Crypto
public import TwinLedger

/// Gathers the members' cosignatures on heads of the log until a quorum has spoken: then a checkpoint is final for
/// everybody who knows the members' keys, without trust in any one of them.
///
/// Each member signs with its own key as a log of the ledger's name (type 0x01) and as a witness of its own name (type
/// 0x04). It cosigns only what it has stored, and never a smaller log after a larger one.
/// Source: C2SP tlog-checkpoint, tlog-cosignature.
struct Cosigning {
  /// Cosignatures are kept for so many heads at most; the smallest are forgotten first.
  static let bound = 1_024

  private let origin: String
  private let member: NodeID
  private let signer: SignerKey
  private let logSigner: SignerKey
  private let quorum: Int
  private let keys: [NodeID: VerifierKey]
  /// Own and others' words, by head; ordered by size when used.
  private var heads: [LogHead: [NodeID: NoteSignature]] = [:]
  /// The largest head that this member cosigned.
  private(set) var signed: LogHead?
  /// The largest checkpoint that a quorum cosigned.
  private(set) var complete: SignedCheckpoint?

  init(_ configuration: LedgerNodeConfiguration, members: MemberSet) throws(NoteError) {
    let seed = Array(configuration.key.rawRepresentation)
    origin = configuration.origin
    member = configuration.member
    signer = try SignerKey(name: configuration.member.description, algorithm: .cosignature, seed: seed)
    logSigner = try SignerKey(name: origin, algorithm: .ed25519, seed: seed)
    quorum = members.quorum
    var keys: [NodeID: VerifierKey] = [:]
    for member in members.members {
      keys[member.id] = try VerifierKey(
        name: member.id.description, algorithm: .cosignature, publicKey: member.publicKey)
    }
    self.keys = keys
  }

  /// Cosigns a head that is stored.
  ///
  /// - Parameter time: seconds since 1970.
  /// - Returns: what to tell the others; `nil` when this head or a larger one was cosigned already.
  mutating func sign(_ head: LogHead, time: UInt64) throws(SigningError) -> Cosignature? {
    guard head.size > signed?.size ?? 0 else { return nil }
    let signature = try signer.sign(Self.checkpoint(origin, head).text, time: time)
    signed = head
    try keep(signature, of: member, on: head, time: time)
    return Cosignature(head: head, signature: signature.bytes)
  }

  /// Takes another member's word.
  ///
  /// - Returns: false when it is no valid cosignature of that member.
  mutating func take(_ cosignature: Cosignature, from member: NodeID, time: UInt64) throws(SigningError) -> Bool {
    guard let key = keys[member] else { return false }
    let head = cosignature.head
    if head.size <= complete?.checkpoint.size ?? 0 || heads[head]?[member] != nil { return true }
    let signature = NoteSignature(name: key.name, keyID: key.keyID, bytes: cosignature.signature)
    guard key.verify(signature, on: Self.checkpoint(origin, head).text) != nil else { return false }
    try keep(signature, of: member, on: head, time: time)
    return true
  }

  private mutating func keep(
    _ signature: NoteSignature, of signatory: NodeID, on head: LogHead, time: UInt64
  ) throws(SigningError) {
    heads[head, default: [:]][signatory] = signature
    if let words = heads[head], words.count >= quorum, head.size > complete?.checkpoint.size ?? 0, words[member] != nil
    {
      var checkpoint = try SignedCheckpoint(Self.checkpoint(origin, head), keys: [logSigner], time: time)
      for (_, word) in words.sorted(by: { $0.key < $1.key }) { checkpoint.add(word) }
      complete = checkpoint
      heads = heads.filter { $0.key.size > head.size }
    }
    if heads.count > Self.bound, let smallest = heads.keys.min(by: { $0.size < $1.size }) { heads[smallest] = nil }
  }

  private static func checkpoint(_ origin: String, _ head: LogHead) -> Checkpoint {
    Checkpoint(origin: origin, size: head.size, root: MerkleHash(head.root.bytes) ?? .empty)
  }
}
