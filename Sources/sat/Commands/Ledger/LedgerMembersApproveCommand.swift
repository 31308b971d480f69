internal import ArgumentParser
internal import Crypto
internal import TwinLedger

/// `sat ledger members approve`: one member's approval of the next members.
struct LedgerMembersApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Approve the next members, with a present member's key; needs no connection.",
    discussion: """
      The approval counts in this chain and epoch, for these next members alone.

      Example:
        sat ledger members approve --members members.yaml --key plant-a.key --next next.yaml --output a.approval
      """)

  @OptionGroup var arguments: MemberArguments
  @OptionGroup var change: NextMembersArguments
  @Option(help: ArgumentHelp("Where the approval goes.", valueName: "file"))
  var output: String

  func run() throws {
    let (next, context) = try change.read(arguments)
    let signer = Ed25519Signer(try arguments.readKey())
    let approval: MembershipApproval
    do throws(MembershipApprovalError) { approval = try MembershipApproval(of: next, in: context, by: signer) } catch {
      throw Failure(error, in: arguments.key)
    }
    try writeFile(output, Array(approval.text.utf8))
    try printResult("\(approval.member) approves \(next.count) next members in epoch \(context.epoch): \(output)")
  }
}
