extension DetectionReport {
  /// The report as an aligned table for a terminal: one line per figure, one column per detector.
  public func text() -> String {
    ([summary, ""] + table(FigureLine.all) + (notes.isEmpty ? [] : [""] + notes.map { "note: " + $0 }))
      .joined(separator: "\n") + "\n"
  }

  /// The lines of the table with the figures that are asked for first.
  public func briefTable() -> [String] { table(FigureLine.brief) }

  private func table(_ figures: [FigureLine]) -> [String] {
    var lines: [String] = []
    let titles = figures.map(\.title)
    let first = titles.map(\.count).max() ?? 0
    let columns = detectors.map { detector in
      let cells = figures.map { $0.text(detector) }
      return (name: detector.name, cells: cells, width: max(detector.name.count, cells.map(\.count).max() ?? 0))
    }
    lines.append(
      columns.reduce(Self.pad("", first + 2)) { $0 + "  " + Self.pad($1.name, $1.width, right: true) })
    var group: FigureLine.Group?
    for (index, line) in figures.enumerated() {
      if line.group != group { lines.append(line.group.rawValue) }
      group = line.group
      lines.append(
        columns.reduce("  " + Self.pad(line.title, first)) {
          $0 + "  " + Self.pad($1.cells[index], $1.width, right: true)
        })
    }
    return lines
  }

  /// One sentence on what was judged.
  var summary: String {
    var parts = ["\(FigureText.count(rows)) rows", series == 1 ? "1 series" : "\(FigureText.count(series)) series"]
    parts.append(events == 1 ? "1 event" : "\(FigureText.count(events)) events")
    parts.append("\(FigureText.count(anomalousRows)) anomalous rows")
    if let periodSeconds { parts.append("one row every \(FigureText.duration(periodSeconds))") }
    return parts.joined(separator: ", ")
  }

  private static func pad(_ text: String, _ width: Int, right: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    return right ? blanks + text : text + blanks
  }
}
