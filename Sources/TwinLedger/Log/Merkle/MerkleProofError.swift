/// Why a Merkle proof proves nothing.
public enum MerkleProofError: Error, Sendable, Equatable {
  /// The index lies outside the tree, or the older tree is empty or larger than the newer one.
  case range(Range<UInt64>, size: UInt64)
  /// A proof for these sizes has another number of hashes.
  case length(expected: Int, got: Int)
  /// The proof leads to another root than that of the (newer) tree.
  case root
  /// The proof leads to another root than that of the older tree or subtree.
  case olderRoot
}

extension MerkleProofError: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .range(let range, let size):
      "no proof can exist for entries \(range.lowerBound)..<\(range.upperBound) in a tree of \(size)"
    case .length(let expected, let got): "the proof has \(got) hashes and needs \(expected)"
    case .root: "the proof does not lead to the tree's root"
    case .olderRoot: "the proof does not lead to the older tree's root"
    }
  }
}
