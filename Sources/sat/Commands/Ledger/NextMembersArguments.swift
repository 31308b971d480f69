internal import ArgumentParser
internal import TwinLedger
internal import TwinNode

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
