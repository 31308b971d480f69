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
    if size == later.size { return root == later.root && proof.isEmpty }
    if size == 0 { return proof.isEmpty && size < later.size }
    guard size < later.size, proof.count <= 128 else { return false }
    var path = proof[...]
    if size.nonzeroBitCount == 1 { path = [root] + path }
    guard let first = path.popFirst() else { return false }
    var (node, last) = (size - 1, later.size - 1)
    while node & 1 == 1 { (node, last) = (node >> 1, last >> 1) }
    var (old, new) = (first, first)
    for step in path {
      if last == 0 { return false }
      if node & 1 == 1 || node == last {
        old = LogFrontier.node(step, old)
        new = LogFrontier.node(step, new)
        while node & 1 == 0 && node != 0 { (node, last) = (node >> 1, last >> 1) }
      } else {
        new = LogFrontier.node(new, step)
      }
      (node, last) = (node >> 1, last >> 1)
    }
    return last == 0 && old == root && new == later.root
  }
}
