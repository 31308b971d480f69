/// A quorum's votes of one kind on one view and block: a bitmap of the signers and their signatures in order.
public struct Certificate: Sendable, Hashable {
  /// What the members said.
  public var kind: VoteKind
  /// The view they said it about.
  public var view: UInt64
  /// The block they said it about; zero for skips.
  public var hash: Digest32
  /// Who said it.
  public var signers: MemberBits
  /// One signature for each signer, in the order of the members.
  public var signatures: [VoteSignature]

  /// Creates a certificate. Nothing is verified here.
  public init(kind: VoteKind, view: UInt64, hash: Digest32, signers: MemberBits, signatures: [VoteSignature]) {
    self.kind = kind
    self.view = view
    self.hash = hash
    self.signers = signers
    self.signatures = signatures
  }

  /// Gathers votes of one kind, view and block; of several by one signer the first counts.
  public init?(_ votes: [Vote]) {
    guard let first = votes.first else { return nil }
    self.init(kind: first.kind, view: first.view, hash: first.hash, signers: MemberBits(), signatures: [])
    for vote in votes.sorted(by: { $0.signer < $1.signer }) where !signers.contains(vote.signer) {
      guard vote.kind == kind, vote.view == view, vote.hash == hash else { return nil }
      signers.insert(vote.signer)
      signatures.append(vote.signature)
    }
  }

  /// The single votes in it, in the order of the members.
  public var votes: [Vote] {
    zip(signers, signatures).map { Vote(kind: kind, view: view, hash: hash, signer: $0, signature: $1) }
  }
}
