/// The verdict in one sentence, and the six figures that an engineer asks for first.
struct KeyFigureSection {
  let report: DetectionReport

  private var figures: DetectorFigures { report.detectors[0] }

  /// What was found, how late, and at which price in false alarms.
  var verdict: String {
    var parts: [String] = []
    if report.events > 0 {
      let all = figures.eventsFound == report.events && report.events > 1 ? "all " : ""
      let whole = FigureText.count(report.events)
      let count = all.isEmpty ? "\(FigureText.count(figures.eventsFound)) of \(whole)" : whole
      parts.append("Found \(all)\(count) \(report.events == 1 ? "event" : "events")\(delay)")
    } else {
      parts.append("There is no event in this recording to find")
    }
    parts.append(priceInFalseAlarms)
    return parts.joined(separator: "; ") + "."
  }

  private var delay: String {
    guard let rows = figures.medianDelayRows else { return "" }
    if rows == 0 { return ", half of them or more in the first row" }
    let time = figures.medianDelaySeconds.map { " (\(FigureText.words($0)))" } ?? ""
    return ", half of them within \(FigureText.short(rows)) rows\(time)"
  }

  private var priceInFalseAlarms: String {
    let count = figures.falseAlarms
    guard let rate = figures.falseAlarmsPerDay, let days = report.normalDays else {
      return count == 0 ? "no false alarm" : count == 1 ? "1 false alarm" : "\(FigureText.count(count)) false alarms"
    }
    let span = FigureText.words(days * 86_400) + " of normal operation"
    if count < 2 { return (count == 0 ? "no" : "1") + " false alarm in \(span)" }
    let pace = rate >= 1 ? "about \(FigureText.short(rate)) a day" : "about one in \(FigureText.words(86_400 / rate))"
    return "\(FigureText.count(count)) false alarms in \(span), \(pace)"
  }

  var html: String {
    """
    <section aria-label="Key figures"><div class="cards">
    \(card("Events found", "An event counts as found once one of its rows is alarmed.") { "\(FigureText.count($0.eventsFound)) / \(FigureText.count($0.events))" })\
    \(card("False alarms per day", "Alarms that touch no event, per day of normal operation.") {
        FigureText.rate($0.falseAlarmsPerDay)
      })\
    \(card("Median delay", "From an event's first row to its first alarm, over the events found.") {
        $0.medianDelaySeconds.map { FigureText.duration($0) } ?? $0.medianDelayRows.map { FigureText.short($0) + " rows" }
          ?? FigureText.absent
      })\
    \(card("F1", "Balance of clean and complete alarms, row by row, at the model's own threshold.") {
        FigureText.decimal($0.counts.f1)
      })\
    \(card("False-alarm rate", "Share of normal rows that are alarmed.") {
        FigureText.percent($0.counts.falseAlarmRate, 2)
      })\
    \(card("PR-AUC", "How well the score ranks event rows first, whatever the threshold.") {
        FigureText.decimal($0.prAUC)
      })</div></section>

    """
  }

  private func card(_ title: String, _ meaning: String, _ text: (DetectorFigures) -> String) -> String {
    let others = report.detectors.dropFirst().map { "<span>\(HTMLText.name($0.name)) \(text($0))</span>" }.joined()
    let beside = others.isEmpty ? "" : "<p class=\"beside\">\(others)</p>"
    return """
      <div class="card"><h3>\(title)</h3><p class="value">\(text(figures))</p>\(beside)<p class="meaning">\(meaning)</p></div>

      """
  }
}
