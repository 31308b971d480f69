internal import TwinSimulation

/// What travels in a simulated ledger: a message between replicas, or entries that a client submits.
struct LedgerMessage: SimulatedMessage {
  enum Content {
    case peer(Message)
    case submission([Entry])
  }

  let content: Content
  let traceDigest: UInt64
  let byteCount: Int

  /// Wraps a message; its wire encoding gives size and digest.
  init(_ message: Message) {
    content = .peer(message)
    let bytes = message.encoded
    (byteCount, traceDigest) = (bytes.count, Self.digest(bytes))
  }

  /// Wraps a submission.
  init(_ entries: [Entry]) {
    content = .submission(entries)
    let bytes = entries.flatMap(\.bytes)
    (byteCount, traceDigest) = (bytes.count, Self.digest(bytes))
  }

  private static func digest(_ bytes: [UInt8]) -> UInt64 {
    var hash = TraceHash()
    hash.feed(bytes: bytes)
    return hash.value
  }
}
