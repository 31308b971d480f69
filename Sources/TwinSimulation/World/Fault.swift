/// Something that goes wrong in a world, or right again.
public enum Fault: Sendable, Equatable {
  /// Cuts the links between different groups; the group of each node.
  case partition([Int])
  /// Cuts or mends one direction of one link.
  case cut(from: Int, to: Int, Bool)
  /// Mends every link.
  case heal
  /// Every link behaves so from now on.
  case network(LinkBehaviour)
  /// One direction of one link behaves so from now on.
  case link(from: Int, to: Int, LinkBehaviour)
  /// A node loses power, and starts again after a span; nil never.
  case crash(node: Int, restartAfter: Int64?)
  /// A node that is down starts.
  case restart(node: Int)
  /// A node's clock jumps by a span, forwards or backwards. Timers that are set already do not jump.
  case clockJump(node: Int, by: Int64)
  /// A node's clock, and with it the timers that it sets, runs at a rate in parts per million; 1,000,000 is exact.
  case clockRate(node: Int, perMillion: Int64)
  /// A node's disk has so much room from now on, in bytes.
  case diskCapacity(node: Int, Int)
  /// A node's disk takes so many times as long from now on.
  case diskSlowness(node: Int, Int64)
  /// The next syncs of a node's disk fail.
  case failSyncs(node: Int, count: Int)
  /// A byte of a file changes.
  case flip(node: Int, path: String, offset: Int, mask: UInt8)
}
