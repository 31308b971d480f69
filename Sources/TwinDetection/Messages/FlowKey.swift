internal import TwinModel

/// What makes messages of one flow: same source and destination, same operation on the same target, same direction.
struct FlowKey: Sendable, Hashable {
  var source: Int32
  var destination: Int32
  /// Protocol, direction and operation.
  var kind: UInt32
  var target: UInt64

  /// - Parameter word: place of the operation's word, where the protocol has no number for it.
  init(_ message: MessageObservation, source: Int32, destination: Int32, protocolName: Int32, word: Int32, path: Int32)
  {
    self.source = source
    self.destination = destination
    let operation = message.code > 0 ? UInt32(message.code & 0x7FFF) : 0x8000 | UInt32(word)
    kind = UInt32(protocolName) << 17 | UInt32(message.direction.rawValue) << 16 | operation
    switch message.target {
    case .none: target = 0
    case .registers(let unit, let address, let count):
      target = 1 << 60 | UInt64(address) << 32 | UInt64(count) << 16 | UInt64(unit)
    case .path: target = 2 << 60 | UInt64(path)
    case .port(let port): target = 3 << 60 | UInt64(port)
    }
  }
}

/// Who speaks to whom in which protocol.
struct ConversationKey: Sendable, Hashable {
  var source: Int32
  var destination: Int32
  var protocolName: Int32

  var reversed: ConversationKey {
    ConversationKey(source: destination, destination: source, protocolName: protocolName)
  }
}
