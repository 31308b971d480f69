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

      With --diagnosis incidents are judged, too: confusion matrix, reliability of probabilities, root cause, repair,
      stability, alarms an hour. What happened is known from the file that 'sat testbed run --ground-truth' writes, or from
      events whose names begin with a type, such as A4.

      Example:
        sat testbed run city --hours 48 --attack A4 --at 30h --for 6h --output run.csv.gz --ground-truth truth.json
        sat evaluate --model city.satmodel --recording run.csv.gz --site city.yaml --diagnosis --ground-truth truth.json
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
  @Flag(help: "Judge incidents and explanations, too.")
  var diagnosis = false
  @Option(help: ArgumentHelp("What really happened, written by 'sat testbed run'.", valueName: "truth.json"))
  var groundTruth: String?
  @OptionGroup var knowledge: DiagnosisArguments
  @OptionGroup var reading: RecordingArguments
  @Flag(help: "Print all figures as JSON.")
  var json = false

  func validate() throws {
    guard diagnosis || (groundTruth == nil && knowledge.isEmpty) else {
      throw Failure(
        "--ground-truth, --site, --message-model, --messages, --identification and --log go with --diagnosis; add it")
    }
    guard knowledge.hasPairedMessages else {
      throw Failure("--message-model and --messages belong together; give both or neither")
    }
  }

  func run() throws {
    let (trained, digest) = try readModel(model)
    let page = noReport ? nil : report ?? recordingName(recording) + ".report.html"
    let progress = Progress()
    var outcome = try Judging(
      model: trained, digest: digest, modelName: (model as NSString).lastPathComponent, recording: recording,
      reading: reading.options, detector: detector.kind, period: reading.period?.seconds
    ).run(progress)
    progress.end()
    if diagnosis {
      outcome.diagnosis = try DiagnosisJudging(
        watch: try knowledge.watch(recording, reading, model: trained, kind: detector.kind), recording: recording,
        groundTruth: groundTruth, modelDigest: digest
      ).run()
      outcome.page.diagnosis = outcome.diagnosis?.section
    }
    if let page { try writeFile(page, Array(outcome.page.html().utf8)) }
    if json { return try printResult(outcome.json()) }
    let twin = outcome.twin.map { $0.text + "\n" } ?? ""
    let judged = outcome.diagnosis.map { "\nDiagnosis\n" + $0.text } ?? ""
    try printResult(outcome.report.text() + twin + judged + (page.map { "Report: \($0)\n" } ?? ""))
  }
}
