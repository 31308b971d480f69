public import NIOCore

/// How much a node gives to those who connect to it, so that none of them can take it from the others.
public struct TransportLimits: Sendable {
  /// Bytes in the longest frame from a member.
  public var memberFrame = 8 << 20
  /// Bytes in the longest frame from a client.
  public var clientFrame = 1 << 20
  /// Connections that have not proved a key yet; one more drops the oldest of them.
  public var handshakes = 64
  /// How long a connection may take to prove its key.
  public var handshakeTime = TimeAmount.seconds(5)
  /// Connections of clients at one time; one more is refused.
  public var clients = 256
  /// Bytes that wait for a peer that does not read; the oldest frames are dropped beyond that.
  public var backlog = 32 << 20

  /// The limits as above.
  public init() {}
}
