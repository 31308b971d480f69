/// The way from the root of a tree down to one of its subtrees, from which proofs are made and checked.
///
/// Every proof of the log is about a subtree: an inclusion proof about a single leaf, a consistency proof about the
/// leaves an older tree had. Source: RFC 9162, sections 2.1.3.1 and 2.1.4.1; draft-ietf-plants-merkle-tree-certs,
/// section 4.
struct SubtreePath {
  /// One step down.
  enum Step {
    /// The subtree lies in the left half.
    case left
    /// The subtree lies in the right half.
    case right
    /// The subtree begins with the whole left half.
    case across
  }

  /// Steps from the root downwards, each with the range of the half that the proof names.
  private(set) var steps: [(step: Step, sibling: Range<UInt64>)] = []
  /// The range below the last step that the proof names first; `nil` when that is the subtree itself.
  private(set) var remainder: Range<UInt64>?

  /// Number of hashes of the proof.
  var proofLength: Int { steps.count + (remainder == nil ? 0 : 1) }

  /// - Returns: `nil` when `subtree` is empty, exceeds the tree, or its start is no multiple of the smallest power of
  ///   two that is no smaller than its length.
  init?(to subtree: Range<UInt64>, inTreeOf size: UInt64) {
    guard !subtree.isEmpty, subtree.upperBound <= size, Self.isAligned(subtree) else { return nil }
    var base: UInt64 = 0
    var count = size
    var (low, high) = (subtree.lowerBound, subtree.upperBound)
    var isSubtree = true
    while !(low == 0 && high == count) {
      let half: UInt64 = 1 << UInt64(63 - (count - 1).leadingZeroBitCount)
      if high <= half {
        steps.append((.left, base + half..<base + count))
        count = half
        continue
      }
      steps.append((low >= half ? .right : .across, base..<base + half))
      if low >= half { low -= half } else { isSubtree = false }
      high -= half
      count -= half
      base += half
    }
    if !isSubtree { remainder = base..<base + count }
  }

  /// Whether the start of a range that is not empty is a multiple of the smallest power of two that is no smaller than
  /// its length.
  static func isAligned(_ range: Range<UInt64>) -> Bool {
    let length = range.upperBound - range.lowerBound
    let levels = UInt64(length == 1 ? 0 : 64 - (length - 1).leadingZeroBitCount)
    // A length above 2⁶³ leaves only the start 0.
    return levels >= 64 ? range.lowerBound == 0 : range.lowerBound & (1 << levels - 1) == 0
  }
}
