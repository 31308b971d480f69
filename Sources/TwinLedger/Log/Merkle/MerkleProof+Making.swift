extension MerkleProof {
  /// Proves that a tree of `size` leaves contains number `index`, which must be smaller.
  public static func inclusion<Nodes: MerkleNodes>(
    of index: UInt64, size: UInt64, nodes: inout Nodes
  ) throws(Nodes.Failure) -> MerkleProof {
    try consistency(of: index..<index + 1, size: size, nodes: &nodes)
  }

  /// Proves that a tree of `size` leaves contains the subtree over `subtree`, for `0..<n` that it begins with an older
  /// tree of n leaves.
  ///
  /// - Parameter subtree: not empty, within the tree, and starting at a multiple of the smallest power of two that is
  ///   no smaller than its length.
  public static func consistency<Nodes: MerkleNodes>(
    of subtree: Range<UInt64>, size: UInt64, nodes: inout Nodes
  ) throws(Nodes.Failure) -> MerkleProof {
    guard let path = SubtreePath(to: subtree, inTreeOf: size) else {
      preconditionFailure("no proof exists for \(subtree) in a tree of \(size)")
    }
    var hashes: [Digest32] = []
    if let remainder = path.remainder { hashes.append(try nodes.hash(of: remainder)) }
    for (_, sibling) in path.steps.reversed() { hashes.append(try nodes.hash(of: sibling)) }
    return MerkleProof(hashes)
  }
}
