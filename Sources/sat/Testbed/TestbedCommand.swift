internal import ArgumentParser

/// `sat testbed`: plants that the program simulates itself.
struct TestbedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "testbed",
    abstract: "Simulate, attack and record a plant.",
    subcommands: [TestbedListCommand.self, TestbedDescribeCommand.self, TestbedRunCommand.self])
}
