internal import ArgumentParser
internal import TwinLedger
internal import TwinNode

/// `sat ledger members`: who keeps a ledger, and how that changes.
struct LedgerMembersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "members",
    abstract: "Show who keeps a ledger, and change it with a quorum's approval.",
    discussion: """
      People at a quorum of the present members approve the next ones; the change is an entry of the ledger, and the next
      epoch begins behind it. What the present members must know is in their file: the founding one at first, later what
      'show' prints.

        sat ledger members show    --members members.yaml --key plant-a.key --to plant-a > present.yaml
        sat ledger members approve --members members.yaml --key plant-a.key --next next.yaml --output a.approval
        sat ledger members change  --members members.yaml --key plant-a.key --next next.yaml --to plant-a \\
                                   a.approval b.approval c.approval

      A member that comes in so makes its directory before or after that, and starts with an address of its own:

        sat ledger join --members members.yaml --key plant-e.key --name plant-e --data plant-e
        sat ledger run  --members members.yaml --key plant-e.key --data plant-e --listen 0.0.0.0:7400
      """,
    subcommands: [LedgerMembersShowCommand.self, LedgerMembersApproveCommand.self, LedgerMembersChangeCommand.self])
}

/// The set that is to come, and the epoch that is to end.
struct NextMembersArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The next members, as a member file of the same chain.", valueName: "file"))
  var next: String
  @Option(help: ArgumentHelp("The present epoch; 'sat ledger members show' tells.", valueName: "number"))
  var epoch: UInt64 = 0

  /// The next members, and what approvals count in.
  func read(_ arguments: MemberArguments) throws(Failure) -> (next: MemberSet, context: VotingContext) {
    let founding = try arguments.readMembers()
    let present = try arguments.readPresentMembers()
    let file = try arguments.readMembers(next)
    guard file.chain == founding.chain else {
      throw Failure("\(next): members of \(file.chain), and \(arguments.members) is of \(founding.chain)")
    }
    for member in file.members.members {
      do throws(LedgerNodeError) { _ = try LedgerNode.peer(member) } catch { throw Failure(error, in: next) }
    }
    return (file.members, VotingContext(chainID: founding.chainID, epoch: epoch, members: present.members))
  }
}
