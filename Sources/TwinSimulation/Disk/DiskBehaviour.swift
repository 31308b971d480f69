/// How a disk treats its node, in normal times and at a crash.
public struct DiskBehaviour: Sendable, Equatable {
  /// Time of a write, create, rename or removal, which only reach the page cache.
  public var writeDelay: DelayDistribution
  /// Time of a sync.
  public var syncDelay: DelayDistribution
  /// Bytes that all files together may take.
  public var capacity: Int
  /// Bytes that reach the medium together; a crash may cut inside one as well.
  public var sectorBytes: Int
  /// Chance that a crash leaves anything of what was not synced, in parts per million; the rest of the crashes lose all.
  public var tornPerMillion: UInt32

  /// Creates a behaviour: a quick disk of 1 GiB with sectors of 512 bytes, half of whose crashes leave torn writes.
  public init(
    writeDelay: DelayDistribution = .uniform(.microseconds(2)...(.microseconds(20))),
    syncDelay: DelayDistribution = .exponential(least: .microseconds(300), mean: .microseconds(700)),
    capacity: Int = 1 << 30, sectorBytes: Int = 512, tornPerMillion: UInt32 = 500_000
  ) {
    self.writeDelay = writeDelay
    self.syncDelay = syncDelay
    self.capacity = capacity
    self.sectorBytes = max(1, sectorBytes)
    self.tornPerMillion = tornPerMillion
  }
}
