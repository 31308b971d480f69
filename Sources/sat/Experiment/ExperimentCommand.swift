internal import ArgumentParser

/// `sat experiment`: what the detectors are worth, measured on plants that the program attacks itself.
struct ExperimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiment",
    abstract: "Measure detection and diagnosis on simulated plants, against baselines.",
    subcommands: [
      DetectionExperimentCommand.self, DiagnosisExperimentCommand.self, IdentificationExperimentCommand.self,
    ])
}
