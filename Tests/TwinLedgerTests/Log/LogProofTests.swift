import Testing
import TwinLedger

/// Proof files: read back as written, and worth nothing when anything in them is changed.
@Suite struct LogProofTests {
  private func proof(extra: [UInt8]? = nil) throws -> (LogProof, entry: [UInt8], policy: LogPolicy) {
    let tree = MemoryTree(count: 11)
    let keys = [try Keys.signer(), try Keys.signer("w.example", .cosignature, seed: 4)]
    let signed = try SignedCheckpoint(tree.checkpoint(11), keys: keys, time: 1_700_000_000)
    let proof = LogProof(index: 6, inclusion: tree.inclusion(6, size: 11), signed: signed, extra: extra)
    return (proof, tree.entries[6], LogPolicy(requiringAll: keys.map(\.verifier)))
  }

  @Test func `a proof is written as the specification has it, read back and verified`() throws {
    for extra in [nil, [], Array("context".utf8)] {
      let (proof, entry, policy) = try proof(extra: extra)
      let text = String(decoding: proof.bytes, as: UTF8.self)
      #expect(text.hasPrefix("c2sp.org/tlog-proof@v1\n" + (extra == nil ? "index 6\n" : "extra ")))
      let read = try LogProof(proof.bytes)
      #expect(read == proof)
      #expect(try read.verify(entry: entry, policy: policy).checkpoint.size == 11)
    }
  }

  @Test func `no proof with a changed byte proves the entry`() throws {
    let (proof, entry, policy) = try proof()
    let bytes = proof.bytes
    for position in bytes.indices {
      for change in [UInt8(0x01), 0x20, 0x80] {
        var altered = bytes
        altered[position] ^= change
        let holds = (try? LogProof(altered).verify(entry: entry, policy: policy)) != nil
        #expect(!holds, "byte \(position) ^ \(change)")
      }
    }
    for count in 0..<bytes.count {
      #expect((try? LogProof(Array(bytes[..<count])).verify(entry: entry, policy: policy)) == nil)
    }
    #expect(throws: LogProofError.inclusion(.root)) { try proof.verify(entry: entry + [0], policy: policy) }
  }

  @Test(arguments: [
    ("", 1), ("c2sp.org/tlog-proof@v2\nindex 0\n\n", 1), ("c2sp.org/tlog-proof@v1\nindex 00\n\n", 2),
    ("c2sp.org/tlog-proof@v1\nextra A\nindex 0\n\n", 2), ("c2sp.org/tlog-proof@v1\nextra AAAA\nindx 0\n\n", 3),
    ("c2sp.org/tlog-proof@v1\n\n", 2), ("c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n", 3),
    ("c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\n", 3),
  ]) func `what is no proof is refused with its line`(text: String, line: Int) {
    #expect(throws: LogProofError.malformedLine(line)) { try LogProof(Array(text.utf8)) }
  }
}
