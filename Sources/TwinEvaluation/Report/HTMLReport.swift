/// A report as one self-contained page: no script, nothing loaded from elsewhere, readable on paper and in the dark.
///
/// Its size is bounded: at most 40 series with at most 1,600 columns each, 500 events and 200 false alarms, and the
/// page says what it leaves out.
public struct HTMLReport {
  private let recording: ScoredRecording
  private let report: DetectionReport
  private let heading: ReportHeading
  private let contributions: (Int) -> [TagShare]
  /// What diagnosis made of the recording; `nil` where nobody asked.
  public var diagnosis: DiagnosisSection?

  /// Creates the page of a report.
  ///
  /// - Parameters:
  ///   - report: the figures of `recording`, by the same detectors in the same order.
  ///   - contributions: the tags that contributed most to a row of the first detector, strongest first; asked for a
  ///     few hundred rows at most. Return nothing where it is unknown.
  public init(
    _ report: DetectionReport, of recording: ScoredRecording, heading: ReportHeading,
    contributions: @escaping (_ row: Int) -> [TagShare] = { _ in [] }
  ) {
    precondition(report.rows == recording.count, "the report is about this recording")
    precondition(report.detectors.map(\.name) == recording.detectors.map(\.name), "the same detectors in one order")
    self.report = report
    self.recording = recording
    self.heading = heading
    self.contributions = contributions
  }

  /// The page's text in UTF-8; the same report gives the same bytes.
  public func html() -> String {
    let key = KeyFigureSection(report: report)
    let truth = RecordingTruth(recording)
    return """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="color-scheme" content="light dark"/>
      <title>Detection report: \(HTMLText.escape(heading.recording))</title>
      <style>\(Self.style)</style></head><body><main>
      <header><p class="eyebrow">Detection report</p><h1>\(HTMLText.name(heading.recording))</h1>
      <p class="verdict">\(key.verdict)</p>\(facts)</header>
      \(notes)\(key.html)\
      \(ScoreSection(recording: recording, report: report, truth: truth).html)\
      \(EventSection(recording: recording, report: report, contributions: contributions).html)\
      \(diagnosis?.html ?? "")\
      \(FalseAlarmSection(recording: recording, report: report, contributions: contributions).html)\
      \(CurveSection(recording: recording, report: report).html)\
      \(FigureSection(report: report).html)
      <footer>\(HTMLText.escape(heading.program ?? "")) The volumes use a sliding window of \(report.vusSlidingWindow) \
      rows. Sources of all figures are named in the program's documentation.</footer></main></body></html>

      """
  }

  private var facts: String {
    var rows = [("Model", HTMLText.name(heading.model))]
    if let digest = heading.digest { rows.append(("Digest", "<code>\(HTMLText.escape(digest))</code>")) }
    rows.append(("Recording", report.summary))
    let thresholds = report.detectors.map { "\(HTMLText.name($0.name)) \(FigureText.short($0.threshold))" }
    rows.append(("Threshold", thresholds.joined(separator: ", ")))
    return "<dl class=\"facts\">" + rows.map { "<div><dt>\($0)</dt><dd>\($1)</dd></div>" }.joined() + "</dl>"
  }

  private var notes: String {
    guard !report.notes.isEmpty else { return "" }
    let items = report.notes.map { "<li>\(HTMLText.escape($0))</li>" }.joined()
    return "<aside aria-label=\"Notes\"><h2>Mind when reading</h2><ul>\(items)</ul></aside>\n"
  }
}
