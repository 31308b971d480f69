/// What a proof is made from: the hashes of perfect subtrees of one tree.
public protocol MerkleNodes<Failure> {
  /// What can go wrong when a hash is looked up.
  associatedtype Failure: Error

  /// The root of the subtree over the leaves `index << level ..< (index + 1) << level`, all of which the tree has.
  mutating func hash(level: Int, index: UInt64) throws(Failure) -> Digest32
}

extension MerkleNodes {
  /// The root of the subtree over `leaves`.
  ///
  /// - Parameter leaves: a range whose start is a multiple of the smallest power of two that is no smaller than its
  ///   length; an empty range has the hash of no bytes.
  public mutating func hash(of leaves: Range<UInt64>) throws(Failure) -> Digest32 {
    var peaks: [Digest32] = []
    var start = leaves.lowerBound
    while start < leaves.upperBound {
      let level = 63 - (leaves.upperBound - start).leadingZeroBitCount
      peaks.append(try hash(level: level, index: start >> UInt64(level)))
      start += 1 << UInt64(level)
    }
    guard var root = peaks.last else { return .empty }
    for peak in peaks.dropLast().reversed() { root = Digest32(left: peak, right: root) }
    return root
  }
}
