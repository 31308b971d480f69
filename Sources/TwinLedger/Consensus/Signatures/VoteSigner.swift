/// Signs one member's votes.
public protocol VoteSigner: Sendable {
  /// The algorithm, as the member's record must state it.
  var algorithm: VoteAlgorithm { get }
  /// The public key, as the member's record must state it.
  var publicKey: [UInt8] { get }
  /// The signature of a statement, the same whenever it is asked for, or nil where the key fails.
  func signature(of statement: [UInt8]) -> VoteSignature?
}

/// Verifies votes: many signatures of one statement at once, because certificates are that.
public protocol VoteVerifier: Sendable {
  /// Whether each member's signature holds for `statement`; shape `[claim]`.
  func verify(_ statement: [UInt8], _ claims: [VoteClaim]) -> [Bool]
}

/// One member and what is said to be its signature.
public struct VoteClaim: Sendable {
  /// Who is said to have signed.
  public var member: Member
  /// The signature.
  public var signature: VoteSignature

  /// Creates a claim.
  public init(member: Member, signature: VoteSignature) {
    self.member = member
    self.signature = signature
  }
}
