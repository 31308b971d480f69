import Crypto
import Foundation
import Testing
import TwinLedger

/// The published vectors of transparency-dev/merkle: 518 cases of proofs, most of them wrong in one way.
@Suite(
  .enabled(if: LogVectors.arePresent, "needs the published vectors in the folder \"shared\" beside the repository"))
struct MerkleVectorTests {
  @Test func `leaves, nodes and roots are the published ones`() throws {
    let file = try LogVectors.read("rfc6962_merkle_vectors.json", as: VectorFile.self)
    let leaves = try file.leaf_inputs_hex.map { Digest32(leaf: try #require(bytes(hex: $0))) }
    let nodes = LeafNodes(leaves: leaves)
    for (level, row) in file.node_hashes_by_level.enumerated() {
      for (index, expected) in row.enumerated() {
        #expect(hex(nodes.hash(level: level, index: UInt64(index)).bytes) == expected)
      }
    }
    var range = LogFrontier()
    #expect(hex(range.root.bytes) == file.root_by_size[0])
    for (index, leaf) in leaves.enumerated() {
      range.append(leaf: leaf)
      #expect(hex(range.root.bytes) == file.root_by_size[index + 1])
    }
  }

  @Test func `every published proof is accepted or refused as published`() throws {
    let vectors = try LogVectors.read("rfc6962_merkle_vectors.json", as: VectorFile.self).vectors
    var count = 0
    for (kind, cases) in [
      ("inclusion", vectors.inclusion), ("consistency", vectors.consistency),
      ("subtree inclusion", vectors.subtreeinclusion), ("subtree consistency", vectors.subtreeconsistency),
    ] {
      for one in cases {
        #expect(one.isAccepted == !one.wantErr, "\(kind) \(one.`case`)")
        count += 1
      }
    }
    #expect(count == 518)
  }
}

/// The file's own names.
private struct VectorFile: Decodable {
  struct Vectors: Decodable {
    var inclusion: [Case]
    var consistency: [Case]
    var subtreeinclusion: [Case]
    var subtreeconsistency: [Case]
  }

  struct Case: Decodable {
    var `case`: String
    var wantErr: Bool
    var leafIdx: UInt64?
    var treeSize: UInt64?
    var size1: UInt64?
    var size2: UInt64?
    var start: UInt64?
    var end: UInt64?
    var size: UInt64?
    var root: String?
    var leafHash: String?
    var root1: String?
    var root2: String?
    var proof: [String]?

    /// What our verifier says of it.
    var isAccepted: Bool {
      // No bytes are no hash: `Digest32` refuses them.
      guard ![leafHash, root, root1, root2].contains("") else { return Digest32([]) != nil }
      let proof = MerkleProof((proof ?? []).map(hash))
      do throws(MerkleProofError) {
        if let leafIdx, let treeSize {
          try proof.verifyInclusion(of: hash(leafHash), at: leafIdx, size: treeSize, root: hash(root))
        } else if let leafIdx, let start, let end {
          guard start <= end else { return false }
          try proof.verifyInclusion(of: hash(leafHash), at: leafIdx, in: start..<end, root: hash(root))
        } else if let size1, let size2 {
          try proof.verifyConsistency(oldSize: size1, oldRoot: hash(root1), newSize: size2, newRoot: hash(root2))
        } else if let start, let end, let size {
          guard start <= end else { return false }
          try proof.verifyConsistency(of: start..<end, subtreeRoot: hash(root1), size: size, root: hash(root2))
        } else {
          Issue.record("a case of no known kind: \(`case`)")
        }
        return true
      } catch {
        return false
      }
    }
  }

  var leaf_inputs_hex: [String]
  var node_hashes_by_level: [[String]]
  var root_by_size: [String]
  var vectors: Vectors
}

/// Placeholders that are no hashes ("don't care") become some hash of their own.
private func hash(_ base64: String?) -> Digest32 {
  let bytes = Array(Data(base64Encoded: base64 ?? "") ?? Data())
  return Digest32(bytes) ?? Digest32(Array(SHA256.hash(data: [0xEE] + bytes)))!
}

private func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

private func bytes(hex: String) -> [UInt8]? {
  let digits = hex.compactMap(\.hexDigitValue)
  guard digits.count == hex.count, digits.count % 2 == 0 else { return nil }
  return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
