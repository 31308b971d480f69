/// The parts of the published C2SP facts that the tests use; the file's own names.
struct PublishedLogFacts: Decodable {
  struct Note: Decodable {
    var vkey: String
    var note: String
  }

  struct Cosignature: Decodable {
    var ed25519_message: String
    var witness_line: String
    var expect_timestamp: UInt64
  }

  struct SignedCheckpoint: Decodable {
    var note: String
    var vkeys: [String]
  }

  struct WitnessRequests: Decodable {
    struct Request: Decodable {
      var old: UInt64
      var proof: [String]
      var size: UInt64
      var root: String
      var sig: String
    }

    var origin: String
    var log_pubkey_hex: String
    var requests: [Request]
  }

  struct Receipts: Decodable {
    struct Example: Decodable { var cbor_hex: String }
    var examples: [String: Example]
  }

  var signed_note: Note
  var cosignature: Cosignature
  var signed_checkpoints: [SignedCheckpoint]
  var witness_add_checkpoint: WitnessRequests
  var vkeys_for_keyid_test: [String: String]
  var cose_receipts: Receipts

  static func read() throws -> PublishedLogFacts {
    try LogVectors.read("c2sp_tlog_facts.json", as: PublishedLogFacts.self)
  }
}
