internal import ArgumentParser
internal import Foundation
internal import TwinLedger
internal import TwinModel

/// `sat ledger verify`: a whole log, or one proof, offline.
struct LedgerVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify a whole log, or one proof, without any connection.",
    discussion: """
      A folder: every file against the checkpoint, the checkpoint against the keys or the policy. With --since, also
      that the log still has everything an older checkpoint had. A proof file: that its entry was logged.

      Exit status: 0 when it holds, 1 when it does not (the first wrong file or entry is named), 2 when it cannot be
      read.

      Examples:
        sat ledger verify log --key plant.key.pub --since kept-checkpoint
        sat ledger verify event.tlog-proof --policy plants.policy
      """)

  @Argument(help: "The log's folder, or a proof file.")
  var path: String
  @OptionGroup var trust: LedgerTrust
  @Option(help: ArgumentHelp("An older checkpoint that the log must extend.", valueName: "file"))
  var since: String?
  @Option(help: ArgumentHelp("The entry that a proof is about; not needed when the proof has it.", valueName: "file"))
  var entry: String?
  @Flag(help: "Print the result as JSON.")
  var json = false

  private struct Result: Encodable {
    var path: String
    var holds: Bool
    @OrNull var problem: String?
    @OrNull var wrongFile: String?
    @OrNull var wrongEntry: UInt64?
    @OrNull var origin: String?
    @OrNull var size: UInt64?
    @OrNull var root: String?
    @OrNull var entriesVerified: UInt64?
    @OrNull var minimumIndex: UInt64?
    @OrNull var uncoveredFiles: Int?
    @OrNull var index: UInt64?
    @OrNull var cosigners: [String]?

    init(path: String, holds: Bool) {
      self.path = path
      self.holds = holds
    }

    init(path: String, trusted: TrustedCheckpoint) {
      self.init(path: path, holds: true)
      origin = trusted.checkpoint.origin
      size = trusted.checkpoint.size
      root = trusted.checkpoint.root.base64
      cosigners = trusted.cosigners.map(\.key.name)
    }
  }

  func run() throws {
    let policy = try trust.requiredPolicy()
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure("\(path): No such file or directory; check the path")
    }
    try isFolder.boolValue ? verifyLog(policy) : verifyProof(policy)
  }

  private func verifyLog(_ policy: LogPolicy) throws {
    let older = try since.map { try readCheckpoint($0) }
    let progress = Progress(isSilent: json)
    let audit = LogAudit(LogFolder(reading: path), policy: policy) { done in
      progress.show("verified \(done) entries")
    }
    let outcome = Swift.Result { () throws(LogAuditError) in try audit.run(since: older) }
    progress.end()
    switch outcome {
    case .success(let report):
      var result = Result(path: path, trusted: report.checkpoint)
      result.entriesVerified = report.entriesVerified
      result.minimumIndex = report.minimumIndex
      result.uncoveredFiles = report.uncoveredFiles
      try tell(result, text: text(report))
    case .failure(.store(let error)): throw Failure(error, in: path)
    case .failure(.finding(let finding)):
      var result = Result(path: path, holds: false)
      result.problem = finding.description
      result.wrongFile = finding.path
      result.wrongEntry = finding.entry
      try tell(result, text: "\(path) does NOT hold: \(finding)")
      throw ExitCode(1)
    }
  }

  private func text(_ report: LogAuditReport) -> String {
    let checkpoint = report.checkpoint.checkpoint
    let keys = report.checkpoint.logKeys + report.checkpoint.cosigners.map(\.key)
    let names = keys.map { "\($0)".split(separator: "+").prefix(2).joined(separator: "+") }
    var lines = [
      "\(path) holds: \(checkpoint.origin), \(checkpoint.size) entries, root \(checkpoint.root.base64)",
      "\(report.entriesVerified) entries and all their tiles are what was signed by "
        + names.joined(separator: ", "),
    ]
    if report.minimumIndex > 0 { lines.append("Entries below \(report.minimumIndex) have been pruned.") }
    if report.uncoveredFiles > 0 {
      lines.append("\(report.uncoveredFiles) files are not covered by the checkpoint: newer than it, or pruned.")
    }
    if since != nil { lines.append("It has everything that the older checkpoint had.") }
    return lines.joined(separator: "\n")
  }

  private func verifyProof(_ policy: LogPolicy) throws {
    if since != nil { throw Failure("--since goes with a log's folder, not with a proof") }
    let bytes = try readFile(path, limit: LogProof.byteLimit)
    let given = try entry.map { try readFile($0, limit: EntryBundle.largestEntry) }
    let outcome = Swift.Result { () throws(LogProofError) in
      let proof = try LogProof(bytes)
      let entry = given ?? proof.extra
      return (
        proof.index, entry,
        try entry.map { entry throws(LogProofError) in try proof.verify(entry: entry, policy: policy) }
      )
    }
    switch outcome {
    case .success((_, nil, _)), .success((_, _, nil)):
      throw Failure("\(path): the proof does not have its entry; give it with --entry")
    case .success((let index, let entry?, let trusted?)):
      var result = Result(path: path, trusted: trusted)
      result.index = index
      let checkpoint = trusted.checkpoint
      var text = "\(path) holds: entry \(index) of \(checkpoint.origin) at \(checkpoint.size) entries"
      if let event = try? AuditEvent(decoding: entry) { text += try "\n" + jsonLine(event) }
      try tell(result, text: text)
    case .failure(let error):
      var result = Result(path: path, holds: false)
      result.problem = error.description
      result.wrongFile = path
      try tell(result, text: "\(path) does NOT hold: \(error)")
      throw ExitCode(1)
    }
  }

  private func tell(_ result: Result, text: String) throws { try printResult(json ? jsonText(result) : text) }
}
