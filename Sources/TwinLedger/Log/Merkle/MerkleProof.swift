/// Hashes that lead from a subtree to the root of a tree, lowest first.
///
/// Source: RFC 9162, sections 2.1.3 and 2.1.4; subtrees: draft-ietf-plants-merkle-tree-certs, section 4.
public struct MerkleProof: Sendable, Hashable {
  /// The hashes in the order of the standard.
  public var hashes: [Digest32]

  /// Takes hashes as received.
  public init(_ hashes: [Digest32]) { self.hashes = hashes }

  /// Checks that the leaf with hash `leaf` is number `index` in the tree of `size` leaves with root `root`.
  public func verifyInclusion(
    of leaf: Digest32, at index: UInt64, size: UInt64, root: Digest32
  ) throws(MerkleProofError) {
    try verifyInclusion(of: leaf, at: index, in: 0..<size, root: root)
  }

  /// Checks that the leaf with hash `leaf` is number `index` of the tree, given the root of a subtree that has it.
  ///
  /// - Parameter subtree: the leaves of the subtree; must start at a multiple of the smallest power of two that is no
  ///   smaller than its length.
  public func verifyInclusion(
    of leaf: Digest32, at index: UInt64, in subtree: Range<UInt64>, root: Digest32
  ) throws(MerkleProofError) {
    let size = subtree.upperBound - subtree.lowerBound
    guard subtree.contains(index), SubtreePath.isAligned(subtree) else { throw .range(index..<index, size: size) }
    let place = index - subtree.lowerBound
    try verify(place..<place + 1, subtreeRoot: leaf, size: size, root: root)
  }

  /// Checks that the tree of `newSize` leaves begins with the leaves of the tree of `oldSize` leaves.
  ///
  /// An empty older tree is refused: it is consistent with everything and proves nothing.
  public func verifyConsistency(
    oldSize: UInt64, oldRoot: Digest32, newSize: UInt64, newRoot: Digest32
  ) throws(MerkleProofError) {
    try verify(0..<oldSize, subtreeRoot: oldRoot, size: newSize, root: newRoot)
  }

  /// Checks that the tree contains the subtree over `subtree`, which must start at a multiple of the smallest power of
  /// two that is no smaller than its length.
  ///
  /// An empty subtree is in every tree that reaches its place, and has the hash of no bytes.
  public func verifyConsistency(
    of subtree: Range<UInt64>, subtreeRoot: Digest32, size: UInt64, root: Digest32
  ) throws(MerkleProofError) {
    guard subtree.isEmpty, subtree.upperBound <= size else {
      return try verify(subtree, subtreeRoot: subtreeRoot, size: size, root: root)
    }
    guard hashes.isEmpty else { throw .length(expected: 0, got: hashes.count) }
    guard subtreeRoot == .empty else { throw .olderRoot }
  }

  /// The root that the proof leads to from the leaf with hash `leaf` as number `index` of `size`.
  public func root(of leaf: Digest32, at index: UInt64, size: UInt64) throws(MerkleProofError) -> Digest32 {
    guard index < size else { throw .range(index..<index, size: size) }
    return try roots(index..<index + 1, subtreeRoot: leaf, size: size).whole
  }

  /// The root of the newer tree that the proof leads to from that of an older one.
  public func root(
    fromOldSize oldSize: UInt64, oldRoot: Digest32, newSize: UInt64
  ) throws(MerkleProofError) -> Digest32 {
    let (part, whole) = try roots(0..<oldSize, subtreeRoot: oldRoot, size: newSize)
    guard part == oldRoot else { throw .olderRoot }
    return whole
  }

  private func verify(
    _ subtree: Range<UInt64>, subtreeRoot: Digest32, size: UInt64, root: Digest32
  ) throws(MerkleProofError) {
    let (part, whole) = try roots(subtree, subtreeRoot: subtreeRoot, size: size)
    guard part == subtreeRoot else { throw .olderRoot }
    guard whole == root else { throw .root }
  }

  /// Where the hashes lead: the subtree's root as they have it, and the tree's.
  private func roots(
    _ subtree: Range<UInt64>, subtreeRoot: Digest32, size: UInt64
  ) throws(MerkleProofError) -> (part: Digest32, whole: Digest32) {
    guard let path = SubtreePath(to: subtree, inTreeOf: size) else { throw .range(subtree, size: size) }
    guard hashes.count == path.proofLength else { throw .length(expected: path.proofLength, got: hashes.count) }
    var siblings = hashes[...]
    var whole = path.remainder == nil ? subtreeRoot : siblings.removeFirst()
    var part = whole
    for (step, _) in path.steps.reversed() {
      let sibling = siblings.removeFirst()
      switch step {
      case .left: whole = Digest32(left: whole, right: sibling)
      case .right: whole = Digest32(left: sibling, right: whole)
      case .across:
        whole = Digest32(left: sibling, right: whole)
        part = Digest32(left: sibling, right: part)
      }
    }
    return (part, whole)
  }
}
