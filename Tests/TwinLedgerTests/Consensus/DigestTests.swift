import Testing
import TwinLedger

@Test func `The digest of abc is the one FIPS 180-4 prints`() {
  #expect(
    Digest32(sha256: Array("abc".utf8)).description
      == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
}
