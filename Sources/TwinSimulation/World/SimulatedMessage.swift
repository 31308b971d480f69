/// What nodes of a world send each other.
public protocol SimulatedMessage: Sendable {
  /// A digest of the content, the same in every process; it enters the world's trace hash.
  var traceDigest: UInt64 { get }

  /// The size on the wire, for the network's counters.
  var byteCount: Int { get }
}
