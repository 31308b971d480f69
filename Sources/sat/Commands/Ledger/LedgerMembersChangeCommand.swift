internal import ArgumentParser
internal import TwinLedger
internal import TwinNode

/// `sat ledger members change`: the next epoch.
struct LedgerMembersChangeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "change",
    abstract: "Submit a change of members that a quorum approved, and wait until it is final.",
    discussion: """
      Example:
        sat ledger members change --members members.yaml --key plant-a.key --next next.yaml --to plant-a \\
          a.approval b.approval c.approval
      """)

  @OptionGroup var arguments: MemberArguments
  @OptionGroup var change: NextMembersArguments
  @Option(help: ArgumentHelp("The member to talk to.", valueName: "id"))
  var to: String
  @Argument(help: "Approvals of present members, a quorum of them.")
  var approvals: [String]

  func run() throws {
    let (next, context) = try change.read(arguments)
    let key = try arguments.readKey()
    let peer = try node(to, of: arguments.readPresentMembers())
    var read: [MembershipApproval] = []
    for path in approvals {
      let bytes = try readFile(path, limit: MembershipApproval.maximumBytes)
      do throws(MembershipApprovalError) { read.append(try MembershipApproval(bytes)) } catch {
        throw Failure(error, in: path)
      }
    }
    let reconfiguration: Reconfiguration
    do throws(MembershipApprovalError) {
      reconfiguration = try MembershipApproval.change(
        to: next, approvals: read, in: context, with: Ed25519Verifier())
    } catch {
      throw Failure(error)
    }
    guard let entry = Entry(reconfiguration) else { throw Failure("\(change.next): too many members for one entry") }
    let receipt = try waiting {
      let client = try await LedgerClient.connect(to: peer, key: key)
      defer { client.close() }
      return try await client.submit([entry.bytes])
    }
    try printResult(
      "final, entry \(receipt.indices.first ?? 0) of the log: epoch \(context.epoch + 1) with \(next.count) members")
  }
}
