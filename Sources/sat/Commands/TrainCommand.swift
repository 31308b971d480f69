internal import ArgumentParser
internal import Foundation
internal import TwinConnectors
internal import TwinDetection
internal import TwinModel

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
      """)

  @Option(parsing: .upToNextOption, help: "Recordings of normal operation, with the same columns.")
  var recording: [String]
  @Option(name: [.short, .long], help: "Where to write the model.")
  var output: String
  @Option(help: "False alarms per day that you accept; the default is one a month.")
  var falseAlarmsPerDay = TrainingOptions.defaultFalseAlarmsPerDay
  @OptionGroup var reading: RecordingArguments
  @Option(help: "Seed of every random choice; the same seed gives the same model.")
  var seed: UInt64 = 1
  @Option(help: "Threads to train with; the model does not depend on it.")
  var threads = ProcessInfo.processInfo.activeProcessorCount
  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() throws {
    guard threads > 0 else { throw Failure("--threads must be at least 1") }
    let progress = Progress()
    let (rows, period) = try read(progress)
    let options = TrainingOptions(
      falseAlarmsPerDay: falseAlarmsPerDay, period: reading.period?.seconds ?? period, seed: seed, threads: threads)
    progress.show("training on \(rows.count) rows …")
    let bytes: [UInt8]
    let model: DetectorModel
    do throws(TrainingError) {
      model = try DetectorTraining.train(on: rows, options: options)
      bytes = model.encoded()
    } catch {
      throw Failure(error, in: recording.joined(separator: ", "))
    }
    progress.end()
    try writeFile(output, bytes)
    let digest = DetectorModel.digest(of: bytes)
    print(
      json
        ? TrainingText.json(model, digest: digest, path: output)
        : TrainingText.text(model, digest: digest, path: output))
  }

  private func read(_ progress: Progress) throws -> (TrainingRows, period: Double?) {
    var rows: TrainingRows?
    var period: Double?
    for path in recording {
      var reader = try reading.open(path)
      var gathered = rows ?? TrainingRows(tags: reader.tags)
      let columns = try ColumnMatch(model: gathered.tags, recording: reader.tags, file: path).columns
      do throws(RecordingError) {
        while let block = try reader.nextBlock() {
          gathered.append(block.selecting(columns))
          progress.show("reading \(path): \(gathered.count) rows")
        }
      } catch {
        throw Failure(error)
      }
      period = period ?? reader.summary.rowPeriod
      rows = gathered
    }
    guard let rows else { throw Failure("no recording given") }
    return (rows, period)
  }
}
