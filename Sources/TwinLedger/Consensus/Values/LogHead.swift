/// A log's size and Merkle root: what a checkpoint states.
public struct LogHead: Sendable, Hashable {
  /// How many leaves the log has.
  public var size: UInt64
  /// The Merkle tree hash over them. Source: RFC 6962, section 2.1.
  public var root: Digest32

  /// Creates a head.
  public init(size: UInt64, root: Digest32) {
    self.size = size
    self.root = root
  }

  /// Whether `proof` shows that a log with this head only grew into one with the `later` head.
  ///
  /// Source: RFC 9162, section 2.1.4.2. Cost: two hashes a step of the proof, which is logarithmic in the size.
  public func isConsistent(with later: LogHead, proof: [Digest32]) -> Bool {
    if size == 0 { return proof.isEmpty && (later.size > 0 || root == later.root) }
    do throws(MerkleProofError) {
      try MerkleProof(proof).verifyConsistency(
        oldSize: size, oldRoot: root, newSize: later.size, newRoot: later.root)
      return true
    } catch {
      return false
    }
  }
}
