/// What every statement of one epoch has in common, so that no signature counts in another chain, epoch or set.
public struct VotingContext: Sendable, Hashable {
  /// The chain.
  public let chainID: Digest32
  /// The epoch.
  public let epoch: UInt64
  /// The members who may vote.
  public let members: MemberSet
  private let prefix: [UInt8]

  /// The context of one epoch.
  public init(chainID: Digest32, epoch: UInt64, members: MemberSet) {
    self.chainID = chainID
    self.epoch = epoch
    self.members = members
    var writer = WireWriter()
    writer.raw(Array("SAT-LEDGER-V1".utf8))
    writer.digest(chainID)
    writer.uint64(epoch)
    writer.digest(members.hash)
    prefix = writer.bytes
  }

  /// The bytes that are signed: "SAT-LEDGER-V1" ‖ chainId ‖ epoch ‖ memberSetHash ‖ type ‖ view ‖ hash; 126 bytes.
  public func statement(_ kind: VoteKind, view: UInt64, hash: Digest32) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(prefix.count + 41)
    bytes.append(contentsOf: prefix)
    bytes.append(kind.rawValue)
    withUnsafeBytes(of: view.bigEndian) { bytes.append(contentsOf: $0) }
    hash.withBytes { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// Whether one vote's signature holds.
  public func verify(_ vote: Vote, with verifier: any VoteVerifier) -> Bool {
    guard members.members.indices.contains(vote.signer) else { return false }
    let claim = VoteClaim(member: members.members[vote.signer], signature: vote.signature)
    return verifier.verify(statement(vote.kind, view: vote.view, hash: vote.hash), [claim]) == [true]
  }

  /// Whether a certificate is well formed, has `quorum` votes, and every signature holds.
  public func verify(_ certificate: Certificate, quorum: Int? = nil, with verifier: any VoteVerifier) -> Bool {
    guard certificate.signers.bound <= members.count, certificate.signers.count >= quorum ?? members.quorum,
      certificate.signatures.count == certificate.signers.count
    else { return false }
    let claims = zip(certificate.signers, certificate.signatures).map {
      VoteClaim(member: members.members[$0], signature: $1)
    }
    let statement = statement(certificate.kind, view: certificate.view, hash: certificate.hash)
    return !verifier.verify(statement, claims).contains(false)
  }
}
