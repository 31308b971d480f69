/// One line per event: found or missed, how late, how strongly, and by which tags.
struct EventSection {
  /// Most events listed.
  static let limit = 500

  let recording: ScoredRecording
  let report: DetectionReport
  let contributions: (Int) -> [TagShare]

  private var rowTime: RowTime { RowTime(recording: recording) }

  var html: String {
    let outcomes = report.detectors[0].eventOutcomes
    guard !outcomes.isEmpty else { return "" }
    let order = outcomes.indices.filter { !outcomes[$0].found } + outcomes.indices.filter { outcomes[$0].found }
    let shown = outcomes.count > Self.limit ? order.prefix(Self.limit).sorted() : Array(outcomes.indices)
    let note =
      shown.count < outcomes.count
      ? "<p class=\"lead\">\(shown.count) of \(FigureText.count(outcomes.count)) events are listed, missed ones first.</p>"
      : ""
    let others = report.detectors.dropFirst().map { "<th scope=\"col\">\(HTMLText.name($0.name))</th>" }.joined()
    let seriesHead = report.series > 1 ? "<th scope=\"col\">Series</th>" : ""
    return """
      <section><h2 id="events">Events</h2>\(note)
      <div class="scroll" tabindex="0" role="region" aria-labelledby="events"><table><thead><tr>
      <th scope="col">Event</th>\(seriesHead)<th scope="col">\(HTMLText.name(report.detectors[0].name))</th>\(others)
      <th scope="col">Start</th><th scope="col">End</th><th scope="col" class="n">Rows</th>
      <th scope="col" class="n">Peak score</th><th scope="col">Tags at the peak</th></tr></thead><tbody>
      \(shown.map(row).joined())</tbody></table></div></section>

      """
  }

  private func row(_ index: Int) -> String {
    let outcome = report.detectors[0].eventOutcomes[index]
    let verdicts = report.detectors.map { detector in
      detector.eventOutcomes.indices.contains(index)
        ? "<td class=\"v\">\(verdict(detector.eventOutcomes[index]))</td>" : "<td></td>"
    }
    let series = report.series > 1 ? "<td>\(HTMLText.name(outcome.series))</td>" : ""
    return """
      <tr><th scope="row">\(HTMLText.name(outcome.event))</th>\(series)\(verdicts.joined())\
      <td class="t">\(rowTime.full(outcome.firstRow))</td><td class="t">\(rowTime.full(outcome.lastRow))</td>\
      <td class="n">\(FigureText.count(outcome.rows))</td>\
      <td class="n">\(FigureText.short(outcome.peakScore))</td>\
      <td class="tags">\(TagChips(shares: outcome.peakRow.map(contributions) ?? []).html)</td></tr>

      """
  }

  private func verdict(_ outcome: EventOutcome) -> String {
    guard let rows = outcome.delayRows else { return "<span class=\"missed\">✕ missed</span>" }
    if rows == 0 { return "<span class=\"found\">✓ at once</span>" }
    let time = outcome.delaySeconds.map { ", " + FigureText.duration($0) } ?? ""
    return "<span class=\"found\">✓ after \(FigureText.count(rows)) \(rows == 1 ? "row" : "rows")</span>"
      + "<span class=\"soft\">\(time)</span>"
  }
}
