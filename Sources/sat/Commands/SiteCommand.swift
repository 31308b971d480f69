internal import ArgumentParser

/// `sat site`: describes a plant.
struct SiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Describe a plant: a first site file from a recording, and its errors.",
    subcommands: [SiteInferCommand.self, SiteCheckCommand.self])
}
