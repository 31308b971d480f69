internal import ArgumentParser
internal import TwinNode

/// `sat ledger members show`: the members in force.
struct LedgerMembersShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Ask a member of a running ledger who the members are; prints a member file.",
    discussion: """
      One member's word: compare what two or three say, or look at the change in the log.

      Example:
        sat ledger members show --members members.yaml --key plant-a.key --to plant-a > present.yaml
      """)

  @OptionGroup var arguments: MemberArguments
  @Option(help: ArgumentHelp("The member to ask.", valueName: "id"))
  var to: String

  func run() throws {
    let status = try askForStatus(of: to, in: try arguments.readPresentMembers(), with: try arguments.readKey())
    try printResult("# epoch \(status.epoch)\n" + String(status.memberFile.dropLast()))
  }
}
