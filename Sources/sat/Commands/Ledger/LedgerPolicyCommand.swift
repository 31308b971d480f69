internal import ArgumentParser
internal import TwinLedger

/// `sat ledger policy`: whom an auditor believes.
struct LedgerPolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Write the tlog-policy file that follows from a member file.",
    discussion: """
      Any member speaks as the log, a quorum of them as witnesses: what the policy trusts is final.

      Example:
        sat ledger policy --members members.yaml --output ledger.policy
        sat ledger verify event.tlog-proof --policy ledger.policy
      """)

  @Option(help: ArgumentHelp("The member file.", valueName: "file"))
  var members: String
  @Option(help: ArgumentHelp("Where the policy goes; standard output when not given.", valueName: "file"))
  var output: String?
  @Flag(help: "Allow fewer than four members, for development.")
  var unsafeSingle = false

  func run() throws {
    let bytes = try readFile(members, limit: MemberFile.maximumBytes)
    let file: MemberFile
    do throws(MemberFileError) {
      file = try MemberFile(bytes, file: members, unsafeSingle: unsafeSingle)
    } catch {
      throw Failure(error)
    }
    var lines: [String] = []
    do throws(NoteError) {
      for member in file.members.members {
        let key = try VerifierKey(name: file.chain, algorithm: .ed25519, publicKey: member.publicKey)
        lines.append("log \(key)")
      }
      for member in file.members.members {
        let name = member.id.description
        let key = try VerifierKey(name: name, algorithm: .cosignature, publicKey: member.publicKey)
        lines.append("witness \(name) \(key)")
      }
    } catch {
      throw Failure(error, in: members)
    }
    let names = file.members.members.map(\.id.description).joined(separator: " ")
    lines.append("group members \(file.members.quorum) \(names)")
    lines.append("quorum members")
    let text = lines.joined(separator: "\n") + "\n"
    guard let output else { return try printResult(String(text.dropLast())) }
    try writeFile(output, Array(text.utf8))
  }
}
