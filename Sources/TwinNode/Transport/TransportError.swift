/// What goes wrong between nodes.
public enum TransportError: Error, Equatable, CustomStringConvertible {
  /// A peer announced a frame longer than is accepted from it.
  case frameTooLong(bytes: Int, limit: Int)
  /// The address is taken or cannot be used.
  case cannotListen(host: String, port: Int, reason: String)
  /// The node could not be reached, or does not accept this key.
  case cannotConnect(host: String, port: Int, reason: String)
  /// The node did not take what was submitted.
  case refused(reason: String)
  /// The connection ended before the answer came.
  case disconnected

  /// One line for people.
  public var description: String {
    switch self {
    case .frameTooLong(let bytes, let limit): "a frame of \(bytes) bytes, more than the \(limit) that are accepted"
    case .cannotListen(let host, let port, let reason): "cannot listen on \(host):\(port): \(reason)"
    case .cannotConnect(let host, let port, let reason): "cannot connect to \(host):\(port): \(reason)"
    case .refused(let reason): "the node refused: \(reason)"
    case .disconnected: "the node closed the connection before it answered; it may not accept this key"
    }
  }
}
