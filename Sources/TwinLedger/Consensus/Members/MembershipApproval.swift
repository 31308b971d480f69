/// One member's written approval of the next epoch's members (rule 12): six lines that may travel by any way, since
/// they count in one chain, one epoch and for one set alone.
///
///     sat-ledger-approval/v1
///     chain 64 hexadecimal digits
///     epoch 0
///     next 64 hexadecimal digits, the hash of the next set
///     member plant-a
///     signature hexadecimal digits
public struct MembershipApproval: Sendable, Hashable {
  /// The chain.
  public let chainID: Digest32
  /// The epoch that is to end.
  public let epoch: UInt64
  /// The hash of the next set.
  public let next: Digest32
  /// Who approves.
  public let member: NodeID
  /// The member's RECONFIGURE vote.
  public let signature: VoteSignature

  private static let title = "sat-ledger-approval/v1"
  /// A file has at most so many bytes.
  public static let maximumBytes = 16 << 10

  /// Approves a set.
  ///
  /// - Throws: `MembershipApprovalError.notAMember` when the signer's key is no present member's, `.noChange`.
  public init(
    of next: MemberSet, in context: VotingContext, by signer: some VoteSigner
  ) throws(MembershipApprovalError) {
    guard let member = context.members.members.first(where: { $0.publicKey == signer.publicKey }),
      let signature = signer.signature(of: context.statement(.reconfigure, view: 0, hash: next.hash))
    else { throw .notAMember(nil) }
    guard next != context.members else { throw .noChange }
    (chainID, epoch, self.next) = (context.chainID, context.epoch, next.hash)
    (self.member, self.signature) = (member.id, signature)
  }

  /// Reads an approval from bytes of which nothing is assumed.
  public init(_ bytes: [UInt8]) throws(MembershipApprovalError) {
    guard bytes.count <= Self.maximumBytes, let text = String(validating: bytes, as: UTF8.self) else {
      throw .malformed(line: 1)
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    guard lines.first == Self.title[...] else { throw .malformed(line: 1) }
    func field(_ name: String, _ line: Int) throws(MembershipApprovalError) -> Substring {
      guard lines.indices.contains(line - 1), lines[line - 1].hasPrefix(name + " ") else {
        throw .malformed(line: line)
      }
      return lines[line - 1].dropFirst(name.count + 1)
    }
    func digest(_ name: String, _ line: Int) throws(MembershipApprovalError) -> Digest32 {
      guard let digest = Hexadecimal.bytes(of: try field(name, line)).flatMap(Digest32.init) else {
        throw .malformed(line: line)
      }
      return digest
    }
    chainID = try digest("chain", 2)
    guard let epoch = UInt64(try field("epoch", 3)) else { throw .malformed(line: 3) }
    next = try digest("next", 4)
    guard let member = NodeID(String(try field("member", 5))) else { throw .malformed(line: 5) }
    guard let signature = Hexadecimal.bytes(of: try field("signature", 6)) else { throw .malformed(line: 6) }
    guard lines.count == 6 else { throw .malformed(line: 7) }
    (self.epoch, self.member, self.signature) = (epoch, member, VoteSignature(signature))
  }

  /// The file's text.
  public var text: String {
    """
    \(Self.title)
    chain \(chainID)
    epoch \(epoch)
    next \(next)
    member \(member)
    signature \(Hexadecimal.text(of: signature.bytes))

    """
  }

  /// The vote that this is, where it counts for `next` in `context`.
  private func vote(
    for next: MemberSet, in context: VotingContext, with verifier: any VoteVerifier
  ) throws(MembershipApprovalError) -> Vote {
    guard chainID == context.chainID else { throw .otherChain(member) }
    guard epoch == context.epoch else { throw .otherEpoch(member, epoch, present: context.epoch) }
    guard self.next == next.hash else { throw .otherSet(member) }
    guard let signer = context.members.position(of: member) else { throw .notAMember(member) }
    let vote = Vote(kind: .reconfigure, view: 0, hash: next.hash, signer: signer, signature: signature)
    guard context.verify(vote, with: verifier) else { throw .badSignature(member) }
    return vote
  }

  /// The change that a quorum's approvals make.
  ///
  /// - Throws: the first approval that does not count and why, or `.tooFew`.
  public static func change(
    to next: MemberSet, approvals: [MembershipApproval], in context: VotingContext, with verifier: any VoteVerifier
  ) throws(MembershipApprovalError) -> Reconfiguration {
    guard next != context.members else { throw .noChange }
    var votes: [Vote] = []
    for approval in approvals { votes.append(try approval.vote(for: next, in: context, with: verifier)) }
    guard let certificate = Certificate(votes), certificate.signers.count >= context.members.quorum else {
      throw .tooFew(Set(votes.map(\.signer)).count, needed: context.members.quorum)
    }
    return Reconfiguration(members: next, approvals: certificate)
  }
}
