internal import ArgumentParser

/// `sat experiment`: what the detectors are worth, measured on plants that the program attacks itself.
struct ExperimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiment",
    abstract: "Measure detection on simulated plants, against baselines.",
    subcommands: [DetectionExperimentCommand.self])
}
