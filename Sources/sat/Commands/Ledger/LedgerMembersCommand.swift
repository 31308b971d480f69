internal import ArgumentParser

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
