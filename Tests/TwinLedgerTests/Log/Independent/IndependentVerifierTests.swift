import Testing
import TwinLedger

/// A verifier that shares no line with ours, written from the standards, accepts our files and refuses every change.
@Suite(
  .enabled(
    if: PythonVerifier.python != nil,
    "needs Python 3 with the package cryptography 47 or newer (ML-DSA), or a package index to install it from"))
struct IndependentVerifierTests {
  private func keys() throws -> [SignerKey] {
    [
      try Keys.signer(), try Keys.signer(Keys.origin, .hybrid, seed: 3),
      try Keys.signer("w1.example", .cosignature, seed: 4), try Keys.signer("w2.example", .cosignature, seed: 5),
    ]
  }

  private func log(_ batches: [Int], in folder: TemporaryLogFolder, keys: [SignerKey]) throws -> LogStore<LogFolder> {
    var store = try LogStore.create(in: LogFolder(writing: folder.path), keys: keys)
    for batch in batches {
      let size = Int(store.head.size)
      try store.record(numberedEntries(size..<size + batch), keys: keys)
    }
    return store
  }

  @Test func `it accepts a log of many tiles, signed in every way, at any size`() throws {
    let folder = TemporaryLogFolder()
    let keys = try keys()
    let names = keys.map(\.verifier.description)
    var store = try log([0], in: folder, keys: keys)
    for batch in [1, 255, 44, 400, 65_836] {
      let size = Int(store.head.size)
      try store.record(numberedEntries(size..<size + batch), keys: keys)
      let (status, output) = PythonVerifier.verify(["log", folder.path] + names)
      #expect(status == 0 && output == "holds: \(size + batch) entries\n", "\(output)")
    }
    let stranger = try Keys.signer(Keys.origin, .ed25519, seed: 99).verifier.description
    #expect(PythonVerifier.verify(["log", folder.path] + names + [stranger]).status == 1)
  }

  @Test func `it refuses a small log with any one byte changed in any file`() throws {
    let folder = TemporaryLogFolder()
    let keys = [try Keys.signer(), try Keys.signer("w1.example", .cosignature, seed: 4)]
    _ = try log([1, 2, 2], in: folder, keys: keys)
    let (status, output) = PythonVerifier.verify(["bytes", folder.path] + keys.map(\.verifier.description))
    #expect(status == 0 && output.hasSuffix("in 7 files\n"), "\(output)")
  }

  @Test func `it refuses a hybrid checkpoint with any byte changed`() throws {
    let folder = TemporaryLogFolder()
    let key = try Keys.signer(Keys.origin, .hybrid, seed: 3)
    _ = try log([1], in: folder, keys: [key])
    let (status, output) = PythonVerifier.verify(["bytes", folder.path, key.verifier.description])
    #expect(status == 0 && output.hasSuffix("in 3 files\n"), "\(output)")
  }

  @Test func `it accepts our proofs and receipts for their entry, and for no other`() throws {
    let folder = TemporaryLogFolder()
    let keys = try keys()
    let reader = try log([300], in: folder, keys: keys).reader
    let signed = try reader.checkpoint()
    for index: UInt64 in [0, 137, 256, 299] {
      let path = try reader.inclusionProof(of: index, size: 300)
      let entry = try reader.entry(index, size: 300)
      let proof = LogProof(index: index, inclusion: path, signed: signed, extra: entry)
      let receipt = try COSEReceipt(
        .inclusion(size: 300, index: index, path: path), root: signed.checkpoint.root, key: keys[0])
      let files = TemporaryLogFolder()
      try files.write(proof.bytes, to: "proof")
      try files.write(receipt.encoded, to: "receipt")
      for (bytes, holds) in [(entry, true), (entry + [0], false), ([], false)] {
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let names = keys.map(\.verifier.description)
        let first = PythonVerifier.verify(["proof", files.path + "/proof", digits] + names)
        let second = PythonVerifier.verify(["receipt", files.path + "/receipt", digits, names[0]])
        #expect((first.status == 0, second.status == 0) == (holds, holds), "\(index): \(first) \(second)")
      }
    }
  }
}
