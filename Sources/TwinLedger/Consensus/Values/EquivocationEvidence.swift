/// Two statements signed by one key that no honest member signs both (rule 13).
public struct EquivocationEvidence: Sendable, Hashable {
  /// The epoch whose member signed.
  public var epoch: UInt64
  /// The smaller statement: by kind, then by hash.
  public var first: Vote
  /// The larger statement.
  public var second: Vote

  /// Pairs two votes of one signer and view, or nil where an honest member could have signed both.
  ///
  /// Conflicts: PROPOSE/PROPOSE, NOTAR/NOTAR and FINAL/FINAL with different hashes, FINAL with SKIP.
  public init?(epoch: UInt64, _ one: Vote, _ other: Vote) {
    guard one.signer == other.signer, one.view == other.view else { return nil }
    switch (one.kind, other.kind) {
    case (.propose, .propose), (.notarize, .notarize), (.finalize, .finalize):
      guard one.hash != other.hash else { return nil }
    case (.finalize, .skip), (.skip, .finalize): break
    default: return nil
    }
    self.epoch = epoch
    let inOrder = (one.kind, one.hash) < (other.kind, other.hash)
    (first, second) = inOrder ? (one, other) : (other, one)
  }

  /// Whether both signatures hold in `context`, which must be that of the evidence's epoch.
  public func isProven(in context: VotingContext, with verifier: any VoteVerifier) -> Bool {
    epoch == context.epoch && context.verify(first, with: verifier) && context.verify(second, with: verifier)
  }
}
