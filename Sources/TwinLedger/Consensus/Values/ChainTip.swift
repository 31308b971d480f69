/// Where a replica's final chain ends.
public struct ChainTip: Sendable, Hashable {
  /// The epoch in force after the tip.
  public var epoch: UInt64
  /// The tip's view in that epoch; 0 where the tip is its genesis.
  public var view: UInt64
  /// The tip's height.
  public var height: UInt64
  /// The tip's hash.
  public var hash: Digest32
  /// The log after it.
  public var log: LogFrontier

  /// Creates a tip.
  public init(epoch: UInt64, view: UInt64, height: UInt64, hash: Digest32, log: LogFrontier) {
    self.epoch = epoch
    self.view = view
    self.height = height
    self.hash = hash
    self.log = log
  }

  /// The beginning of a chain: epoch 0, nothing in the log.
  public static func genesis(chainID: Digest32, members: MemberSet) -> ChainTip {
    let hash = Digest32(sha256: Array("SAT-LEDGER-V1 genesis".utf8) + chainID.bytes + members.hash.bytes)
    return ChainTip(epoch: 0, view: 0, height: 0, hash: hash, log: LogFrontier())
  }
}
