import TwinLedger
import TwinModel

/// Reads hostile bytes with every parser of the log; what one accepts must be written again as it was, or be stable
/// where other spellings are allowed. The first byte chooses the parser.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLedger(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 1 else { return 0 }
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  let bytes = Array(input[1...])
  switch input[0] % 10 {
  case 0: if let note = try? SignedNote(bytes) { precondition(note.bytes == bytes) }
  case 1: fuzzCheckpoint(bytes)
  case 2: if let proof = try? LogProof(bytes) { precondition(proof.bytes == bytes) }
  case 3: if let request = AddCheckpointRequest(bytes) { precondition(request.body == bytes) }
  case 4: _ = try? LogPolicy(bytes)
  case 5: fuzzTiles(bytes, width: Int(bytes[0]) + 1)
  case 6: if let item = try? CBORItem(decoding: bytes) { precondition(item.encoded == bytes) }
  case 7:
    guard let item = try? CBORItem(decoding: bytes, rules: .wellFormed) else { break }
    precondition((try? CBORItem(decoding: item.encoded))?.encoded == item.encoded)
  case 8: if let event = try? AuditEvent(decoding: bytes) { precondition((try? event.encoded()) == bytes) }
  default:
    guard let receipt = try? COSEReceipt(decoding: bytes) else { break }
    precondition((try? COSEReceipt(decoding: receipt.encoded)) == receipt)
    if let key { _ = try? receipt.verify(entry: bytes, key: key) }
  }
  return 0
}

let key = try? VerifierKey("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")

func fuzzCheckpoint(_ bytes: [UInt8]) {
  guard let signed = try? SignedCheckpoint(bytes) else { return }
  precondition(signed.checkpoint.text == signed.note.text && signed.bytes == bytes)
  guard let key, case .trusted = LogPolicy(requiringAll: [key]).judge(signed) else { return }
  preconditionFailure("a signature that nobody made")
}

func fuzzTiles(_ bytes: [UInt8], width: Int) {
  if let entries = try? EntryBundle.decode(bytes, width: width) {
    precondition(EntryBundle.encode(entries) == bytes)
  }
  if let hashes = try? HashTile.decode(bytes, width: width) { precondition(HashTile.encode(hashes) == bytes) }
  let path = String(decoding: bytes, as: UTF8.self)
  if let coordinate = TileCoordinate(path: path) { precondition(coordinate.path == path) }
}
