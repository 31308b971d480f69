import TwinLedger

/// The write-ahead log of a node's votes: the machine's records in their file (rule 9).
struct VoteMemory {
  private let file: GroupCommitFile
  private let configuration: LedgerNodeConfiguration
  private let chainIsStored: @Sendable () -> Bool
  private var segment: WriteAheadSegment?
  /// Records handed over so far; the machine's tokens count alike.
  private var count: UInt64 = 0
  /// Writes handed over so far; a vote is two of them, far apart.
  private var writes: UInt64 = 0
  /// For records on their way to the disk: their last write, their number, and the segment's sequence after them.
  private var underWay: [(write: UInt64, record: UInt64, sequence: UInt64)] = []

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
    guard let places = segment?.append(record), let sequence = segment?.sequence else {
      return begin(with: live())
    }
    for place in places { file.write(place.bytes, at: place.offset) }
    writes += UInt64(places.count)
    underWay.append((writes, count, sequence))
  }

  /// Begins the file anew: with what still matters, once the chain's final part is stored.
  mutating func begin(with records: [WriteAheadRecord]) {
    let (segment, content) = WriteAheadSegment.create(
      chainID: configuration.replica.chainID, publicKey: configuration.publicKey, records: records,
      capacity: configuration.voteFileBytes)
    self.segment = segment
    writes += 1
    underWay = [(writes, count, segment.sequence)]
    file.begin(with: content, when: chainIsStored)
  }

  /// Everything up to this write is durable.
  ///
  /// - Returns: the number of the last record that is; `nil` when no further one is.
  mutating func synchronized(through write: UInt64) -> UInt64? {
    let done = underWay.prefix { $0.write <= write }
    guard let last = done.last else { return nil }
    underWay.removeFirst(done.count)
    segment?.synchronized(through: last.sequence)
    return last.record
  }
}
