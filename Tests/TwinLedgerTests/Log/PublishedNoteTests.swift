import Testing
import TwinLedger

/// Notes, cosignatures and checkpoints published with the specifications and by running logs.
@Suite(
  .enabled(if: LogVectors.arePresent, "needs the published vectors in the folder \"shared\" beside the repository"))
struct PublishedNoteTests {
  @Test func `the specification's note verifies with its key`() throws {
    let facts = try PublishedLogFacts.read().signed_note
    let key = try VerifierKey(facts.vkey)
    let note = try SignedNote(Array(facts.note.utf8))
    #expect(key.description == facts.vkey && note.bytes == Array(facts.note.utf8))
    #expect(note.text == "This is an example message.\n")
    #expect(key.verify(note.signatures[0], on: note.text) == 0)
  }

  @Test func `every signer of the published checkpoints verifies`() throws {
    var count = 0
    for published in try PublishedLogFacts.read().signed_checkpoints {
      let signed = try SignedCheckpoint(Array(published.note.utf8))
      #expect(signed.checkpoint.origin == "go.sum database tree")
      #expect(signed.bytes == Array(published.note.utf8) && signed.checkpoint.text == signed.note.text)
      for text in published.vkeys {
        let key = try VerifierKey(text)
        let signature = try #require(signed.note.signatures.first(where: key.isNamed))
        #expect(key.verify(signature, on: signed.note.text) == 0, "\(key.name)")
        count += 1
      }
    }
    #expect(count == 6)
  }

  @Test func `the specification's cosignature has the layout and signs the message it prints`() throws {
    let facts = try PublishedLogFacts.read().cosignature
    let checkpoint = facts.ed25519_message.split(separator: "\n").dropFirst(2).map { $0 + "\n" }.joined()
    let note = try SignedNote(Array("\(checkpoint)\n\(facts.witness_line)\n".utf8))
    let signature = note.signatures[0]
    #expect(signature.name == "witness.example.com/w1" && signature.keyID == 0x8D66_CF3F && signature.bytes.count == 72)
    #expect(signature.bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) } == facts.expect_timestamp)
    // Its key is not published; ours signs the same message at the same time.
    let ours = try Keys.signer("w", .cosignature)
    let line = try ours.sign(note.text, time: facts.expect_timestamp)
    let plain = try Keys.signer("w", .ed25519)
    let asNote = NoteSignature(name: "w", keyID: plain.verifier.keyID, bytes: Array(line.bytes[8...]))
    #expect(plain.verifier.verify(asNote, on: facts.ed25519_message) == 0)
  }

  @Test func `a witness's published key has the ID it states`() throws {
    for text in try PublishedLogFacts.read().vkeys_for_keyid_test.values {
      let key = try VerifierKey(text)
      #expect(key.algorithm == .cosignature && key.description == text)
    }
  }
}
