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

      With --messages it learns, too, or only, what normal operation says on the network, from logs that
      'sat testbed run --messages' writes: who says what to whom, how often, how fast and with what values.

      Example:
        sat train --messages normal.jsonl.gz --message-output plant.satmessages
      """)

  @Option(parsing: .upToNextOption, help: "Recordings of normal operation, with the same columns.")
  var recording: [String] = []
  @Option(name: [.short, .long], help: "Where to write the model.")
  var output: String?
  @Option(parsing: .upToNextOption, help: "Message logs of normal operation, one after the other in time.")
  var messages: [String] = []
  @Option(help: ArgumentHelp("Where to write the baseline of messages.", valueName: "plant.satmessages"))
  var messageOutput: String?
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
    guard !recording.isEmpty || !messages.isEmpty else {
      throw Failure("say what to learn from: --recording with --output, --messages with --message-output, or both")
    }
    guard recording.isEmpty == (output == nil) else {
      throw Failure("--recording and --output belong together; give both or neither")
    }
    guard messages.isEmpty == (messageOutput == nil) else {
      throw Failure("--messages and --message-output belong together; give both or neither")
    }
    if let output, output == messageOutput {
      throw Failure("--output and --message-output name one file; name one each")
    }
  }

  func run() throws {
    let progress = Progress()
    var results: [String] = []
    if let output { results.append(try trainOnRecordings(output, progress)) }
    if let messageOutput { results.append(try trainOnMessages(messageOutput, progress)) }
    progress.end()
    for result in results { try printResult(result) }
  }

  private func trainOnMessages(_ path: String, _ progress: Progress) throws -> String {
    var file = try OutputFile(path: path)
    let outcome = try MessageTraining(logs: messages, falseAlarmsPerDay: falseAlarmsPerDay).run(progress)
    try file.write(outcome.bytes)
    try file.commit()
    let text = MessageTrainingText(outcome, path: path)
    return json ? try text.json() : text.plain
  }

  private func trainOnRecordings(_ output: String, _ progress: Progress) throws -> String {
    let training = Training(
      recordings: recording, reading: reading.options,
      options: TrainingOptions(
        falseAlarmsPerDay: falseAlarmsPerDay, period: reading.period?.seconds, seed: seed, threads: threads),
      site: site)
    // A path that cannot be written is found out before the work, not after it.
    var file = try OutputFile(path: output)
    let outcome = try training.run(progress)
    try file.write(outcome.bytes)
    try file.commit()
    let text = TrainingText(outcome, path: output)
    return json ? try text.json() : text.plain()
  }
}
