internal import ArgumentParser
internal import TwinLedger

/// `sat ledger prove`: an entry's proof, to be verified without the log.
struct LedgerProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Write a proof that an entry is in the log, to be verified anywhere.",
    discussion: """
      The proof is a tlog-proof@v1 with the log's present checkpoint; the entry itself goes along as extra bytes.

      Example:
        sat ledger prove log 12 --output event.tlog-proof
      """)

  @Argument(help: "The log's folder.")
  var log: String
  @Argument(help: "Number of the entry, from 0.")
  var index: UInt64
  @Option(help: ArgumentHelp("Where the proof goes; standard output if not given.", valueName: "file"))
  var output: String?
  @Flag(help: "Leave the entry itself out.")
  var withoutEntry = false

  func run() throws {
    let proof = try reading(log) { () throws(LogStoreError) in
      let reader = LogReader(LogFolder(reading: log))
      let signed = try reader.checkpoint()
      let size = signed.checkpoint.size
      let entry = withoutEntry ? nil : try reader.entry(index, size: size)
      return LogProof(
        index: index, inclusion: try reader.inclusionProof(of: index, size: size), signed: signed, extra: entry)
    }
    guard let output else { return try printResult(String(decoding: proof.bytes, as: UTF8.self)) }
    try writeFile(output, proof.bytes)
    try printResult("Wrote \(output): entry \(index) of \(proof.signed.checkpoint.size).")
  }
}
