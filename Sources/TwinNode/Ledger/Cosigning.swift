import Crypto
import TwinLedger

/// Gathers the members' cosignatures on heads of the log until a quorum has spoken: then a checkpoint is final for
/// everybody who knows the members' keys, without trust in any one of them.
///
/// Each member signs with its own key as a log of the ledger's name (type 0x01) and as a witness of its own name (type
/// 0x04). It cosigns only what it has stored, and never a smaller log after a larger one. So that members speak about
/// the same head although each stores at its own moments, who has stored first proposes a head by cosigning it, and the
/// others follow as soon as they have stored it; the largest head proposed wins.
/// Source: C2SP tlog-checkpoint, tlog-cosignature.
struct Cosigning {
  /// A member's words are kept for so many heads at most, and so many own heads; the oldest are forgotten first.
  static let bound = (words: 8, heads: 1_024)
  /// After so many stores without a quorum for the head signed last, a new one is proposed.
  static let patience = 8

  private let origin: String
  private let member: NodeID
  private let signer: SignerKey
  private let logSigner: SignerKey
  private var quorum = 0
  private var keys: [NodeID: VerifierKey] = [:]
  /// Heads that this member has stored and not signed, in order.
  private var stored: [LogHead] = []
  /// What each member said last, oldest first.
  private var words: [NodeID: [(head: LogHead, signature: NoteSignature)]] = [:]
  /// Stores since this member signed.
  private var storesSinceSigned = 0
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
    try replaceMembers(members)
  }

  /// From now on these are the members.
  mutating func replaceMembers(_ members: MemberSet) throws(NoteError) {
    var keys: [NodeID: VerifierKey] = [:]
    for member in members.members {
      keys[member.id] = try VerifierKey(
        name: member.id.description, algorithm: .cosignature, publicKey: member.publicKey)
    }
    (self.keys, quorum) = (keys, members.quorum)
    words = words.filter { keys[$0.key] != nil }
  }

  /// Takes note of heads up to which the log is stored, in order.
  mutating func store(_ heads: [LogHead]) {
    stored += heads.filter { $0.size > signed?.size ?? 0 }
    storesSinceSigned += 1
    if stored.count > Self.bound.heads { stored.removeFirst(stored.count - Self.bound.heads) }
  }

  /// Cosigns the head that is due: the largest that another member proposed and this one has stored, or its own newest
  /// one when none is under way.
  ///
  /// - Parameter time: seconds since 1970.
  /// - Returns: what to tell the others; `nil` when nothing is due.
  mutating func sign(time: UInt64) throws(SigningError) -> Cosignature? {
    guard keys[member] != nil, let head = due() else { return nil }
    let signature = try signer.sign(Self.checkpoint(origin, head).text, time: time)
    signed = head
    storesSinceSigned = 0
    stored.removeAll { $0.size <= head.size }
    keep(signature, of: member, on: head)
    try conclude(head, time: time)
    return Cosignature(head: head, signature: signature.bytes)
  }

  private func due() -> LogHead? {
    let proposed = stored.last { head in
      words.contains { $0.key != member && $0.value.contains { $0.head == head } }
    }
    if let proposed { return proposed }
    let isUnderWay = signed?.size ?? 0 > complete?.checkpoint.size ?? 0
    return isUnderWay && storesSinceSigned <= Self.patience ? nil : stored.last
  }

  /// Takes another member's word.
  ///
  /// - Returns: false when it is no valid cosignature of that member.
  mutating func take(_ cosignature: Cosignature, from member: NodeID, time: UInt64) throws(SigningError) -> Bool {
    guard let key = keys[member] else { return false }
    let head = cosignature.head
    let isKnown = words[member]?.contains { $0.head == head } == true
    if head.size <= complete?.checkpoint.size ?? 0 || isKnown { return true }
    let signature = NoteSignature(name: key.name, keyID: key.keyID, bytes: cosignature.signature)
    guard key.verify(signature, on: Self.checkpoint(origin, head).text) != nil else { return false }
    keep(signature, of: member, on: head)
    try conclude(head, time: time)
    return true
  }

  private mutating func keep(_ signature: NoteSignature, of signatory: NodeID, on head: LogHead) {
    words[signatory, default: []].append((head, signature))
    if words[signatory]!.count > Self.bound.words { words[signatory]!.removeFirst() }
  }

  /// Makes the checkpoint when a quorum, this member among them, has spoken about a head.
  private mutating func conclude(_ head: LogHead, time: UInt64) throws(SigningError) {
    guard head.size > complete?.checkpoint.size ?? 0 else { return }
    let spoken = words.compactMapValues { list in list.last { $0.head == head }?.signature }
    guard spoken.count >= quorum, spoken[member] != nil else { return }
    var checkpoint = try SignedCheckpoint(Self.checkpoint(origin, head), keys: [logSigner], time: time)
    for (_, word) in spoken.sorted(by: { $0.key < $1.key }) { checkpoint.add(word) }
    complete = checkpoint
    for name in words.keys { words[name]?.removeAll { $0.head.size <= head.size } }
  }

  private static func checkpoint(_ origin: String, _ head: LogHead) -> Checkpoint {
    Checkpoint(origin: origin, size: head.size, root: head.root)
  }
}
