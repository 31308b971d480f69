/// Why a write-ahead log is not this node's. Damage is no error: it is a `Recollection`.
public enum WriteAheadError: Error, Sendable, Hashable {
  /// The file belongs to another chain.
  case otherChain
  /// The file belongs to another key.
  case otherKey
}
