internal import Foundation
internal import TwinConnectors
internal import TwinDetection
internal import TwinEvaluation
internal import TwinModel

/// Scores a labelled recording and judges the scores.
struct Judging {
  var model: DetectorModel
  /// Digest of the model's file.
  var digest: String
  /// The model's name in the report.
  var modelName: String
  var recording: String
  var reading = RecordingOptions()
  var detector = AnomalyDetector.Kind.ensemble
  /// Seconds from row to row where the user knows them.
  var period: Double?

  /// What came of it.
  struct Outcome {
    var report: DetectionReport
    var scored: ScoredRecording
    var run: ScoredRun
    /// The report as a self-contained page.
    var page: HTMLReport
    /// How faithful, fresh and proven the model's twin was; `nil` where the model has none.
    var twin: TwinMirror.Summary?
    /// What diagnosis made of it; `nil` where nobody asked.
    var diagnosis: DiagnosisJudging.Outcome?

    /// The report, and the twin's and diagnosis' figures beside it, for programs.
    func json() throws(Failure) -> String {
      try jsonText(Fields(report: report, twin: twin, diagnosis: diagnosis?.lines), keepsNames: true)
    }

    private struct Fields: Encodable {
      var report: DetectionReport
      var twin: TwinMirror.Summary?
      var diagnosis: [DiagnosisFigures.Line]?

      enum CodingKeys: String, CodingKey { case twin, diagnosis }

      func encode(to encoder: any Encoder) throws {
        try report.encode(to: encoder)
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encodeIfPresent(twin, forKey: .twin)
        try fields.encodeIfPresent(diagnosis, forKey: .diagnosis)
      }
    }
  }

  func run(_ progress: Progress) throws(Failure) -> Outcome {
    var reader = try RecordingReader(opening: recording, options: reading)
    try requireLabels(reader.hasLabels)
    let columns = try matchColumns(of: model.tags, in: reader.tags, file: recording)
    var run = ScoredRun(model: model, kind: detector)
    var mirror = model.physics.map { _ in TwinMirror(model) }
    while let block = try reader.next() {
      let frames = block.selecting(columns)
      run.append(frames)
      mirror?.append(frames)
      progress.show("scored \(run.count) rows")
    }
    try requireEvents(reader.summary)
    progress.show("judging \(run.count) rows …")
    var outcome = try judge(run, period: period ?? reader.summary.rowPeriod ?? model.report.period)
    outcome.twin = mirror?.summary(openEvidence: run.alarms)
    return outcome
  }

  private func judge(_ run: ScoredRun, period: Double?) throws(Failure) -> Outcome {
    do throws(EvaluationError) {
      let scored = try run.recording()
      let report = try DetectionReport(judging: scored, options: EvaluationOptions(period: period))
      let heading = ReportHeading(
        recording: (recording as NSString).lastPathComponent, model: modelName, digest: digest,
        program: "Secure-AI Twin \(SecureAITwin.version).")
      let page = HTMLReport(report, of: scored, heading: heading, contributions: run.contributions)
      return Outcome(report: report, scored: scored, run: run, page: page)
    } catch {
      throw Failure(error, in: recording)
    }
  }

  private func requireLabels(_ hasLabels: Bool) throws(Failure) {
    guard !hasLabels else { return }
    throw Failure(
      "\(recording): no label and no event column, so there is nothing to judge by; use 'sat score', or name the "
        + "column with --label-column")
  }

  private func requireEvents(_ summary: RecordingSummary) throws(Failure) {
    guard summary.labelledRows == 0 else { return }
    throw Failure(
      "\(recording): none of its \(summary.rows) rows is labelled as an attack or fault, so there is nothing to find; "
        + "use 'sat score' to count the alarms")
  }
}
