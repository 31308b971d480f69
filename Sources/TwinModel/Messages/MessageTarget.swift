/// What a message reads or writes.
public enum MessageTarget: Sendable, Hashable {
  /// Nothing in particular: an acknowledgement, a sign of life.
  case none
  /// Coils, inputs or registers of a unit: `count` of them from `address` on.
  case registers(unit: UInt8, address: UInt16, count: UInt16)
  /// A path of an interface, or a topic.
  case path(String)
  /// A port to which a datagram goes.
  case port(UInt16)

  /// For people: `12…15`, `/v1/tags/LIT101`, `port 502`; empty for nothing.
  public var text: String {
    switch self {
    case .none: ""
    case .registers(_, let address, let count):
      count > 1 ? "\(address)…\(Int(address) + Int(count) - 1)" : "\(address)"
    case .path(let path): path
    case .port(let port): "port \(port)"
    }
  }
}
