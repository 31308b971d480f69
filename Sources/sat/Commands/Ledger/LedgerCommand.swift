internal import ArgumentParser

/// `sat ledger`: a log nobody can rewrite.
struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Keep and verify a log that nobody can rewrite.",
    discussion: """
      A log of one owner, from nothing to a verified proof:

        sat ledger keygen --name example.com/plant --output plant.key
        sat ledger init   log --key plant.key
        sat ledger append log --key plant.key --file event.json
        sat ledger verify log --key plant.key.pub
        sat ledger prove  log 0 --output event.tlog-proof
        sat ledger verify event.tlog-proof --key plant.key.pub

      A ledger of several owners, of whom one in four may crash or lie:

        sat ledger keygen --member --name plant-a --output plant-a.key
        sat ledger join   --members members.yaml --key plant-a.key --data plant-a
        sat ledger run    --members members.yaml --key plant-a.key --data plant-a
        sat ledger submit --members members.yaml --key plant-b.key --to plant-a event.json --proof event.tlog-proof
        sat ledger policy --members members.yaml --output ledger.policy
        sat ledger verify event.tlog-proof --policy ledger.policy --entry event.json

      Its members change when a quorum of them says so: 'sat ledger help members'.
      """,
    subcommands: [
      LedgerKeygenCommand.self, LedgerInitCommand.self, LedgerAppendCommand.self, LedgerHeadCommand.self,
      LedgerProveCommand.self, LedgerVerifyCommand.self, LedgerExportCommand.self, LedgerPruneCommand.self,
      LedgerJoinCommand.self, LedgerRunCommand.self, LedgerSubmitCommand.self, LedgerStatusCommand.self,
      LedgerPolicyCommand.self, LedgerMembersCommand.self, LedgerSimulateCommand.self,
    ])
}
