/// One member's signed word on one view.
public struct Vote: Sendable, Hashable {
  /// What it says.
  public var kind: VoteKind
  /// The view it is about.
  public var view: UInt64
  /// The block it is about; zero for a skip.
  public var hash: Digest32
  /// Who says it: position in the epoch's member set.
  public var signer: Int
  /// The signature over the epoch's statement of `kind`, `view` and `hash`.
  public var signature: VoteSignature

  /// Creates a vote.
  public init(kind: VoteKind, view: UInt64, hash: Digest32, signer: Int, signature: VoteSignature) {
    self.kind = kind
    self.view = view
    self.hash = hash
    self.signer = signer
    self.signature = signature
  }
}
