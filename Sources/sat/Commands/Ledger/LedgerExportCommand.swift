internal import ArgumentParser
internal import TwinConnectors
internal import TwinLedger
internal import TwinModel

/// `sat ledger export`: entries for other tools.
struct LedgerExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write entries as JSON lines, or their proofs as COSE receipts.",
    discussion: """
      Nothing is verified on the way; 'sat ledger verify' does that. Receipts need the log's private Ed25519 key, since
      a receipt carries a signature of its own; they go into a folder, one file INDEX.cose for each entry.

      Examples:
        sat ledger export log --output events.jsonl.gz
        sat ledger export log --format cose --key plant.key --output receipts --from 10 --count 5
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl, cose }

  @Argument(help: "The log's folder.")
  var log: String
  @Option(help: "What to write: jsonl or cose.")
  var format = Format.jsonl
  @Option(help: ArgumentHelp("A file for JSON lines (standard output if not given), a folder for receipts."))
  var output: String?
  @Option(help: ArgumentHelp("The log's private keys, for receipts.", valueName: "file"))
  var key: String?
  @Option(help: "The first entry; the first that has not been pruned if not given.")
  var from: UInt64?
  @Option(help: "How many entries at most.")
  var count: UInt64?

  func run() throws {
    let reader = LogReader(LogFolder(reading: log))
    let (checkpoint, minimum) = try reading(log) { () throws(LogStoreError) in
      (try reader.checkpoint().checkpoint, try reader.minimumIndex())
    }
    let first = from ?? minimum
    guard first <= checkpoint.size else {
      throw Failure("\(log): \(first) is beyond the log's \(checkpoint.size) entries")
    }
    let range = first..<first + min(count ?? .max, checkpoint.size - first)
    switch format {
    case .jsonl: try writeLines(reader, range: range, size: checkpoint.size)
    case .cose: try writeReceipts(reader, range: range, checkpoint: checkpoint)
    }
  }

  /// An entry: an event, or the bytes where it is none.
  private struct Line: Encodable {
    var index: UInt64
    var leafHash: String
    @OrNull var time: String?
    @OrNull var event: AuditEvent?
    @OrNull var bytes: String?
  }

  private func writeLines(_ reader: LogReader<LogFolder>, range: Range<UInt64>, size: UInt64) throws {
    var file = try OutputFile(path: output ?? "/dev/stdout", isCompressible: true)
    try forEachEntry(reader, range: range, size: size) { index, entry in
      let event = try? AuditEvent(decoding: entry)
      let line = Line(
        index: index, leafHash: Digest32(leaf: entry).base64, time: event?.time.iso8601, event: event,
        bytes: event == nil ? base64(entry) : nil)
      try file.write(Array((jsonLine(line) + "\n").utf8))
    }
    try file.commit()
    if let output { try printResult("Wrote \(output): \(range.count) entries from \(range.lowerBound) on.") }
  }

  private func writeReceipts(_ reader: LogReader<LogFolder>, range: Range<UInt64>, checkpoint: Checkpoint) throws {
    guard let key, let output else { throw Failure("receipts need --key and --output") }
    guard let signer = try readSignerKeys(key).first(where: { $0.verifier.algorithm == .ed25519 }),
      signer.verifier.name == checkpoint.origin
    else { throw Failure("\(key): there is no Ed25519 key of \(checkpoint.origin) in it") }
    try makeFolder(output)
    for index in range {
      let path = try reading(log) { () throws(LogStoreError) in
        try reader.inclusionProof(of: index, size: checkpoint.size)
      }
      let receipt = try COSEReceipt(
        .inclusion(size: checkpoint.size, index: index, path: path), root: checkpoint.root, key: signer)
      try writeFile("\(output)/\(index).cose", receipt.encoded)
    }
    try printResult("Wrote \(range.count) receipts into \(output).")
  }

  /// Entries in order, a bundle at a time.
  private func forEachEntry(
    _ reader: LogReader<LogFolder>, range: Range<UInt64>, size: UInt64, _ body: (UInt64, [UInt8]) throws -> Void
  ) throws {
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index & ~0xFF
      let width = min(256, size - start)
      let entries = try reading(log) { () throws(LogStoreError) in
        try reader.entries(at: TileCoordinate(.entries, number: start >> 8, width: Int(width)))
      }
      for (offset, entry) in entries.enumerated() where range.contains(start + UInt64(offset)) {
        try body(start + UInt64(offset), entry)
      }
      index = start + width
    }
  }
}
