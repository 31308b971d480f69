import TwinLedger

/// The write-ahead log of a node's votes: the machine's records in their file (rule 9).
struct VoteMemory {
  private let file: GroupCommitFile
  private let configuration: LedgerNodeConfiguration
  private let chainIsStored: @Sendable () -> Bool
  private var segment: WriteAheadSegment?
  /// Records handed over so far; the machine's tokens count alike.
  private var count: UInt64 = 0
  /// Records that were in the segment's beginning are not counted: the difference between both numbers.
  private var offset: UInt64 = 0

  init(
    _ file: GroupCommitFile, _ configuration: LedgerNodeConfiguration, chainIsStored: @escaping @Sendable () -> Bool
  ) {
    self.file = file
    self.configuration = configuration
    self.chainIsStored = chainIsStored
  }

  /// Writes a record down.
  ///
  /// - Parameter live: all records that matter, this one among them, for a file that is full.
  mutating func append(_ record: WriteAheadRecord, live: () -> [WriteAheadRecord]) {
    count += 1
    guard let write = segment?.append(record) else { return begin(with: live(), counting: 1) }
    file.write(write.bytes, at: write.offset)
  }

  /// Begins the file anew: with what still matters, once the chain's final part is stored.
  mutating func begin(with records: [WriteAheadRecord], counting new: UInt64 = 0) {
    let (segment, content) = WriteAheadSegment.create(
      chainID: configuration.replica.chainID, publicKey: configuration.publicKey, records: records,
      capacity: configuration.voteFileBytes)
    offset = segment.sequence &- count
    self.segment = segment
    file.begin(with: content, counting: new, when: chainIsStored)
  }

  /// Everything up to this record is durable.
  mutating func synchronized(through number: UInt64) { segment?.synchronized(through: number &+ offset) }
}
