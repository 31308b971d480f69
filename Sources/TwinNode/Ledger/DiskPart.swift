/// What a node keeps on its disk, each of which may fail by itself.
enum DiskPart: Hashable {
  /// The write-ahead log of votes.
  case votes
  /// Final blocks.
  case blocks
  /// The transparency log's files.
  case log
}
