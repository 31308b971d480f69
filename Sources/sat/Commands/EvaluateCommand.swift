internal import ArgumentParser
internal import Foundation
internal import TwinConnectors
internal import TwinDetection
internal import TwinEvaluation
internal import TwinModel

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
    var reader = try reading.open(recording)
    guard reader.hasLabels else {
      throw Failure(
        "\(recording): no label and no event column, so there is nothing to judge by; use 'sat score', or name the "
          + "column with --label-column")
    }
    let columns = try matchColumns(trained, reader.tags, file: recording)
    var run = ScoredRun(model: trained, kind: detector.kind)
    let progress = Progress()
    do throws(RecordingError) {
      while let block = try reader.nextBlock() {
        run.append(block.selecting(columns))
        progress.show("scored \(run.count) rows")
      }
    } catch {
      throw Failure(error)
    }
    progress.show("judging \(run.count) rows …")
    let period = reading.period?.seconds ?? reader.summary.rowPeriod ?? trained.report.period
    let judged: DetectionReport
    let scored: ScoredRecording
    do throws(EvaluationError) {
      scored = try run.recording()
      judged = try DetectionReport(judging: scored, options: EvaluationOptions(period: period))
    } catch {
      throw Failure(error, in: recording)
    }
    progress.end()
    let page = try writeReport(judged, scored, run: run, digest: digest)
    print(json ? judged.json() : judged.text())
    if let page, !json { print("Report: \(page)") }
  }

  /// Writes the page and returns its path.
  private func writeReport(
    _ judged: DetectionReport, _ scored: ScoredRecording, run: ScoredRun, digest: String
  ) throws -> String? {
    guard !noReport else { return nil }
    let path = report ?? Self.reportName(of: recording)
    let heading = ReportHeading(
      recording: (recording as NSString).lastPathComponent, model: (model as NSString).lastPathComponent,
      digest: digest, program: "Secure-AI Twin \(SecureAITwin.version).")
    let page = HTMLReport(judged, of: scored, heading: heading, contributions: run.contributions).html()
    try writeFile(path, Array(page.utf8))
    return path
  }

  private static func reportName(of recording: String) -> String {
    var name = (recording as NSString).lastPathComponent
    for suffix in [".gz", ".csv"] where name.lowercased().hasSuffix(suffix) {
      name = String(name.dropLast(suffix.count))
    }
    return name + ".report.html"
  }
}
