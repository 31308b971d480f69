/// What a replica is told once.
public struct ReplicaConfiguration: Sendable {
  /// The chain; part of every signed statement.
  public var chainID: Digest32
  /// Δ: how long a message may take when all is well. A view is given up after 3Δ at first (rule 8).
  public var delay: Duration = .milliseconds(50)
  /// No view is waited for longer (rule 8).
  public var longestView: Duration = .seconds(10)
  /// After so long without a new final block a replica says where it stands (rule 10).
  public var standstill: Duration = .seconds(1)
  /// A leader puts at most so many entries into a block, 1 ... 65,536.
  public var blockEntries = 4_096
  /// A leader puts at most so many bytes of entries into a block; at most 8 MiB.
  public var blockBytes = 1 << 20
  /// At most so many entries wait to be final.
  public var poolEntries = 100_000
  /// At most so many bytes of entries wait to be final.
  public var poolBytes = 64 << 20
  /// The write-ahead log begins anew after so many bytes.
  public var memoryBytes = 4 << 20
  /// The leader of view v is member (v + offset) mod n.
  public var leaderOffset: UInt64 = 0
  /// Rules to break, so that the tests can see that their breaking is noticed; none outside tests and simulation.
  package var mutations: RuleMutations = []

  /// Creates the configuration of one chain with the defaults.
  public init(chainID: Digest32) { self.chainID = chainID }
}
