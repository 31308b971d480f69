/// How badly a peer behaved lately: grows with every invalid message and fades with time.
///
/// A peer whose score reaches the limit is disconnected and not heard for a while. Silence is safe: the protocol
/// tolerates `f` members that say nothing.
struct PeerScore: Sendable, Equatable {
  /// Invalid messages, within the fading time, that end a connection.
  static let limit = 16.0
  /// Seconds in which one invalid message is forgiven.
  static let fadingTime = 5.0
  /// Seconds for which a peer is not heard.
  static let silence = 10.0

  private var value = 0.0
  private var updated = 0.0
  private var silencedUntil = -Double.infinity

  /// Counts an invalid message.
  ///
  /// - Parameter now: seconds on a clock that does not go back.
  /// - Returns: whether the connection is to be closed.
  mutating func penalise(at now: Double) -> Bool {
    value = max(0, value - (now - updated) / Self.fadingTime) + 1
    updated = now
    guard value >= Self.limit else { return false }
    value = 0
    silencedUntil = now + Self.silence
    return true
  }

  /// Whether nothing is heard from the peer at the moment.
  func isSilenced(at now: Double) -> Bool { now < silencedUntil }
}
