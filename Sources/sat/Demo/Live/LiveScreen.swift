/// The picture that a spectator sees: as many lines every time, none wider than 79 columns.
struct LiveScreen: Equatable {
  /// The plant and what is done with it.
  var title: String
  /// Day and time of day in the plant.
  var clock: String
  var readings: [LiveReading]
  /// The detectors' score; above 1 is an alarm.
  var score: Double
  /// What happened last, oldest first; a line each with its time.
  var news: [String]
  /// What really happens, which the detectors do not know; empty in normal operation.
  var truth: String

  /// Widest line.
  static let width = 79
  /// Lines of news.
  static let newsLines = 6

  func lines(_ style: Style) -> [String] {
    let head = LiveFigure.column(title, Self.width - 16) + LiveFigure.column(clock, 16, right: true)
    let names = row(" ", "tag", "", "reported", "expected", "")
    var lines = [style.title(head), "", style.dim(names)]
    lines += readings.map { reading in
      let text = row(
        reading.isSuspect ? "!" : " ", reading.tag, reading.meaning,
        LiveFigure.number(reading.reported, decimals: reading.decimals),
        LiveFigure.number(reading.expected, decimals: reading.decimals), reading.unit)
      return reading.isSuspect ? style.bad(text) : text
    }
    lines += ["", scoreLine(style), style.dim(LiveFigure.column(truthLine, Self.width)), ""]
    let shown = news.suffix(Self.newsLines).map { LiveFigure.column($0, Self.width) }
    return lines + shown + [String](repeating: "", count: Self.newsLines - shown.count)
  }

  private var truthLine: String {
    "what really happens  " + (truth.isEmpty ? "normal operation" : truth)
  }

  /// A bar that reaches the threshold in its middle.
  private func scoreLine(_ style: Style) -> String {
    let half = 16
    let filled = score.isNaN ? 0 : Int(min(Double(2 * half), max(0, score * Double(half))))
    let bar = (0..<2 * half).map { $0 < filled ? "█" : $0 == half ? "│" : "·" }.joined()
    let figure = LiveFigure.column(LiveFigure.number(score, decimals: 2), 8, right: true)
    let verdict = score > 1 ? style.bad("ALARM") : style.good("normal")
    return "score \(figure)  \(bar)  \(verdict)  " + style.dim("alarm above 1")
  }

  private func row(
    _ mark: String, _ tag: String, _ meaning: String, _ reported: String, _ expected: String, _ unit: String
  ) -> String {
    mark + " " + LiveFigure.column(tag, 12) + " " + LiveFigure.column(meaning, 28) + " "
      + LiveFigure.column(reported, 12, right: true) + " " + LiveFigure.column(expected, 12, right: true) + " "
      + LiveFigure.column(unit, 8)
  }
}
