/// Why a plant's communication network cannot be built.
public enum CommunicationError: Error, Equatable, CustomStringConvertible {
  /// Nodes and links make no network.
  case topology(TopologyError)
  /// A station or exchange speaks of a tag that the plant does not have.
  case unknownTag(String)
  /// A tag of the plant is wired to no device.
  case unwiredTag(String)
  /// A tag is wired to two devices.
  case wiredTwice(String)
  /// A station or exchange speaks of a node that does not exist.
  case unknownNode(String)
  /// Only measurements travel between PLCs.
  case exchangedCommand(String)
  /// A period is not positive.
  case impossiblePeriod(Double)

  /// One line that says what is wrong.
  public var description: String {
    switch self {
    case .topology(let error): error.description
    case .unknownTag(let tag): "the plant has no sensor or actuator \"\(tag)\""
    case .unwiredTag(let tag): "\"\(tag)\" is wired to no device"
    case .wiredTwice(let tag): "\"\(tag)\" is wired to two devices"
    case .unknownNode(let id): "there is no PLC or gateway \"\(id)\""
    case .exchangedCommand(let tag): "\"\(tag)\" is a command; PLCs read only measurements from each other"
    case .impossiblePeriod(let period): "a period of \(period) s is not possible; choose one above 0"
    }
  }
}
