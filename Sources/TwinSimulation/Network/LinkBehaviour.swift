/// How the network treats messages from one node to another.
public struct LinkBehaviour: Sendable, Equatable {
  /// One-way delay.
  public var delay: DelayDistribution
  /// Chance that a message is lost, in parts per million.
  public var lossPerMillion: UInt32
  /// Chance that a message arrives twice, in parts per million.
  public var duplicationPerMillion: UInt32
  /// Whether messages arrive in the order in which they were sent, as over one TCP connection.
  public var keepsOrder: Bool

  /// Creates a behaviour; without loss and duplication unless said otherwise. Delays that differ reorder messages
  /// unless the link keeps order.
  public init(
    delay: DelayDistribution, lossPerMillion: UInt32 = 0, duplicationPerMillion: UInt32 = 0, keepsOrder: Bool = false
  ) {
    self.delay = delay
    self.lossPerMillion = lossPerMillion
    self.duplicationPerMillion = duplicationPerMillion
    self.keepsOrder = keepsOrder
  }

  /// A local network without faults: 0.2 to 1 ms one way.
  public static let calm = Self(delay: .uniform(.microseconds(200)...(.milliseconds(1))))
}
