import TwinLedger

/// A whole log in memory: entries, checkpoints of every size, proofs.
struct MemoryTree {
  var entries: [[UInt8]]
  var origin = Keys.origin

  init(count: Int, seed: UInt8 = 0) {
    entries = (0..<count).map { [seed] + Array("entry \($0)".utf8) }
  }

  private var nodes: LeafNodes { LeafNodes(leaves: entries.map { Digest32(leaf: $0) }) }

  func checkpoint(_ size: Int) -> Checkpoint {
    Checkpoint(origin: origin, size: UInt64(size), root: LeafNodes.root(nodes.leaves[..<size]))
  }

  func inclusion(_ index: Int, size: Int) -> MerkleProof {
    var nodes = nodes
    return MerkleProof.inclusion(of: UInt64(index), size: UInt64(size), nodes: &nodes)
  }

  func consistency(_ old: Int, _ new: Int) -> MerkleProof {
    var nodes = nodes
    return old == 0 ? MerkleProof([]) : MerkleProof.consistency(of: 0..<UInt64(old), size: UInt64(new), nodes: &nodes)
  }
}
