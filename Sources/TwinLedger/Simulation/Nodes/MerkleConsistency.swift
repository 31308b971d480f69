/// Consistency proofs out of all leaves. Source: RFC 6962, section 2.1.2. Cost: linear in the leaves.
enum MerkleConsistency {
  /// The proof that the tree over the first `size` leaves grew into the tree over all of them.
  static func proof(from size: Int, in leaves: ArraySlice<Digest32>) -> [Digest32] {
    guard size > 0, size < leaves.count else { return [] }
    return subproof(size, leaves, isWhole: true)
  }

  private static func subproof(_ size: Int, _ leaves: ArraySlice<Digest32>, isWhole: Bool) -> [Digest32] {
    if size == leaves.count { return isWhole ? [] : [root(leaves)] }
    let split = 1 << (Int.bitWidth - 1 - (leaves.count - 1).leadingZeroBitCount)
    let (left, right) = (leaves.prefix(split), leaves.dropFirst(split))
    return size <= split
      ? subproof(size, left, isWhole: isWhole) + [root(right)]
      : subproof(size - split, right, isWhole: false) + [root(left)]
  }

  private static func root(_ leaves: ArraySlice<Digest32>) -> Digest32 {
    var frontier = LogFrontier()
    for leaf in leaves { frontier.append(leaf: leaf) }
    return frontier.head.root
  }
}
