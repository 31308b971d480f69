internal import ArgumentParser
internal import Foundation
internal import TwinConnectors
internal import TwinDetection

/// `sat train`: learns normal operation.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learn normal operation from recordings and write a model.",
    discussion: """
      The recordings hold normal operation (CSV, maybe gzipped). The first four fifths of each series are learned, the
      last fifth calibrates the alarm threshold to the stated budget of false alarms. Labelled rows are left out.

      Example:
        sat train --recording normal.csv.gz --output plant.satmodel
        sat train --recording normal.csv --period 900s --false-alarms-per-day 0.1 --output plant.satmodel
        sat train --recording normal.csv.gz --site plant.yaml --output plant.satmodel
      """)

  @Option(parsing: .upToNextOption, help: "Recordings of normal operation, with the same columns.")
  var recording: [String]
  @Option(name: [.short, .long], help: "Where to write the model.")
  var output: String
  @Option(help: "False alarms per day that you accept; the default is one a month.")
  var falseAlarmsPerDay = TrainingOptions.defaultFalseAlarmsPerDay
  @Option(help: "The plant's site file; its balances, relations and rules join the ensemble.")
  var site: String?
  @OptionGroup var reading: RecordingArguments
  @Option(help: "Seed of every random choice; the same seed gives the same model.")
  var seed: UInt64 = 1
  @Option(help: "Threads to train with; the model does not depend on it.")
  var threads = ProcessInfo.processInfo.activeProcessorCount
  @Flag(help: "Print the result as JSON.")
  var json = false

  func validate() throws {
    guard threads > 0 else { throw Failure("--threads must be at least 1") }
    guard falseAlarmsPerDay > 0, falseAlarmsPerDay.isFinite else {
      throw Failure("--false-alarms-per-day must be a number above 0")
    }
  }

  func run() throws {
    let progress = Progress()
    let training = Training(
      recordings: recording, reading: reading.options,
      options: TrainingOptions(
        falseAlarmsPerDay: falseAlarmsPerDay, period: reading.period?.seconds, seed: seed, threads: threads),
      site: site)
    // A path that cannot be written is found out before the work, not after it.
    var file = try OutputFile(path: output)
    let outcome = try training.run(progress)
    progress.end()
    try file.write(outcome.bytes)
    try file.commit()
    let text = TrainingText(outcome, path: output)
    try printResult(json ? try text.json() : text.plain())
  }
}
