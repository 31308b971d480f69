/// What replicas say to each other.
///
/// The shell vouches for who sent it (mutual TLS); what must hold for third parties is signed inside.
public struct Message: Sendable, Hashable {
  /// The sender's epoch.
  public var epoch: UInt64
  /// What is said.
  public var content: Content

  /// Creates a message.
  public init(epoch: UInt64, _ content: Content) {
    self.epoch = epoch
    self.content = content
  }

  /// The kinds of message.
  public enum Content: Sendable, Hashable {
    /// PROPOSE: a leader's block.
    case proposal(Proposal)
    /// NOTAR, SKIP or FINAL of the sender.
    case vote(Vote)
    /// CERT: q votes of one kind.
    case certificate(Certificate)
    /// Entries submitted at the sender and not yet final.
    case entries([Entry])
    /// STATUS: where the sender stands.
    case status(Status)
    /// A wish for a status that repeats this number (rule 9).
    case statusRequest(UInt64)
    /// FETCH: a wish for blocks.
    case fetch(Fetch)
    /// RESP to a fetch: proposals not yet final, ancestors first.
    case branch([Proposal])
    /// RESP to a fetch: consecutive final blocks.
    case blocks([FinalizedBlock])
    /// RESP to a fetch from far behind.
    case snapshot(Snapshot)
  }
}

/// Where a replica stands, with what proves it (rules 9 and 10).
public struct Status: Sendable, Hashable {
  /// The number of the request that this answers; 0 where nobody asked.
  public var nonce: UInt64
  /// The view it is in.
  public var view: UInt64
  /// The height of its final tip.
  public var height: UInt64
  /// The certificate of its tip, and all above it.
  public var certificates: [Certificate]
  /// Its own votes above the tip.
  public var votes: [Vote]

  /// Creates a status.
  public init(nonce: UInt64, view: UInt64, height: UInt64, certificates: [Certificate], votes: [Vote]) {
    self.nonce = nonce
    self.view = view
    self.height = height
    self.certificates = certificates
    self.votes = votes
  }
}

/// A wish for what the sender lacks (rule 11).
public struct Fetch: Sendable, Hashable {
  /// The sender's final height: it wants the blocks after it.
  public var height: UInt64
  /// The sender's log: a snapshot must grow out of it.
  public var log: LogHead
  /// A block it needs that may not be final yet.
  public var view: UInt64
  /// That block's hash; zero where it needs final blocks only.
  public var hash: Digest32

  /// Creates a wish.
  public init(height: UInt64, log: LogHead, view: UInt64, hash: Digest32) {
    self.height = height
    self.log = log
    self.view = view
    self.hash = hash
  }
}
