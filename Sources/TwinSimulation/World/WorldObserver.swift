/// Watches a world from outside and judges: it sees everything and changes nothing.
public protocol WorldObserver {
  /// The nodes that it watches.
  associatedtype Node: SimulatedNode

  /// A node handed a message to the network, once for every receiver.
  mutating func sent(_ message: Node.Message, from sender: Int, to receiver: Int, at now: SimulatedInstant)

  /// A node told something.
  mutating func told(_ output: Node.Output, by node: Int, at now: SimulatedInstant)

  /// A node crashed.
  mutating func crashed(_ node: Int, at now: SimulatedInstant)

  /// A node is about to start with this disk.
  mutating func starting(_ node: Int, disk: SimulatedDisk, at now: SimulatedInstant)
}

extension WorldObserver {
  /// Ignores the message.
  @inlinable
  public mutating func sent(_ message: Node.Message, from sender: Int, to receiver: Int, at now: SimulatedInstant) {}

  /// Ignores the output.
  @inlinable
  public mutating func told(_ output: Node.Output, by node: Int, at now: SimulatedInstant) {}

  /// Ignores the crash.
  @inlinable
  public mutating func crashed(_ node: Int, at now: SimulatedInstant) {}

  /// Ignores the start.
  @inlinable
  public mutating func starting(_ node: Int, disk: SimulatedDisk, at now: SimulatedInstant) {}
}
