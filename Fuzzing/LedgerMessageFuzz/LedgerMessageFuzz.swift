import TwinLedger

/// Any bytes are a message or none; a message has one encoding; no message makes a replica trap.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLedgerMessage(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  _ = try? WriteAheadScan.recollect(bytes, chainID: .zero, publicKey: [], nonce: 1)
  _ = try? MemberFile(bytes)
  _ = try? FinalizedBlock(encoded: bytes)
  if let approval = try? MembershipApproval(bytes) {
    guard (try? MembershipApproval(Array(approval.text.utf8))) == approval else { fatalError("an approval changes") }
  }
  if let entry = Entry(Entry.mark + bytes) { _ = try? entry.consensusEntry() }
  guard let message = try? Message(encoded: bytes) else { return 0 }
  guard message.encoded == bytes else { fatalError("a message has two encodings") }
  guard let observer, let sender = NodeID("a") else { return 0 }
  var replica = observer
  for event in [ReplicaEvent.start, .message(message, from: sender), .message(message, from: sender)] {
    _ = replica.receive(event, at: Instant(nanoseconds: 0))
  }
  return 0
}

/// A replica of a set of four whose keys nobody holds: the base point's multiples.
private let observer: Replica? = {
  let keys: [[UInt8]] = [
    "5866666666666666666666666666666666666666666666666666666666666666",
    "c9a3f86aae465f0e56513864510f3997561fa2c9e85ea21dc2292309f3cd6022",
    "d4b4f5784868c3020403246717ec169ff79e26608ea126a1ab69ee77d1b16712",
    "2f1132ca61ab38dff00f2fea3228f24c6c71d58085b80e47e19515cb27e8d047",
  ].map { text in
    let digits = text.utf8.map { $0 >= 97 ? $0 - 87 : $0 - 48 }
    return stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
  let names = ["a", "b", "c", "d"].compactMap { NodeID($0) }
  let records = zip(names, keys).map { Member(id: $0, address: "x", algorithm: .ed25519, publicKey: $1) }
  guard let members = try? MemberSet(records), let node = names.last else { return nil }
  return Replica(
    configuration: ReplicaConfiguration(chainID: .zero), node: node, members: members,
    tip: .genesis(chainID: .zero, members: members), tipProof: nil, verifier: Ed25519Verifier(), signer: nil,
    recollection: .firstStart)
}()
