import Testing
import TwinLedger

/// Signed notes and keys of our own.
@Suite struct NoteTests {
  @Test(arguments: SignatureAlgorithm.allCases)
  func `a note signed by any kind of key verifies, and no altered one does`(algorithm: SignatureAlgorithm) throws {
    let key = try Keys.signer("w.example/1", algorithm)
    let note = SignedNote(text: "first\n\nsecond\n", signature: try key.sign("first\n\nsecond\n", time: 1_700_000_000))
    let read = try SignedNote(note.bytes)
    #expect(read == note && read.text == "first\n\nsecond\n")
    let time: UInt64 = algorithm == .cosignature ? 1_700_000_000 : 0
    #expect(key.verifier.verify(read.signatures[0], on: read.text) == time)
    #expect(key.verifier.verify(read.signatures[0], on: "first\n\nsecond\n\n") == nil)
    #expect(
      try Keys.signer("w.example/1", algorithm, seed: 2).verifier.verify(read.signatures[0], on: read.text) == nil)
    var signature = read.signatures[0]
    let step = algorithm == .hybrid ? 97 : 1
    for position in stride(from: 0, to: signature.bytes.count, by: step) {
      for bit in 0..<8 {
        signature.bytes[position] ^= 1 << bit
        #expect(key.verifier.verify(signature, on: read.text) == nil, "byte \(position) bit \(bit)")
        signature.bytes[position] ^= 1 << bit
      }
    }
    signature.bytes.append(0)
    #expect(key.verifier.verify(signature, on: read.text) == nil)
  }

  @Test(arguments: SignatureAlgorithm.allCases)
  func `keys survive their text forms, and a changed character is refused`(algorithm: SignatureAlgorithm) throws {
    let key = try Keys.signer("plant.example/log", algorithm)
    #expect(try VerifierKey(key.verifier.description) == key.verifier)
    #expect(try SignerKey(secretText: key.secretText).verifier == key.verifier)
    for text in [key.secretText, key.verifier.description] {
      for position in text.indices where text.distance(from: text.startIndex, to: position) < 120 {
        var altered = text
        altered.replaceSubrange(position...position, with: text[position] == "A" ? "B" : "A")
        #expect((try? SignerKey(secretText: altered)) == nil && (try? VerifierKey(altered)) == nil, "\(altered)")
      }
    }
  }

  @Test func `a private key shows nothing of itself`() throws {
    let key = try Keys.signer(Keys.origin, .hybrid)
    let secret = key.secretText.split(separator: "+").last.map(String.init) ?? ""
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), dumped, "\([key])"] {
      #expect(!text.contains(secret.prefix(20)) && !text.contains("PRIVATE"))
    }
  }

  @Test func `half a hybrid signature is none`() throws {
    let key = try Keys.signer(Keys.origin, .hybrid)
    let other = try Keys.signer(Keys.origin, .hybrid, seed: 9)
    let mine = try key.sign("x\n", time: 0)
    let theirs = try other.sign("x\n", time: 0)
    for mixed in [Array(mine.bytes[..<64] + theirs.bytes[64...]), Array(theirs.bytes[..<64] + mine.bytes[64...])] {
      let signature = NoteSignature(name: mine.name, keyID: mine.keyID, bytes: mixed)
      #expect(key.verifier.verify(signature, on: "x\n") == nil)
    }
    // The classical half is no plain note signature of the same key either.
    let plain = try Keys.signer(Keys.origin, .ed25519)
    let half = NoteSignature(name: Keys.origin, keyID: plain.verifier.keyID, bytes: Array(mine.bytes[..<64]))
    #expect(plain.verifier.verify(half, on: "x\n") == nil)
    #expect(Array(key.verifier.publicKey[..<32]) == plain.verifier.publicKey)
  }

  @Test(arguments: [
    ("", NoteError.noSignatures), ("text\n", .noSignatures), ("text\n\n", .noSignatures),
    ("text\n\n\u{2014} a AAAAAAA=", .noSignatures), ("text\r\n\n\u{2014} a AAAAAAA=\n", .invalidText),
    ("text\n\n- a AAAAAAA=\n", .malformedSignature(line: 1)), ("t\n\n\u{2014} a AAAA\n", .malformedSignature(line: 1)),
    ("t\n\n\u{2014}  AAAAAAA=\n", .malformedSignature(line: 1)),
    ("t\n\n\u{2014} a+b AAAAAAA=\n", .malformedSignature(line: 1)),
    ("t\n\n\u{2014} a\u{3000}b AAAAAAA=\n", .malformedSignature(line: 1)),
    ("t\n\n\u{2014} a AAAAAAB=\n", .malformedSignature(line: 1)),
    ("t\n\n\u{2014} a AAAAAAA\n", .malformedSignature(line: 1)),
    ("t\n\n\u{2014} a AAAAAAA=\n\u{2014} b AAAAA=A=\n", .malformedSignature(line: 2)),
    ("t\n\n\u{2014} a AAAAAAA= \n", .malformedSignature(line: 1)),
  ]) func `what is no note is refused with the reason`(text: String, reason: NoteError) {
    #expect(throws: reason) { try SignedNote(Array(text.utf8)) }
  }

  @Test func `bytes that are no text, and notes beyond the bounds, are refused`() {
    #expect(throws: NoteError.invalidText) { try SignedNote([0xFF, 0x0A, 0x0A]) }
    let line = "\u{2014} a AAAAAAA=\n"
    #expect(throws: NoteError.tooManySignatures(limit: 256)) {
      try SignedNote(Array(("t\n\n" + String(repeating: line, count: 257)).utf8))
    }
    #expect((try? SignedNote(Array(("t\n\n" + String(repeating: line, count: 256)).utf8))) != nil)
    #expect(throws: NoteError.tooLarge(bytes: 1 << 20 + 1, limit: 1 << 20)) {
      try SignedNote([UInt8](repeating: 0x0A, count: 1 << 20 + 1))
    }
  }

  @Test(arguments: [
    ("o\n1\n", CheckpointError.tooFewLines), ("", .tooFewLines), ("o\n\n1\n", .emptyLine), ("\n1\nx\n", .emptyLine),
    ("o\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", .malformedSize),
    ("o\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", .malformedSize),
    ("o\n18446744073709551616\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", .malformedSize),
    ("o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n", .malformedRoot),
    ("o\n1\nAAAA\n", .malformedRoot), ("o\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", .malformedRoot),
    ("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", .tooFewLines),
  ]) func `what is no checkpoint is refused with the reason`(text: String, reason: CheckpointError) {
    #expect(throws: reason) { try Checkpoint(text: text) }
  }

  @Test func `a checkpoint is the text that it was read from, extension lines included`() throws {
    let text = "o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\n"
    let checkpoint = try Checkpoint(text: text)
    #expect(checkpoint.text == text && checkpoint.extensions == ["more"] && checkpoint.root == .empty)
  }
}
