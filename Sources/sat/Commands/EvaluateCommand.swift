internal import ArgumentParser
internal import Foundation
internal import TwinDetection
internal import TwinEvaluation

/// `sat evaluate`: the field's metrics on a labelled recording.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Judge a model on a labelled recording by the field's metrics.",
    discussion: """
      The recording has a label column (0 normal, 1 attack or fault) or an event column. Nothing is point-adjusted. The
      autoencoder alone is always judged beside the ensemble. A self-contained HTML report with plots is written beside.

      Example:
        sat evaluate --model plant.satmodel --recording labelled.csv.gz
        sat evaluate --model plant.satmodel --recording labelled.csv.gz --report report.html --json
      """)

  @Option(help: "The model, written by 'sat train'.")
  var model: String
  @Option(help: "The labelled recording.")
  var recording: String
  @Option(help: "Which detector comes first; the autoencoder is judged beside it.")
  var detector = DetectorChoice.ensemble
  @Option(
    help: "Where to write the HTML report; the default is the recording's name with .report.html, in this folder.")
  var report: String?
  @Flag(help: "Write no HTML report.")
  var noReport = false
  @OptionGroup var reading: RecordingArguments
  @Flag(help: "Print all figures as JSON.")
  var json = false

  func run() throws {
    let (trained, digest) = try readModel(model)
    let page = noReport ? nil : report ?? recordingName(recording) + ".report.html"
    let progress = Progress()
    let outcome = try Judging(
      model: trained, digest: digest, modelName: (model as NSString).lastPathComponent, recording: recording,
      reading: reading.options, detector: detector.kind, period: reading.period?.seconds
    ).run(progress)
    progress.end()
    if let page { try writeFile(page, Array(outcome.page.html().utf8)) }
    if json { return try printResult(outcome.json()) }
    let twin = outcome.twin.map { $0.text + "\n" } ?? ""
    try printResult(outcome.report.text() + twin + (page.map { "Report: \($0)\n" } ?? ""))
  }
}
