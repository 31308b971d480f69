/// One member's record: who, where, and how its votes are verified.
public struct Member: Sendable, Hashable {
  /// Its name, unique in the set.
  public var id: NodeID
  /// Where it listens, as its shell understands it; at most 255 bytes.
  public var address: String
  /// With which algorithm its votes are signed: a reconfiguration can change it.
  public var algorithm: VoteAlgorithm
  /// The public key in that algorithm's own form.
  public var publicKey: [UInt8]

  /// Creates a record. Nothing is checked here; `MemberSet` checks.
  public init(id: NodeID, address: String, algorithm: VoteAlgorithm, publicKey: [UInt8]) {
    self.id = id
    self.address = address
    self.algorithm = algorithm
    self.publicKey = publicKey
  }
}
