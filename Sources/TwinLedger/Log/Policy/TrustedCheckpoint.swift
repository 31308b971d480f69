/// A checkpoint that a policy has judged and found to hold; nothing else makes one.
public struct TrustedCheckpoint: Sendable, Hashable {
  /// A witness that cosigned.
  public struct Cosigner: Sendable, Hashable {
    /// Its key.
    public let key: VerifierKey
    /// When it says it signed, in seconds since 1970-01-01T00:00:00Z.
    public let time: UInt64
  }

  /// The checkpoint with all its signature lines, known and unknown.
  public let signed: SignedCheckpoint
  /// The log's keys that signed.
  public let logKeys: [VerifierKey]
  /// The policy's witnesses that cosigned, in its order.
  public let cosigners: [Cosigner]

  /// What is trusted.
  public var checkpoint: Checkpoint { signed.checkpoint }

  init(signed: SignedCheckpoint, logKeys: [VerifierKey], cosigners: [Cosigner]) {
    self.signed = signed
    self.logKeys = logKeys
    self.cosigners = cosigners
  }
}
