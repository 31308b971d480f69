internal import ArgumentParser
internal import TwinLedger

/// `sat ledger prune`: entries that need not be kept any longer.
struct LedgerPruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Forget entries below an index; all other proofs stay valid.",
    discussion: """
      Removes full files of 256 entries that end at or below the index. Indices never change. There is no way back:
      keep a copy where your retention policy asks for one.

      Example:
        sat ledger prune log --below 100000
      """)

  @Argument(help: "The log's folder.")
  var log: String
  @Option(help: "The first entry that must stay.")
  var below: UInt64

  func run() throws {
    try reading(log) { () throws(LogStoreError) in
      let origin = try LogReader(LogFolder(reading: log)).checkpoint().checkpoint.origin
      var store = try LogStore.open(LogFolder(writing: log), origin: origin)
      try store.prune(below: below)
    }
    try printResult("Entries below \(below) need not be kept any longer.")
  }
}
