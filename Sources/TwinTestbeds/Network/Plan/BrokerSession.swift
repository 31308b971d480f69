/// One client's session with the broker, as both sides believe it to be.
struct BrokerSession: Sendable, Equatable {
  /// Seconds between two signs of life.
  static let keepAlive = 60.0

  /// Whether the client has been let in.
  var isConnected = false
  /// Whether the broker knows what the client wants to hear.
  var isSubscribed = false
  /// Whether the client waits for the answer to a sign of life.
  var awaitsAnswer = false
  /// When the client will next give a sign of life.
  var nextSign = 0.0
  /// The client's last packet identifier.
  var identifier: UInt16 = 0

  mutating func takeIdentifier() -> UInt16 {
    identifier = identifier == .max ? 1 : identifier + 1
    return identifier
  }
}
