internal import ArgumentParser

/// `sat attack`: what the simulated plants can be attacked with.
struct AttackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attack",
    abstract: "Look up the eight types of attack, their variants and levels.",
    subcommands: [AttackListCommand.self, AttackDescribeCommand.self])
}
