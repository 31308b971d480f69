import Testing
import TwinLedger

/// COSE receipts, ours and published ones.
@Suite struct COSEReceiptTests {
  private let tree = MemoryTree(count: 9)

  private func inclusion(_ index: Int) throws -> COSEReceipt {
    try COSEReceipt(
      .inclusion(size: 9, index: UInt64(index), path: tree.inclusion(index, size: 9)), root: tree.checkpoint(9).root,
      key: Keys.signer())
  }

  @Test func `a receipt proves its entry, and no other`() throws {
    let key = try Keys.signer().verifier
    for index in 0..<9 {
      let receipt = try COSEReceipt(decoding: inclusion(index).encoded)
      #expect(try receipt == inclusion(index) && receipt.issuer == Keys.origin)
      for (other, entry) in tree.entries.enumerated() where other != index {
        #expect(throws: COSEReceiptError.signature) { try receipt.verify(entry: entry, key: key) }
      }
      #expect(try receipt.verify(entry: tree.entries[index], key: key) == tree.checkpoint(9).root)
    }
  }

  @Test func `a consistency receipt proves growth from exactly the older tree`() throws {
    let key = try Keys.signer().verifier
    let receipt = try COSEReceipt(
      .consistency(oldSize: 5, newSize: 9, path: tree.consistency(5, 9)), root: tree.checkpoint(9).root,
      key: Keys.signer())
    let read = try COSEReceipt(decoding: receipt.encoded)
    #expect(try read.verify(oldSize: 5, oldRoot: tree.checkpoint(5).root, key: key) == tree.checkpoint(9).root)
    let fork = MemoryTree(count: 9, seed: 1)
    #expect(throws: COSEReceiptError.proof(.olderRoot)) {
      try read.verify(oldSize: 5, oldRoot: fork.checkpoint(5).root, key: key)
    }
    #expect(throws: COSEReceiptError.otherProof) {
      try read.verify(oldSize: 4, oldRoot: tree.checkpoint(4).root, key: key)
    }
    #expect(throws: COSEReceiptError.otherProof) { try read.verify(entry: tree.entries[0], key: key) }
  }

  @Test func `no receipt with a changed byte proves anything but the same entry under the same root`() throws {
    let key = try Keys.signer().verifier
    let bytes = try inclusion(4).encoded
    for position in bytes.indices {
      for bit in 0..<8 {
        var altered = bytes
        altered[position] ^= 1 << bit
        guard let read = try? COSEReceipt(decoding: altered) else { continue }
        guard let root = try? read.verify(entry: tree.entries[4], key: key) else { continue }
        // The size is not signed; the root it belongs to is.
        guard case .inclusion(let size, 4, tree.inclusion(4, size: 9)) = read.proof else {
          Issue.record("byte \(position), bit \(bit)")
          continue
        }
        #expect(size != 9 && root == tree.checkpoint(9).root, "byte \(position), bit \(bit)")
      }
    }
    for count in bytes.indices { #expect((try? COSEReceipt(decoding: Array(bytes[..<count]))) == nil) }
  }

  @Test func `another log's key, or another key of this log, verifies nothing`() throws {
    let receipt = try inclusion(2)
    for key in [try Keys.signer("other.example"), try Keys.signer(Keys.origin, .ed25519, seed: 2)] {
      #expect(throws: COSEReceiptError.otherKey) { try receipt.verify(entry: tree.entries[2], key: key.verifier) }
    }
  }

  @Test(
    .enabled(if: LogVectors.arePresent, "needs the published vectors in the folder \"shared\" beside the repository"))
  func `the published examples are read, and written again as they are`() throws {
    let examples = try PublishedLogFacts.read().cose_receipts.examples
    for (name, example) in examples {
      let digits = example.cbor_hex.compactMap(\.hexDigitValue)
      let bytes = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
      let receipt = try COSEReceipt(decoding: bytes)
      #expect(receipt.encoded == bytes, "\(name)")
      #expect(receipt.algorithm == -7 && receipt.keyID == Array("test-key-1".utf8))
      #expect(receipt.issuer == "https://transparency-service.example.com")
      switch receipt.proof {
      case .inclusion(let size, let index, let path):
        #expect(name == "inclusion-receipt" && size == 5 && index == 3 && path.hashes.count == 3)
        #expect(throws: COSEReceiptError.algorithm(-7)) { try receipt.verify(entry: [], key: Keys.signer().verifier) }
      case .consistency(let old, let new, let path):
        #expect(name == "consistency-receipt" && old == 3 && new == 5 && path.hashes.count == 4)
      }
    }
    #expect(examples.count == 2)
  }
}
