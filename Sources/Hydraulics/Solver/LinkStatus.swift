/// What a link does at the moment. Raw values are ordered: up to `closed` nothing passes.
public enum LinkStatus: UInt8, Sendable, Equatable {
  /// A running pump that cannot deliver the head asked of it.
  case cannotDeliverHead = 0
  /// Closed by a full or empty tank; lifted by the next status check.
  case temporarilyClosed = 1
  /// Commanded closed, or a check valve against reverse flow.
  case closed = 2
  /// Lets water pass.
  case open = 3
  /// A control valve that controls.
  case active = 4
  /// A flow control valve that cannot deliver its flow and stands open.
  case cannotSupplyFlow = 6
  /// A pressure valve that cannot deliver its pressure and stands open.
  case cannotSupplyPressure = 7

  /// Whether nothing passes.
  @inline(__always) public var isClosed: Bool { rawValue <= LinkStatus.closed.rawValue }
}
