/// The false alarms of the first detector, strongest kept where there are many.
struct FalseAlarmSection {
  /// Most false alarms listed.
  static let limit = 200

  let recording: ScoredRecording
  let report: DetectionReport
  let contributions: (Int) -> [TagShare]

  private var rowTime: RowTime { RowTime(recording: recording) }

  var html: String {
    let figures = report.detectors[0]
    guard figures.falseAlarms > 0 else {
      return """
        <section><h2 id="false-alarms">False alarms</h2><p class="lead">None: every alarm touches an event.</p></section>

        """
    }
    let shown = figures.falseAlarmRuns.sorted {
      ($0.peakScore ?? -.infinity, $1.firstRow) > ($1.peakScore ?? -.infinity, $0.firstRow)
    }.prefix(Self.limit).sorted { $0.firstRow < $1.firstRow }
    let note =
      shown.count < figures.falseAlarms
      ? " The \(FigureText.count(shown.count)) strongest of \(FigureText.count(figures.falseAlarms)) are listed." : ""
    return """
      <section><h2 id="false-alarms">False alarms</h2>
      <p class="lead">Unbroken alarms that touch no event.\(note)</p>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="false-alarms"><table><thead><tr>
      <th scope="col">Start</th><th scope="col">Series</th><th scope="col" class="n">Rows</th>
      <th scope="col" class="n">Lasts</th><th scope="col" class="n">Peak score</th>
      <th scope="col">Tags at the peak</th></tr></thead><tbody>
      \(shown.map(row).joined())</tbody></table></div></section>

      """
  }

  private func row(_ alarm: FalseAlarm) -> String {
    let lasting = report.periodSeconds.map { $0 * Double(alarm.rows) }
    return """
      <tr><th scope="row" class="t">\(rowTime.full(alarm.firstRow))</th><td>\(HTMLText.name(alarm.series))</td>\
      <td class="n">\(FigureText.count(alarm.rows))</td><td class="n">\(FigureText.duration(lasting))</td>\
      <td class="n">\(FigureText.short(alarm.peakScore))</td>\
      <td class="tags">\(TagChips(shares: alarm.peakRow.map(contributions) ?? []).html)</td></tr>

      """
  }
}
