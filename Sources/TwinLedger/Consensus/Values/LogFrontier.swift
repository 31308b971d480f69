/// The right edge of a Merkle tree: enough to append leaves and to state the root, in logarithmic space.
///
/// Source: RFC 6962, section 2.1 (the tree); the peaks are the roots of its complete subtrees, largest first.
public struct LogFrontier: Sendable, Hashable {
  /// How many leaves were appended.
  public private(set) var size: UInt64
  /// Roots of the complete subtrees, one for each one bit of `size`, from the highest bit down.
  public private(set) var peaks: [Digest32]

  /// The frontier of the empty log.
  public init() { (size, peaks) = (0, []) }

  /// A frontier read from elsewhere; nil unless there is one peak for each one bit of `size`.
  public init?(size: UInt64, peaks: [Digest32]) {
    guard peaks.count == size.nonzeroBitCount else { return nil }
    (self.size, self.peaks) = (size, peaks)
  }

  /// Appends one leaf hash. Cost: one hash on average, logarithmically many at most.
  public mutating func append(leaf: Digest32) { append(leaf: leaf) { _, _ in } }

  /// Appends one leaf hash, and shows every subtree that it completes: its height, 0 for the leaf itself, and its root.
  @inline(__always)
  mutating func append(leaf: Digest32, showing show: (_ height: Int, _ root: Digest32) -> Void) {
    var node = leaf
    var height = 0
    show(height, node)
    while size >> UInt64(height) & 1 == 1, let left = peaks.popLast() {
      node = Digest32(left: left, right: node)
      height += 1
      show(height, node)
    }
    peaks.append(node)
    size += 1
  }

  /// The frontier with these entries appended.
  public func appending(_ entries: [Entry]) -> LogFrontier {
    var next = self
    for entry in entries { next.append(leaf: entry.leaf) }
    return next
  }

  /// The root over all leaves. Cost: one hash a peak.
  public var root: Digest32 {
    guard var root = peaks.last else { return .empty }
    for left in peaks.dropLast().reversed() { root = Digest32(left: left, right: root) }
    return root
  }

  /// Size and root.
  public var head: LogHead { LogHead(size: size, root: root) }
}
