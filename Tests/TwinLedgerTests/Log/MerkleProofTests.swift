import Testing
import TwinLedger

/// Proofs of all kinds between all small trees, against the definition.
@Suite struct MerkleProofTests {
  private static let largest = 40

  @Test func `every leaf of every small tree is proven, and no other leaf or index with the same proof`() throws {
    let leaves = LeafNodes.numbered(Self.largest)
    for size in 1...Self.largest {
      var nodes = LeafNodes(leaves: leaves)
      let root = LeafNodes.root(leaves[..<size])
      for index in 0..<size {
        let proof = MerkleProof.inclusion(of: UInt64(index), size: UInt64(size), nodes: &nodes)
        for (claimed, leaf) in leaves[..<size].enumerated() {
          for place in [claimed, index] {
            let holds = accepts {
              () throws(MerkleProofError) in
              try proof.verifyInclusion(of: leaf, at: UInt64(place), size: UInt64(size), root: root)
            }
            #expect(holds == (claimed == index), "entry \(claimed) at \(place) with the proof of \(index) of \(size)")
          }
        }
      }
    }
  }

  @Test func `every pair of small trees is proven consistent, and every altered proof is refused`() throws {
    let leaves = LeafNodes.numbered(Self.largest)
    for new in 1...Self.largest {
      var nodes = LeafNodes(leaves: leaves)
      let newRoot = LeafNodes.root(leaves[..<new])
      for old in 1...new {
        let oldRoot = LeafNodes.root(leaves[..<old])
        let proof = MerkleProof.consistency(of: 0..<UInt64(old), size: UInt64(new), nodes: &nodes)
        func holds(_ proof: MerkleProof, oldRoot: Digest32, newRoot: Digest32) -> Bool {
          accepts {
            () throws(MerkleProofError) in
            try proof.verifyConsistency(
              oldSize: UInt64(old), oldRoot: oldRoot, newSize: UInt64(new), newRoot: newRoot)
          }
        }
        #expect(holds(proof, oldRoot: oldRoot, newRoot: newRoot), "\(old) to \(new)")
        #expect(!holds(proof, oldRoot: .empty, newRoot: newRoot))
        #expect(!holds(proof, oldRoot: oldRoot, newRoot: .empty))
        for position in proof.hashes.indices {
          var altered = proof
          altered.hashes[position] = .empty
          #expect(!holds(altered, oldRoot: oldRoot, newRoot: newRoot))
          altered.hashes.remove(at: position)
          #expect(!holds(altered, oldRoot: oldRoot, newRoot: newRoot))
        }
      }
    }
  }

  @Test func `every aligned subtree is proven part of every tree that has it`() throws {
    let leaves = LeafNodes.numbered(24)
    var count = 0
    for size in 1...24 {
      var nodes = LeafNodes(leaves: leaves)
      let root = LeafNodes.root(leaves[..<size])
      for start in 0..<size {
        for end in start + 1...size where (end - start).isAlignedLength(for: start) {
          let range = UInt64(start)..<UInt64(end)
          let proof = MerkleProof.consistency(of: range, size: UInt64(size), nodes: &nodes)
          let part = LeafNodes.root(leaves[start..<end])
          try proof.verifyConsistency(of: range, subtreeRoot: part, size: UInt64(size), root: root)
          count += 1
        }
      }
    }
    #expect(count > 800)
  }

  @Test func `sizes at the edge of numbers are refused without a trap`() {
    let hash = Digest32.empty
    for (old, new) in [(UInt64.max, UInt64.max - 1), (0, 0), (0, .max), (1 << 63 + 1, .max), (.max, .max)] {
      let proof = MerkleProof([Digest32](repeating: hash, count: 63))
      #expect(
        !accepts {
          () throws(MerkleProofError) in
          try proof.verifyConsistency(oldSize: old, oldRoot: hash, newSize: new, newRoot: .init(leaf: []))
        })
      #expect(
        !accepts { () throws(MerkleProofError) in
          try proof.verifyInclusion(of: hash, at: old, size: new, root: .init(leaf: []))
        })
    }
  }

  @Test func `the frontier is the tree of the definition at every size`() throws {
    let leaves = LeafNodes.numbered(300)
    var range = LogFrontier()
    for (index, leaf) in leaves.enumerated() {
      range.append(leaf: leaf)
      #expect(range.root == LeafNodes.root(leaves[...index]) && range.size == UInt64(index + 1))
      #expect(LogFrontier(size: range.size, peaks: range.peaks) == range)
    }
    #expect(LogFrontier(size: 300, peaks: []) == nil)
  }
}

extension Int {
  fileprivate func isAlignedLength(for start: Int) -> Bool {
    var power = 1
    while power < self { power *= 2 }
    return start % power == 0
  }
}

/// Whether a check passes.
func accepts(_ check: () throws(MerkleProofError) -> Void) -> Bool {
  do throws(MerkleProofError) {
    try check()
    return true
  } catch {
    return false
  }
}
