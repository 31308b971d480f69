/// Why a network cannot be built.
public enum TopologyError: Error, Equatable, CustomStringConvertible {
  /// Two nodes share a name.
  case duplicateNode(String)
  /// A link ends at a node that does not exist.
  case unknownNode(String)
  /// A number of a node or link is negative, not finite or otherwise impossible.
  case impossible(String)
  /// No path leads from one node to the other.
  case unreachable(from: String, to: String)

  /// One line that says what is wrong.
  public var description: String {
    switch self {
    case .duplicateNode(let id): "two nodes are called \"\(id)\""
    case .unknownNode(let id): "a link ends at \"\(id)\", which is no node"
    case .impossible(let what): "impossible capacity, latency, loss or bandwidth at \(what)"
    case .unreachable(let from, let to): "no path from \"\(from)\" to \"\(to)\""
    }
  }
}
