internal import ArgumentParser
internal import TwinLedger

/// `sat ledger head`: the log's checkpoint.
struct LedgerHeadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "head",
    abstract: "Show a log's checkpoint: origin, size, root and who signed.",
    discussion: """
      With --key or --policy the signatures are verified, and the exit status is 1 when they are not enough.

      Example:
        sat ledger head log --key plant.key.pub
      """)

  @Argument(help: "The log's folder, or a checkpoint file.")
  var log: String
  @OptionGroup var trust: LedgerTrust
  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() throws {
    let signed = try readCheckpoint(log)
    let judged = try trust.policyIfGiven().map { $0.judge(signed) }
    let result = LedgerHead(signed, judged: judged)
    try printResult(json ? jsonText(result) : result.text)
    if case .rejected = judged { throw ExitCode(1) }
  }
}
