import TwinLedger

/// The nodes of a tree computed straight from the definition, for comparison. Source: RFC 9162, section 2.1.1.
struct LeafNodes: MerkleNodes {
  var leaves: [Digest32]

  func hash(level: Int, index: UInt64) throws(Never) -> Digest32 {
    let start = Int(index) << level
    return Self.root(leaves[start..<start + 1 << level])
  }

  /// MTH of the definition.
  static func root(_ leaves: ArraySlice<Digest32>) -> Digest32 {
    if leaves.isEmpty { return .empty }
    if leaves.count == 1 { return leaves[leaves.startIndex] }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    let middle = leaves.startIndex + half
    return Digest32(left: root(leaves[..<middle]), right: root(leaves[middle...]))
  }

  /// As many different leaves.
  static func numbered(_ count: Int, seed: UInt8 = 0) -> [Digest32] {
    (0..<count).map { Digest32(leaf: [seed, UInt8($0 >> 8), UInt8($0 & 0xFF)]) }
  }
}
