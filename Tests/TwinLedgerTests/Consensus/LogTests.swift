import Testing

@testable import TwinLedger

@Suite struct LogFrontierTests {
  /// RFC 6962, section 2.1, straight from the definition.
  private func root(_ leaves: ArraySlice<Digest32>) -> Digest32 {
    if leaves.isEmpty { return Digest32(sha256: []) }
    if leaves.count == 1 { return leaves[leaves.startIndex] }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    return Digest32(left: root(leaves.prefix(half)), right: root(leaves.dropFirst(half)))
  }

  /// RFC 6962, section 2.1.2, straight from the definition.
  private func proof(_ m: Int, _ leaves: ArraySlice<Digest32>, _ isWhole: Bool) -> [Digest32] {
    if m == leaves.count { return isWhole ? [] : [root(leaves)] }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    if m <= half { return proof(m, leaves.prefix(half), isWhole) + [root(leaves.dropFirst(half))] }
    return proof(m - half, leaves.dropFirst(half), false) + [root(leaves.prefix(half))]
  }

  @Test func `Roots and consistency proofs of all sizes up to 40 are those of the definition`() {
    let leaves = (0..<40).compactMap { Entry([UInt8($0)])?.leaf }
    var frontier = LogFrontier()
    var heads = [frontier.head]
    for leaf in leaves {
      frontier.append(leaf: leaf)
      heads.append(frontier.head)
    }
    for (size, head) in heads.enumerated() { #expect(head == LogHead(size: UInt64(size), root: root(leaves[..<size]))) }
    for m in 1...40 {
      for n in m...40 {
        let path = proof(m, leaves[..<n], true)
        #expect(heads[m].isConsistent(with: heads[n], proof: path), "\(m) in \(n)")
        #expect(!LogHead(size: UInt64(m), root: .zero).isConsistent(with: heads[n], proof: path))
        #expect(!heads[m].isConsistent(with: LogHead(size: UInt64(n), root: .zero), proof: path))
        if !path.isEmpty { #expect(!heads[m].isConsistent(with: heads[n], proof: Array(path.dropLast()))) }
        #expect(!heads[m].isConsistent(with: heads[n], proof: path + [.zero]))
      }
    }
  }
}
