import Testing
import TwinLedger

/// A server that shows two histories is caught: the trap of logs that keep a linear chain beside the tree, where a proof
/// through the one can be combined with a root of the other. Here there is the tree alone.
@Suite struct SplitViewTests {
  /// All nodes of both histories, from which the server may make up any proof.
  private func material(_ trees: [MemoryTree]) -> [Digest32] {
    var all: Set<Digest32> = [.empty]
    for tree in trees {
      let leaves = tree.entries.map { Digest32(leaf: $0) }
      for start in leaves.indices {
        for end in start + 1...leaves.count { all.insert(LeafNodes.root(leaves[start..<end])) }
      }
    }
    return all.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  @Test(arguments: [(2, 3), (3, 4), (2, 4), (6, 7)])
  func `no proof made of all the nodes of two histories connects them`(old: Int, new: Int) {
    // Both histories share their first entry and differ from then on.
    var (honest, forged) = (MemoryTree(count: new), MemoryTree(count: new, seed: 1))
    forged.entries[0] = honest.entries[0]
    honest.origin = forged.origin
    let nodes = material([honest, forged])
    let (from, to) = (honest.checkpoint(old), forged.checkpoint(new))
    let length = honest.consistency(old, new).hashes.count
    #expect(length <= 3)
    var tried = 0
    func search(_ chosen: [Digest32]) {
      for count in [chosen.count] where count > 0 || length == 0 {
        tried += 1
        let holds = accepts { () throws(MerkleProofError) in
          try MerkleProof(chosen).verifyConsistency(
            oldSize: from.size, oldRoot: from.root, newSize: to.size, newRoot: to.root)
        }
        #expect(!holds)
      }
      if chosen.count < length { for node in nodes { search(chosen + [node]) } }
    }
    search([])
    #expect(tried >= nodes.count)
  }

  @Test func `an entry of one history is proven in no checkpoint of the other`() {
    let (honest, forged) = (MemoryTree(count: 6), MemoryTree(count: 6, seed: 1))
    for index in 0..<6 {
      for proof in [honest.inclusion(index, size: 6), forged.inclusion(index, size: 6)] {
        let leaf = Digest32(leaf: honest.entries[index])
        #expect(
          !accepts { () throws(MerkleProofError) in
            try proof.verifyInclusion(of: leaf, at: UInt64(index), size: 6, root: forged.checkpoint(6).root)
          })
      }
    }
  }
}
