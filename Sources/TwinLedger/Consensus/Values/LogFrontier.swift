internal import Crypto

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
  public mutating func append(leaf: Digest32) {
    var node = leaf
    var carries = size
    while carries & 1 == 1, let left = peaks.popLast() {
      node = Self.node(left, node)
      carries >>= 1
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

  /// Size and root. Cost: one hash a peak.
  public var head: LogHead {
    guard var root = peaks.last else { return LogHead(size: 0, root: Digest32(sha256: [])) }
    for left in peaks.dropLast().reversed() { root = Self.node(left, root) }
    return LogHead(size: size, root: root)
  }

  /// The hash of an inner node: SHA-256 of a one byte and its children.
  static func node(_ left: Digest32, _ right: Digest32) -> Digest32 {
    Digest32.hashing { hash in
      withUnsafeBytes(of: UInt8(1)) { hash.update(bufferPointer: $0) }
      left.withBytes { hash.update(bufferPointer: $0) }
      right.withBytes { hash.update(bufferPointer: $0) }
    }
  }
}
