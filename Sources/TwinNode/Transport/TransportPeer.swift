/// A member as the transport sees it: where it listens, and which key it proves.
public struct TransportPeer: Sendable, Equatable {
  /// What it must prove.
  public let key: PeerKey
  /// Name or address.
  public let host: String
  /// TCP port.
  public let port: Int

  /// A member at an address.
  public init(key: PeerKey, host: String, port: Int) {
    self.key = key
    self.host = host
    self.port = port
  }
}
