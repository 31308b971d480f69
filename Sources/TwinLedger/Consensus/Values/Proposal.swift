/// A leader's block with its justification and signature.
public struct Proposal: Sendable, Hashable {
  /// The block put forward.
  public var block: Block
  /// Why it may extend its parent.
  public var justification: Justification
  /// The leader's signature over PROPOSE(view, hash).
  public var signature: VoteSignature

  /// Creates a proposal.
  public init(block: Block, justification: Justification, signature: VoteSignature) {
    self.block = block
    self.justification = justification
    self.signature = signature
  }
}
