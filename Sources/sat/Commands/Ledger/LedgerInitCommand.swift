internal import ArgumentParser
internal import TwinLedger

/// `sat ledger init`: an empty log.
struct LedgerInitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Begin a log in an empty folder.",
    discussion: """
      Example:
        sat ledger init log --key plant.key
      """)

  @Argument(help: "The folder; made if there is none.")
  var log: String
  @Option(help: ArgumentHelp("The log's private keys, as keygen wrote them.", valueName: "file"))
  var key: String
  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() throws {
    let keys = try readSignerKeys(key)
    let empty = Checkpoint(origin: keys[0].verifier.name, size: 0, root: .empty)
    let signed = try SignedCheckpoint(empty, keys: keys, time: secondsSince1970())
    let store = try reading(log) { () throws(LogStoreError) in
      try LogStore.create(in: LogFolder(writing: log), checkpoint: signed)
    }
    let result = LedgerHead(store.published, judged: nil)
    try printResult(json ? jsonText(result) : "Began the log \(result.origin) in \(log).")
  }
}
