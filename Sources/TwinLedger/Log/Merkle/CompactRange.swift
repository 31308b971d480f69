/// A growing tree reduced to what appending and its root need: the roots of its perfect subtrees, at most 64 hashes.
///
/// Appending costs one hash on average; the root costs one per subtree.
public struct CompactRange: Sendable, Equatable {
  /// Number of leaves.
  public private(set) var size: UInt64 = 0
  /// Roots of the perfect subtrees of sizes 2ⁱ for the bits i that are set in `size`, largest first.
  public private(set) var peaks: [MerkleHash] = []

  /// The tree without leaves.
  public init() {}

  /// A tree known by its peaks.
  ///
  /// - Parameter peaks: roots of the perfect subtrees, largest first; as many as `size` has bits set.
  /// - Returns: `nil` when their number does not fit the size.
  public init?(size: UInt64, peaks: [MerkleHash]) {
    guard peaks.count == size.nonzeroBitCount else { return nil }
    self.size = size
    self.peaks = peaks
  }

  /// The root of the tree over all leaves.
  public var root: MerkleHash {
    guard var root = peaks.last else { return .empty }
    for peak in peaks.dropLast().reversed() { root = MerkleHash(left: peak, right: root) }
    return root
  }

  /// Adds a leaf by its hash.
  public mutating func append(_ leaf: MerkleHash) {
    var hash = leaf
    var rest = size
    while rest & 1 == 1 {
      hash = MerkleHash(left: peaks.removeLast(), right: hash)
      rest >>= 1
    }
    peaks.append(hash)
    size += 1
  }
}
